"""Chinese typing on Linux: which input method Qt shall ask. No Qt here: it runs before Qt does."""

from collections.abc import MutableMapping

_LIST, _ONE, _X11 = "QT_IM_MODULES", "QT_IM_MODULE", "XMODIFIERS"  # the last as @im=NAME
_FCITX, _IBUS = "fcitx", "ibus"


def settle(environment: MutableMapping[str, str]) -> None:
    """Let Qt ask ibus where the session says fcitx and Qt has no plugin for that.

    UOS and Kylin say fcitx. Its version 5 also answers as ibus, for which Qt's own builds have a plugin, and
    none for fcitx. Qt tries the list in turn: a plugin for fcitx that an office has put in still comes first.
    """
    wish = environment.get(_LIST) or environment.get(_ONE) or environment.get(_X11, "").partition("@im=")[2]
    if wish.startswith((_FCITX, _IBUS)):
        kinds = wish.split(";")
        environment[_LIST] = ";".join(kinds if _IBUS in kinds else [*kinds, _IBUS])
