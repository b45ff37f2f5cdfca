"""Which input method Qt is told to ask, by what the session says."""

import pytest

from ui.input_method import settle


@pytest.mark.parametrize(
    ("session", "modules"),
    [
        ({"QT_IM_MODULE": "fcitx"}, "fcitx;ibus"),
        ({"QT_IM_MODULE": "fcitx5"}, "fcitx5;ibus"),
        ({"QT_IM_MODULE": "ibus"}, "ibus"),
        ({"QT_IM_MODULES": "fcitx", "QT_IM_MODULE": "ibus"}, "fcitx;ibus"),
        ({"QT_IM_MODULES": "fcitx;ibus"}, "fcitx;ibus"),
        ({"XMODIFIERS": "@im=fcitx"}, "fcitx;ibus"),
        ({"XMODIFIERS": "@im=ibus"}, "ibus"),
    ],
)
def test_ibus_is_asked_where_fcitx_has_no_plugin(session: dict[str, str], modules: str) -> None:
    settle(session)
    assert session["QT_IM_MODULES"] == modules


@pytest.mark.parametrize("session", [{}, {"QT_IM_MODULE": "compose"}, {"QT_IM_MODULES": "wayland;ibus"}])
def test_other_wishes_stay_as_they_are(session: dict[str, str]) -> None:
    before = dict(session)
    settle(session)
    assert session == before
