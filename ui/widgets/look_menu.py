"""Language, appearance and text size: the menu of the top bar and of the sign-in window."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TypeVar

from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QApplication, QMenu, QWidget

from app.settings import LANGUAGE, TEXT_SCALE, THEME, Setting, Settings
from ui.look import theme
from ui.words.messages import LANGUAGES, Messages, install_language, not_stored, tr

Value = TypeVar("Value", str, int)
Changed = Callable[[], object]


def apply_look(app: QApplication, settings: Settings) -> None:
    """Dress the program as the settings say and speak their language."""
    scheme = settings.get(THEME)
    theme.apply(
        app,
        "dark" if scheme == "dark" else "light" if scheme == "light" else "system",
        settings.get(TEXT_SCALE) / 100,
    )
    install_language(settings.get(LANGUAGE))


def look_menu(
    settings: Settings, changed: Changed, parent: QWidget, messages: Messages | None = None
) -> QMenu:
    """A menu of the three; a choice is stored at once, then `changed()` is called.

    One that cannot be stored holds until the program ends; `messages` says so.
    """
    menu = QMenu(parent)
    themes = {"light": tr("Light"), "dark": tr("Dark"), "system": tr("As the system")}
    scales = {percent: f"{percent} %" for percent in TEXT_SCALE.choices}
    _choices(menu.addMenu(tr("Language")), settings, LANGUAGE, LANGUAGES, changed, messages)
    _choices(menu.addMenu(tr("Appearance")), settings, THEME, themes, changed, messages)
    _choices(menu.addMenu(tr("Text size")), settings, TEXT_SCALE, scales, changed, messages)
    return menu


def _choices(
    menu: QMenu,
    settings: Settings,
    setting: Setting[Value],
    names: Mapping[Value, str],
    changed: Changed,
    messages: Messages | None,
) -> None:
    def choose(value: Value) -> None:
        stored = True
        try:
            settings.set(setting, value)
        except OSError:
            stored = False
        changed()
        if messages is not None and not stored:
            messages.say(not_stored(), "bad")

    group = QActionGroup(menu)
    value: Value
    for value, name in names.items():
        action = QAction(name, menu)
        action.setCheckable(True)
        action.setChecked(settings.get(setting) == value)
        action.triggered.connect(lambda _=False, chosen=value: choose(chosen))
        group.addAction(action)
        menu.addAction(action)
