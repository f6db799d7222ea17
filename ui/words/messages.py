"""Words for a person: translation, errors as sentences, and the one bar where the window says them.

`tr` is called when a widget is built, never at import; a language switch rebuilds the screens.
"""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import (
    QCoreApplication,
    QLibraryInfo,
    QObject,
    Qt,
    QTimer,
    QTranslator,
    Signal,
)
from PySide6.QtGui import QMoveEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QWidget

from app.errors import Problem, UserError
from app.log import log_bug
from app.paths import RESOURCES
from ui.look import theme

CONTEXT = ""
"""Every text shares one unnamed context (packaging/i18n.py writes it so)."""
GOOD_NEWS_MS = 15_000
LANGUAGES = {"zh_CN": "中文", "en": "English"}

_translators: list[QTranslator] = []


def tr(source: str, /, **values: object) -> str:
    """`source` in the language in use, with its {placeholders} filled after translating."""
    text = QCoreApplication.translate(CONTEXT, source)
    return text.format(**values) if values else text


def error_text(error: UserError | Problem) -> str:
    """The sentence of an expected error or a finding of a check."""
    return tr(error.text, **error.values)


def install_language(language: str) -> None:
    """Speak `language` (zh_CN or en) from now on: our texts and Qt's own (menus of text fields)."""
    for old in _translators:
        QCoreApplication.removeTranslator(old)
    _translators.clear()
    qt_folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    for name, folder in ((f"qtbase_{language}", qt_folder), (language, str(RESOURCES / "i18n"))):
        translator = QTranslator(QCoreApplication.instance())
        if translator.load(name, folder):
            QCoreApplication.installTranslator(translator)
            _translators.append(translator)


def bug_text(error: BaseException) -> str:
    """Log an unexpected error under a reference number and say that number."""
    return tr(
        "Something went wrong in the program. Tell your support: {number}",
        number=log_bug(error),
    )


def text_of(error: BaseException) -> str:
    """What the window says about `error`: its own sentence, or a reference number for a bug."""
    return error_text(error) if isinstance(error, UserError) else bug_text(error)


def not_stored() -> str:
    """What the window says of a setting that the disk refuses."""
    return tr("The setting could not be stored: the disk is full or cannot be written.")


@dataclass(frozen=True)
class Message:
    """One thing said to the person."""

    tone: theme.Tone
    text: str


class Messages(QObject):
    """The bridge from whoever has something to say to the bar that shows it; tests record it."""

    posted = Signal(object)
    withdrawn = Signal(str)

    def withdraw(self, text: str) -> None:
        """Remove a message that is not true any more, unless another one was shown since."""
        self.withdrawn.emit(text)

    def say(self, text: str, tone: theme.Tone = "plain") -> None:
        """Show `text`, already translated."""
        self.posted.emit(Message(tone, text))

    def error(self, error: BaseException) -> None:
        """Show an expected error as its sentence, anything else as a logged reference number."""
        tone: theme.Tone = "warn" if isinstance(error, UserError) else "bad"
        self.say(text_of(error), tone)


class MessageBar(QFrame):
    """The line at the top of the work area, until closed or replaced. Never a message box.

    Good news goes by itself; a message that asks for something stays. It stands in no layout: see
    MessageRoom.
    """

    shown = Signal()

    def __init__(self, messages: Messages, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "notice")
        self.setProperty("tone", "plain")
        self._label = QLabel()
        self._label.setWordWrap(True)
        self._label.setTextFormat(Qt.TextFormat.PlainText)
        self._label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._close = QPushButton(tr("Close"))
        self._close.setProperty("look", "icon")
        self._close.setAccessibleName(tr("Close the message"))
        self._close.clicked.connect(self.hide)
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.GAP, theme.GAP_XS, theme.GAP_XS, theme.GAP_XS)
        row.addWidget(self._label, 1)
        row.addWidget(self._close)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(GOOD_NEWS_MS)
        self._timer.timeout.connect(self.hide)
        messages.posted.connect(self.show_message)
        messages.withdrawn.connect(self._withdraw)
        self.hide()

    def line_height(self) -> int:
        """The height of a message of one line."""
        inside = max(self._label.fontMetrics().height(), self._close.sizeHint().height())
        return inside + 2 * theme.GAP_XS

    def _withdraw(self, text: str) -> None:
        if self.text() == text:
            self.hide()

    def text(self) -> str:
        """What stands in the bar now."""
        return self._label.text()

    def show_message(self, message: Message) -> None:
        """Replace what is shown; an empty text closes the bar."""
        theme.set_look(self, "tone", message.tone)
        for child in (self._label, self._close):
            theme.dress(child)
        self._label.setText(message.text)
        self.setAccessibleName(message.text)
        self.setVisible(bool(message.text))
        self.shown.emit()
        (self._timer.start if message.tone == "ok" else self._timer.stop)()


class MessageRoom(QWidget):
    """Where the bar stands: one line, whether something is said or not, so that nothing moves under the
    hand; a longer message lies over what is below. Bar and room have the same parent."""

    def __init__(self, bar: MessageBar) -> None:
        super().__init__()
        self._bar = bar
        self.setFixedHeight(bar.line_height())
        bar.shown.connect(self._place)

    def _place(self) -> None:
        height = max(self.height(), self._bar.heightForWidth(self.width()))
        self._bar.setGeometry(self.x(), self.y(), self.width(), height)
        self._bar.raise_()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt override: the bar goes with its room."""
        super().resizeEvent(event)
        self._place()

    def moveEvent(self, event: QMoveEvent) -> None:
        """Qt override: the bar goes with its room."""
        super().moveEvent(event)
        self._place()
