"""Material icons by meaning. qtawesome is slow to import, so it is imported with the first icon."""

from __future__ import annotations

from PySide6.QtGui import QGuiApplication, QIcon, QPixmap, QPixmapCache

from ui.look import theme

NAMES = {
    "ok": "check-circle-outline",
    "warn": "alert-outline",
    "bad": "alert-circle-outline",
    "hint": "information-outline",
    "hall": "storefront-outline",
    "lock": "lock-outline",
    "search": "magnify",
    "show": "eye-outline",
    "hide": "eye-off-outline",
    "clock": "clock-outline",
    "card": "card-account-details-outline",
    "print": "printer-outline",
    "save": "content-save-outline",
    "add_person": "account-plus-outline",
    "person": "account-outline",
    "document": "file-document-outline",
    "next": "arrow-right",
    "pause": "pause-circle-outline",
    "empty": "tray",
    "zoom_in": "magnify-plus-outline",
    "zoom_out": "magnify-minus-outline",
    "sample": "flask-outline",
    "settings": "cog-outline",
    "local": "laptop",
    "history": "history",
    "address": "map-marker-outline",
    "phone": "phone-outline",
    "calendar": "calendar-outline",
    "check": "check",
    "camera": "camera-outline",
    "reader": "card-account-details-outline",
    "pictures": "image-multiple-outline",
    "paste": "content-paste",
    "folder": "folder-open-outline",
    "close": "close",
    "corners": "vector-square",
    "again": "refresh",
    "edit": "pencil-outline",
}


def icon(name: str, color: str = "") -> QIcon:
    """The icon for a meaning of `NAMES` (or a Material name), in `color` or the soft ink."""
    import qtawesome

    result = qtawesome.icon(f"mdi6.{NAMES.get(name, name)}", color=color or theme.tokens().soft)
    return QIcon(result)


def pixmap(name: str, color: str = "", size: int = 16) -> QPixmap:
    """The same icon as a picture of `size` pixels for a label; drawn once for each screen's scale."""
    color = color or theme.tokens().soft
    app = QGuiApplication.instance()
    assert isinstance(app, QGuiApplication)
    key = f"{name} {color} {size} {app.devicePixelRatio()}"
    drawn = QPixmap()
    if not QPixmapCache.find(key, drawn):
        drawn = icon(name, color).pixmap(size, size)
        QPixmapCache.insert(key, drawn)
    return drawn
