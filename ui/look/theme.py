"""The look: named tokens (light and dark), one palette, one stylesheet, the shipped fonts.

Sizes are pixels at text scale 1.0; Qt multiplies them by the screen's own scale. Only this module
names a colour; everything else asks `tokens()` or sets a property that the stylesheet knows.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from string import Template
from typing import Literal

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication, QStyle, QWidget

from app.paths import RESOURCES

Scheme = Literal["light", "dark", "system"]
Tone = Literal["plain", "brand", "ok", "warn", "bad"]

FAMILIES = ["Noto Sans SC", "HanaMinB"]
FONT_FILES = ("NotoSansSC-Regular.ttf", "NotoSansSC-Bold.ttf", "HanaMinB.ttf")

TEXT, SMALL, TITLE, SUBTITLE, FIGURE = 14, 12, 18, 15, 28
CONTROL, RADIUS, CARD_RADIUS = 36, 6, 8
GAP_XS, GAP_S, GAP, GAP_L = 4, 8, 14, 20


@dataclass(frozen=True)
class Tokens:
    """Colours by meaning. `x_soft` is a ground; `x_ink` is the text that stands on it (4.5:1)."""

    background: str
    surface: str
    read_only: str
    line: str
    field_line: str
    ink: str
    soft: str
    faint: str
    """never for text that must be read"""
    brand: str
    brand_hover: str
    on_brand: str
    brand_soft: str
    brand_ink: str
    ok: str
    ok_soft: str
    ok_ink: str
    warn: str
    warn_soft: str
    warn_ink: str
    bad: str
    bad_soft: str
    bad_ink: str

    def ground(self, tone: Tone) -> str:
        """The soft ground of a tone."""
        return self.background if tone == "plain" else str(getattr(self, f"{tone}_soft"))

    def text_on(self, tone: Tone) -> str:
        """The text colour that is legible on `ground(tone)`."""
        return self.soft if tone == "plain" else str(getattr(self, f"{tone}_ink"))


LIGHT = Tokens(
    background="#F4F6F9",
    surface="#FFFFFF",
    read_only="#EEF1F5",
    line="#E3E8EF",
    field_line="#C3CBD8",
    ink="#1B2533",
    soft="#5F6B7C",
    faint="#93A0B2",
    brand="#1463D8",
    brand_hover="#0F55BD",
    on_brand="#FFFFFF",
    brand_soft="#E8F0FD",
    brand_ink="#1463D8",
    ok="#12805C",
    ok_soft="#E3F5EE",
    ok_ink="#0D6B4C",
    warn="#B25E09",
    warn_soft="#FDF1E1",
    warn_ink="#985007",
    bad="#C4332B",
    bad_soft="#FDEAE8",
    bad_ink="#B32B24",
)
DARK = Tokens(
    background="#12171F",
    surface="#1A212B",
    read_only="#232C38",
    line="#2E3846",
    field_line="#4A586B",
    ink="#E8EDF4",
    soft="#A9B5C5",
    faint="#6E7B8D",
    brand="#2B6FDA",
    brand_hover="#1F5FC4",
    on_brand="#FFFFFF",
    brand_soft="#1B2F4F",
    brand_ink="#8AB6FF",
    ok="#5FD0A5",
    ok_soft="#14362B",
    ok_ink="#6BD8AE",
    warn="#F0B25E",
    warn_soft="#3D2C12",
    warn_ink="#F3BA6C",
    bad="#FF9088",
    bad_soft="#47201E",
    bad_ink="#FF9C95",
)
_in_use = {"tokens": LIGHT}


def tokens() -> Tokens:
    """The colours in use now."""
    return _in_use["tokens"]


def color(name: str) -> QColor:
    """A token's value for code that paints."""
    return QColor(name)


def load_fonts() -> None:
    """Make the shipped fonts known to Qt; needs a QApplication; safe to call again."""
    if FAMILIES[0] in QFontDatabase.families() and FAMILIES[1] in QFontDatabase.families():
        return
    for name in FONT_FILES:
        if QFontDatabase.addApplicationFont(str(RESOURCES / "fonts" / name)) < 0:
            raise FileNotFoundError(f"resources/fonts/{name} cannot be loaded")


def font(size: int = TEXT, *, bold: bool = False, scale: float = 1.0) -> QFont:
    """The program's font at `size` pixels."""
    result = QFont()
    result.setFamilies(FAMILIES)
    result.setPixelSize(round(size * scale))
    result.setBold(bold)
    return result


def apply(app: QApplication, scheme: Scheme = "light", scale: float = 1.0) -> None:
    """Dress the whole program: Fusion, palette, stylesheet, font. May be called while it runs."""
    system_is_dark = app.styleHints().colorScheme() == Qt.ColorScheme.Dark
    dark = system_is_dark if scheme == "system" else scheme == "dark"
    _in_use["tokens"] = DARK if dark else LIGHT
    load_fonts()
    if app.style().name().lower() != "fusion":
        app.setStyle("Fusion")
    sheet = stylesheet(tokens(), scale)
    if app.styleSheet() != sheet:  # to dress a full window takes more than a second
        app.setPalette(_palette(tokens()))
        app.setFont(font(scale=scale))
        app.setStyleSheet(sheet)


def _palette(t: Tokens) -> QPalette:
    palette = QPalette()
    roles = QPalette.ColorRole
    for role, color in {
        roles.Window: t.background,
        roles.WindowText: t.ink,
        roles.Base: t.surface,
        roles.AlternateBase: t.background,
        roles.Text: t.ink,
        roles.Button: t.surface,
        roles.ButtonText: t.ink,
        roles.PlaceholderText: t.soft,
        roles.ToolTipBase: t.surface,
        roles.ToolTipText: t.ink,
        roles.Highlight: t.brand,
        roles.HighlightedText: t.on_brand,
        roles.Link: t.brand_ink,
        roles.Mid: t.line,
        roles.Dark: t.line,
    }.items():
        palette.setColor(role, QColor(color))
    for role in (roles.WindowText, roles.Text, roles.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, role, QColor(t.faint))
    return palette


def stylesheet(t: Tokens, scale: float = 1.0) -> str:
    """resources/theme/counter.qss with tokens and scaled sizes filled in."""
    names = {f.name: getattr(t, f.name) for f in fields(t)}
    sizes = {
        "text": TEXT,
        "small": SMALL,
        "title": TITLE,
        "subtitle": SUBTITLE,
        "figure": FIGURE,
        "control": CONTROL,
        "tag": 22,
        "key": 52,
        "dots": 40,
    }
    names |= {name: f"{round(size * scale)}px" for name, size in sizes.items()}
    names["pictures"] = (RESOURCES / "theme").as_posix()
    names["inner"] = f"{round((CONTROL - 4) * scale)}px"
    source = (RESOURCES / "theme" / "counter.qss").read_text(encoding="utf-8")
    return Template(source).substitute(names)


def set_look(widget: QWidget, name: str, value: object) -> None:
    """Set a property that the stylesheet selects on, and repaint `widget` with it."""
    if widget.property(name) == value:
        return
    widget.setProperty(name, value)
    dress(widget)


def dress(widget: QWidget) -> None:
    """Let the stylesheet look at `widget` again; one that was never shown waits until it is."""
    if widget.testAttribute(Qt.WidgetAttribute.WA_WState_Polished):
        style: QStyle = widget.style()
        style.unpolish(widget)
        style.polish(widget)
