"""Restore a backup on this computer; the highest printed numbers are asked for where nobody else knows them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QFileDialog,
    QGridLayout,
    QHBoxLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app.domain.numbers import PRINTED, Kind
from app.errors import QT_TR_NOOP, Refused
from app.services import backup
from ui.desk.background import Background, Call
from ui.look import theme
from ui.widgets.field import Field
from ui.widgets.keys import enter_moves_on
from ui.widgets.panel import Panel, centred, label
from ui.widgets.password import PasswordEdit
from ui.widgets.question import Question
from ui.widgets.tab_order import leaves, reading_order, set_tab_order
from ui.widgets.tag import Notice
from ui.words.messages import text_of, tr

if TYPE_CHECKING:
    from app.paths import Folders
    from app.services.backup import Restored

NUMBERS: dict[Kind, str] = {
    "customer": QT_TR_NOOP("Highest customer code"),
    "agreement": QT_TR_NOOP("Highest agreement number"),
    "slip": QT_TR_NOOP("Highest slip number"),
    "subscription": QT_TR_NOOP("Highest user number"),
}


class RestorePage(QWidget):
    """Emits `finished(staff_no)` when the hall is there, `leaving` when the person goes back."""

    finished = Signal(str)
    leaving = Signal()

    def __init__(self, folders: Folders, background: Background) -> None:
        super().__init__()
        self._folders = folders
        self._background = background
        self._file: Path | None = None
        self._asks = False
        self.choose = QPushButton(tr("Choose the backup …"))
        self.chosen = label("", "soft", wrap=True)
        self.staff_no = Field(
            tr("Staff number"), required=True, hint=tr("Of an administrator or an auditor")
        )
        self.password = Field(
            tr("Password when the backup was made"), PasswordEdit(), required=True
        )
        self.numbers = {kind: Field(tr(text), required=True) for kind, text in NUMBERS.items()}
        self.none = {kind: QCheckBox(tr("None was printed")) for kind in PRINTED}
        self.last_papers = Panel(tr("The last printed numbers"))
        self.refusal = Notice("", "bad")
        self.back = QPushButton(tr("Back"))
        leaves(self.back)
        self.lost = Question("warn", tr("Go on here"), tr("Throw away what was typed"), "danger")
        self.go = QPushButton(tr("Restore Ctrl+Enter"))
        self.go.setProperty("look", "primary")
        self._lay_out()
        set_tab_order(reading_order(self))
        self.choose.clicked.connect(self.choose_file)
        self.back.clicked.connect(self._leave)
        self.lost.safe.clicked.connect(self._stay)
        self.lost.act.clicked.connect(self.leaving)
        self.go.clicked.connect(self.submit)
        for kind, box in self.none.items():
            box.toggled.connect(lambda on, of=kind: self._answer_none(of, on=on))
        self._show_state()
        self.setFocusProxy(self.choose)

    def _lay_out(self) -> None:
        inside = QWidget()
        inside.setFixedWidth(720)
        column = QVBoxLayout(inside)
        column.setSpacing(theme.GAP)
        column.addWidget(label(tr("Restore a backup"), "title"))
        panel = Panel(tr("Backup"))
        row = QHBoxLayout()
        row.addWidget(self.choose)
        row.addWidget(self.chosen, 1)
        panel.add(row)
        row = QHBoxLayout()
        row.setSpacing(theme.GAP)
        row.addWidget(self.staff_no, 1)
        row.addWidget(self.password, 1)
        panel.add(row)
        column.addWidget(panel)
        self.last_papers.add(
            label(
                tr(
                    "This computer does not know which numbers were printed since the backup. Look at the "
                    "last papers of this hall, so that no number is given out twice."
                ),
                "soft",
                wrap=True,
            )
        )
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.GAP)
        for n, kind in enumerate(PRINTED):
            self.numbers[kind].beside.addWidget(self.none[kind])
            grid.addWidget(self.numbers[kind], n // 2, n % 2)
        for n in range(2):
            grid.setColumnStretch(n, 1)
            grid.setColumnMinimumWidth(n, 320)
        self.last_papers.add(grid)
        column.addWidget(self.last_papers)
        column.addWidget(self.refusal)
        column.addWidget(self.lost)
        row = QHBoxLayout()
        row.addWidget(self.back)
        row.addStretch(1)
        row.addWidget(self.go)
        column.addLayout(row)
        outer = QVBoxLayout(self)
        outer.addStretch(1)
        outer.addLayout(centred(inside))
        outer.addStretch(2)

    def _show_state(self) -> None:
        self.last_papers.setVisible(self._asks)
        self.go.setEnabled(self._file is not None)
        self.refusal.hide()

    def choose_file(self) -> None:
        """Ask for the backup; whether the numbers must be typed depends on whose it is."""
        chosen, _ = QFileDialog.getOpenFileName(
            self,
            tr("Restore a backup"),
            str(Path.home()),
            tr("Backups (*{suffix})", suffix=".backup"),
        )
        if not chosen:
            return
        file = Path(chosen)

        def asked(asks: bool) -> None:
            self._file, self._asks = file, asks
            self.chosen.setText(file.name)
            self._show_state()
            self.staff_no.setFocus()

        self._background.run(
            Call(backup.needs_numbers, file, self._folders),
            done=asked,
            failed=self._fail,
            receiver=self,
        )

    def _answer_none(self, kind: Kind, *, on: bool) -> None:
        self.numbers[kind].control.setEnabled(not on)
        self.numbers[kind].show_problem(None)

    def _leave(self) -> None:
        fields = (self.staff_no, self.password, *self.numbers.values())
        typed = sum(bool(field.text()) for field in fields)
        if not typed:
            self.leaving.emit()
            return
        text = tr("Nothing is restored yet. Going back throws away {n} fields.", n=typed)
        self.lost.ask(text, "warn")

    def _stay(self) -> None:
        self.lost.hide()
        self.staff_no.setFocus()

    def typed(self) -> dict[Kind, str]:
        """The answers, as the restore takes them."""
        if not self._asks:
            return {}
        return {
            kind: backup.NONE if self.none[kind].isChecked() else self.numbers[kind].text()
            for kind in PRINTED
        }

    def submit(self) -> None:
        """Restore, or say under each number what is wrong with it."""
        if self._file is None:
            return
        for field in (*self.numbers.values(), self.staff_no, self.password):
            field.show_problem(None)
        self.refusal.hide()
        self.lost.hide()
        self._set_busy(True)
        self._background.run(
            Call(
                backup.restore,
                self._file,
                self._folders,
                self.staff_no.text().strip(),
                self.password.text(),
                printed=self.typed(),
            ),
            done=self._done,
            failed=self._fail,
            receiver=self,
        )

    def _set_busy(self, busy: bool) -> None:
        for part in (self.back, self.go, self.choose):
            part.setEnabled(not busy)
        self.go.setText(tr("Restoring and verifying …") if busy else tr("Restore Ctrl+Enter"))

    def _done(self, _: Restored) -> None:
        self.finished.emit(self.staff_no.text().strip())

    def _fail(self, error: BaseException) -> None:
        self._set_busy(False)
        self.go.setEnabled(self._file is not None)
        if isinstance(error, Refused):
            for problem in error.problems:
                for kind, field in self.numbers.items():
                    if problem.field == kind:
                        field.show_problem(problem)
            first = next(kind for kind in PRINTED if kind == error.problems[0].field)
            self.numbers[first].setFocus()
            return
        self.refusal.set(text_of(error), "bad")
        self.refusal.show()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter moves on, Ctrl+Enter commits."""
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.submit()
        elif not enter_moves_on(event, self, self.go):
            super().keyPressEvent(event)
