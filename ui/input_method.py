"""Chinese typing on Linux: which input method Qt shall ask. No Qt here: it runs before Qt does."""

from collections.abc import MutableMapping

_LIST, _ONE, _X11 = "QT_IM_MODULES", "QT_IM_MODULE", "XMODIFIERS"  # the last as @im=NAME
_FCITX, _IBUS = "fcitx", "ibus"


def settle(environment: MutableMapping[str, str]) -> None:
    """Let Qt ask ibus too where the session says fcitx.

    UOS and Kylin say fcitx. The bundles bring a plugin for it; Qt's own builds have none, but fcitx 5 also
    answers as ibus, for which they have one. Qt tries the list in turn.
    """
    wish = environment.get(_LIST) or environment.get(_ONE) or environment.get(_X11, "").partition("@im=")[2]
    if wish.startswith((_FCITX, _IBUS)):
        kinds = wish.split(";")
        environment[_LIST] = ";".join(kinds if _IBUS in kinds else [*kinds, _IBUS])
