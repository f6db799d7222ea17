"""Standard addresses: how many, and bringing in a CSV file, every row of it or none."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QFileDialog, QPushButton

from app.domain.permissions import Permission
from app.errors import Problem, Refused
from app.lanes import lane
from app.services import catalogue
from app.services.catalogue import COLUMNS, MOST_PROBLEMS, Imported, PlaceLine
from app.services.session import Session
from ui.admin.page import AdminPage
from ui.admin.running import Running
from ui.desk.background import Call, Failed
from ui.desk.submission import Submission
from ui.widgets import icons
from ui.widgets.panel import Panel, label
from ui.widgets.table import Column, Table
from ui.widgets.tag import Notice, Tag
from ui.words.messages import error_text, text_of, tr


class PlacesPanel(Panel):
    """The table lists the rows that keep a file from being taken; it is not there without any."""

    def __init__(self, page: AdminPage) -> None:
        super().__init__(tr("Standard addresses"))
        self._page = page
        self.count = Tag("", "brand", "address")
        self.add_to_head(self.count)
        self.go = QPushButton(icons.icon("file-import-outline"), tr("Import a CSV file …"))
        self.again = QPushButton(tr("Ask again"))
        self.again.hide()
        self.add_action(self.again)
        self.add_action(self.go)
        may_edit = page.host.session.may(Permission.CATALOGUE_EDIT)
        self.go.setVisible(may_edit)
        columns = ", ".join(COLUMNS)
        self.hint = label(
            tr("Columns of the file: {columns}.", columns=columns), "small", wrap=True
        )
        self.hint.setVisible(may_edit)
        self.running = Running(page.host)
        self.result = Notice("", "plain")
        self.result.hide()
        self.problems: Table[Problem] = Table(
            tr("Rows that are wrong"),
            [
                Column(tr("Row"), lambda row: str(_row(row)), _row, right=True),
                Column(tr("What is wrong"), error_text, error_text),
            ],
            tr("Rows that are wrong would be listed here."),
        )
        self.problems.setMinimumHeight(130)
        self.problems.hide()
        self.add(self.hint)
        self.add(self.running)
        self.add(self.result)
        self.add(self.problems, 1)
        self._submission = Submission(page.host.desk, self, self._run)
        self._submission.done.connect(self._done)
        self._submission.refused.connect(self._failed)
        self._submission.unknown.connect(self._failed)
        self.go.clicked.connect(self.choose_file)
        self.again.clicked.connect(self._ask_again)
        self.running.ended.connect(lambda: self.go.setEnabled(True))

    def show_count(self, places: int) -> None:
        """How many addresses there are now."""
        self.count.set(f"{places:,}", "brand")

    def choose_file(self) -> None:
        """Ask which file, then check every row of it, then write them all."""
        chosen, _ = QFileDialog.getOpenFileName(
            self, tr("Import a CSV file"), str(Path.home()), tr("Tables (*.csv)")
        )
        if chosen:
            self._submission.forget()
            self._begin()
            self.running.start(
                Call(_read, self._page.host.session, file=Path(chosen)),
                text=tr("Checking every row …"),
                done=self._is_read,
                failed=self._failed,
                may_cancel=True,
            )

    def _begin(self) -> None:
        self.go.setEnabled(False)
        self.again.hide()
        self.result.hide()
        self.problems.hide()

    def _is_read(self, lines: tuple[PlaceLine, ...]) -> None:
        self._begin()
        self._submission.ask(catalogue.import_places, lines=lines)

    def _ask_again(self) -> None:
        self._begin()
        self._submission.ask_again()

    def _run(self, call: Call[Any], done: Callable[[Any], object], failed: Failed) -> None:
        self.running.start(
            call,
            text=tr("Writing {n} addresses …", n=f"{len(call.kwargs['lines']):,}"),
            done=done,
            failed=failed,
        )

    def _done(self, made: Imported) -> None:
        text = tr(
            "Imported: {added} new, {changed} changed, {unchanged} as they were.",
            added=f"{made.added:,}",
            changed=f"{made.changed:,}",
            unchanged=f"{made.unchanged:,}",
        )
        self._tell(text, good=True)
        self._page.refresh()

    def _failed(self, error: BaseException) -> None:
        self.again.setVisible(self._submission.is_unknown)
        if not isinstance(error, Refused):
            self._tell(text_of(error), good=False)
            return
        problems = error.problems
        if len(problems) < MOST_PROBLEMS:
            text = tr(
                "Nothing was imported: {n} faults. Correct them and import again.", n=len(problems)
            )
        else:
            text = tr(
                "Nothing was imported. These are the first {n} faults; correct them and import again.",
                n=len(problems),
            )
        self._tell(text, good=False)
        self.problems.set_rows(problems)
        self.problems.show()

    def _tell(self, text: str, *, good: bool) -> None:
        self.result.set(text, "ok" if good else "bad")
        self.result.show()


@lane("long")
def _read(_: Session, *, file: Path) -> tuple[PlaceLine, ...]:
    return catalogue.read_places(file)


def _row(problem: Problem) -> int:
    """The row in a problem's field, 'row 7'."""
    return int(problem.field.rpartition(" ")[2])
