"""Every setting once: key, default (its type is the setting's), what is allowed, source and label.

Settings belong to one workstation and hold no personal data. They live in a small INI file; keys
that this version does not know are kept, so that an older and a newer version can share the file.
"""

from __future__ import annotations

import configparser
import contextlib
import logging
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Generic, TypeVar

from app.bounded import read_own
from app.errors import QT_TR_NOOP

log = logging.getLogger(__name__)
T = TypeVar("T", str, int)

SECTION = "settings"
LARGEST_BYTES = 1_000_000
UNREADABLE = QT_TR_NOOP(
    "The settings file could not be read, so the usual settings are in use. "
    "Check language and text size at the top right, and the printer before you print."
)


@dataclass(frozen=True)
class Setting(Generic[T]):
    """One declaration; `source` names the rule or decision that the setting follows."""

    key: str
    default: T
    label: str
    source: str
    choices: tuple[T, ...] = ()
    """empty = any value"""

    def parse(self, text: str) -> T:
        """`text` from the file as a value; ValueError when it is none or not allowed."""
        value = type(self.default)(text)
        self.require_allowed(value)
        return value

    def require_allowed(self, value: T) -> None:
        """ValueError unless this setting may have `value`."""
        if self.choices and value not in self.choices:
            raise ValueError(f"{self.key} does not allow this value")
        if isinstance(value, str) and not value.isprintable():
            raise ValueError(f"{self.key} is a single line")


LANGUAGE = Setting("language", "zh_CN", QT_TR_NOOP("Language"), "architecture", ("zh_CN", "en"))
THEME = Setting("theme", "system", QT_TR_NOOP("Appearance"), "screens", ("light", "dark", "system"))
TEXT_SCALE = Setting(
    "text_scale", 100, QT_TR_NOOP("Text size in percent"), "screens", (100, 110, 125, 150, 175, 200)
)
IDLE_LOCK_MINUTES = Setting(
    "idle_lock_minutes",
    3,
    QT_TR_NOOP("Lock after minutes without input"),
    "security 2",
    tuple(range(1, 11)),
)
PRINTER_AGREEMENT = Setting(
    "printer_agreement", "", QT_TR_NOOP("Printer for agreements (A4)"), "R-182"
)
PRINTER_SLIP = Setting("printer_slip", "", QT_TR_NOOP("Printer for slips"), "R-182")
CAMERA = Setting("camera", "", QT_TR_NOOP("Camera for documents"), "R-050")
WATCHED_FOLDER = Setting(
    "watched_folder", "", QT_TR_NOOP("Folder that the scanner puts pictures into"), "R-050"
)
WATCHED_FOLDER_REMOVE = Setting(
    "watched_folder_remove",
    1,
    QT_TR_NOOP("Remove a scanned picture from that folder once its page is sealed"),
    "security 2",
    (0, 1),
)
READER = Setting(
    "reader",
    "none",
    QT_TR_NOOP("ID-card reader"),
    "R-050",
    ("none", "serial", "program", "simulator"),
)
READER_PORT = Setting(
    "reader_port", "", QT_TR_NOOP("Port of the ID-card reader, such as COM3"), "R-050"
)
READER_PROGRAM = Setting(
    "reader_program", "", QT_TR_NOOP("Program of the ID-card reader's maker"), "R-050"
)
LAST_HALL = Setting("last_hall", "", QT_TR_NOOP("Service hall"), "R-001")

ALL: tuple[Setting[Any], ...] = (
    LANGUAGE,
    THEME,
    TEXT_SCALE,
    IDLE_LOCK_MINUTES,
    PRINTER_AGREEMENT,
    PRINTER_SLIP,
    CAMERA,
    WATCHED_FOLDER,
    WATCHED_FOLDER_REMOVE,
    READER,
    READER_PORT,
    READER_PROGRAM,
    LAST_HALL,
)


class Settings:
    """The values in `path` (Folders.settings). A missing or damaged file means the defaults.

    `warning` is the text to show once when the file was damaged, else None; the damaged file is
    kept beside the new one with the ending .damaged.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.warning: str | None = None
        self._values = self._read()

    def reread(self) -> None:
        """Take what another part of the program stored meanwhile, such as the sample hall's."""
        self._values = self._read()

    def get(self, setting: Setting[T]) -> T:
        """The setting's value, or its default when the file has none that is allowed."""
        text = self._values.get(setting.key)
        if text is None:
            return setting.default
        try:
            return setting.parse(text)
        except ValueError:
            log.warning("setting %s has a value that is not allowed; default used", setting.key)
            return setting.default

    def set(self, setting: Setting[T], value: T) -> None:
        """Store `value` at once; ValueError when it is not allowed; OSError when the disk refuses,
        and the value then holds until the program ends.

        The file is read again first: another window may have stored another setting meanwhile.
        """
        setting.require_allowed(value)
        self._values = {**self._values, setting.key: str(value)}
        values = self._values = self._read() | {setting.key: str(value)}
        parser = _parser()
        parser[SECTION] = values
        self.path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        fresh = self.path.with_suffix(f".{os.getpid()}.tmp")
        try:
            with open(
                os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8"
            ) as file:
                parser.write(file)
                file.flush()
                os.fsync(file.fileno())
            fresh.replace(self.path)
        except OSError:
            fresh.unlink(missing_ok=True)
            raise

    def _read(self) -> dict[str, str]:
        parser = _parser()
        try:
            parser.read_string(read_own(self.path, LARGEST_BYTES).decode())
            return dict(parser[SECTION]) if SECTION in parser else {}
        except FileNotFoundError:
            return {}
        except (configparser.Error, UnicodeDecodeError):
            log.warning("the settings file is damaged; defaults used")
            self.warning = UNREADABLE
            with contextlib.suppress(OSError):
                self.path.replace(self.path.with_suffix(".damaged"))
            return {}
        except OSError:
            log.warning("the settings file cannot be read; defaults used")
            self.warning = UNREADABLE
            return {}


def _parser() -> configparser.ConfigParser:
    return configparser.ConfigParser(interpolation=None, strict=False, default_section="")
