"""One question is written once, however often its answer is lost."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from uuid import UUID

import pytest

from app.domain.permissions import Role
from app.errors import OutcomeUnknown, Problem, Refused, UserError
from app.paths import Folders
from app.services import catalogue
from app.settings import Settings
from tests.kit import desk as desks
from ui.desk.background import Background
from ui.desk.desk import Desk
from ui.desk.submission import Submission
from ui.words.messages import Messages

LOST = OutcomeUnknown("outcome_unknown", "The answer was lost.")


@pytest.fixture
def desk(sqlite_hall: Folders, background: Background) -> Iterator[Desk]:
    hall = desks.open_desk(desks.copy_folder(sqlite_hall))
    yield Desk(
        hall.session(Role.ADMINISTRATOR), background, Messages(), Settings(hall.folders.settings)
    )
    background.stop()
    hall.installation.close()


class Asker:
    """Somebody who asks; `lose` makes the answers after the commit go missing."""

    def __init__(self, qtbot: Any, desk: Desk) -> None:
        self.qtbot = qtbot
        self.ids: list[UUID] = []
        self.said: list[tuple[str, Any]] = []
        self.lose: BaseException | None = None
        self.submission = Submission(desk)
        for name in ("done", "refused", "unknown"):
            signal = getattr(self.submission, name)
            signal.connect(lambda value, outcome=name: self.said.append((outcome, value)))

    def edit(self, session: Any, operation_id: UUID, *, value: str) -> str:
        """What stands for a procedure: its id is what is looked at."""
        self.ids.append(operation_id)
        if self.lose is not None:
            raise self.lose
        return value

    def ask(self, value: str = "5") -> str:
        count = len(self.said)
        self.submission.ask(self.edit, value=value)
        self.qtbot.waitUntil(lambda: len(self.said) > count)
        return self.said[-1][0]


@pytest.fixture
def asker(qtbot, desk: Desk) -> Asker:
    return Asker(qtbot, desk)


def test_each_question_that_is_answered_has_an_id_of_its_own(asker: Asker) -> None:
    assert [asker.ask(), asker.ask(), asker.ask("6")] == ["done"] * 3
    assert len(set(asker.ids)) == 3


def test_the_same_question_after_an_unknown_outcome_bears_the_same_id(asker: Asker) -> None:
    asker.lose = LOST
    assert asker.ask() == "unknown"
    assert asker.submission.is_open
    assert asker.ask() == "unknown"
    asker.lose = None
    asker.submission.ask_again()
    asker.qtbot.waitUntil(lambda: len(asker.said) == 3)
    assert asker.said[-1] == ("done", "5")
    assert len(set(asker.ids)) == 1
    assert not asker.submission.is_open


def test_a_changed_question_takes_a_new_id(asker: Asker) -> None:
    asker.lose = LOST
    asker.ask("5")
    asker.ask("6")
    assert len(set(asker.ids)) == 2


@pytest.mark.parametrize(
    "error",
    [Refused([Problem("value", "no", "No.")]), UserError("no", "No.")],
    ids=["refused", "error"],
)
def test_a_refusal_is_an_answer(asker: Asker, error: UserError) -> None:
    asker.lose = error
    assert asker.ask() == "refused"
    assert not asker.submission.is_open
    asker.lose = None
    asker.ask()
    assert len(set(asker.ids)) == 2


def test_a_fault_of_the_program_is_no_answer_but_nothing_is_held(asker: Asker) -> None:
    asker.lose = ZeroDivisionError()
    assert asker.ask() == "refused"
    assert not asker.submission.is_open
    asker.lose = None
    assert asker.ask() == "done"
    assert len(set(asker.ids)) == 1


def test_a_second_press_asks_nothing_while_the_answer_is_awaited(asker: Asker) -> None:
    asker.submission.ask(asker.edit, value="5")
    asker.submission.ask(asker.edit, value="6")
    asker.qtbot.waitUntil(lambda: bool(asker.said))
    assert len(asker.ids) == 1
    assert asker.said == [("done", "5")]


def test_what_was_forgotten_is_not_asked_again(asker: Asker) -> None:
    asker.lose = LOST
    asker.ask()
    asker.submission.forget()
    asker.submission.ask_again()
    assert not asker.submission.is_busy
    asker.ask()
    assert len(set(asker.ids)) == 2


def test_a_draft_keeps_its_own_id(asker: Asker) -> None:
    mine = UUID(int=7)
    asker.submission.ask(asker.edit, operation_id=mine, value="5")
    asker.qtbot.waitUntil(lambda: bool(asker.said))
    assert asker.ids == [mine]


def test_an_answer_lost_after_the_commit_is_written_once(qtbot, desk: Desk, monkeypatch) -> None:
    """The real procedure: the second try finds what the first one wrote."""
    row = next(each for each in catalogue.rules(desk.session) if each.code == "telephone_cards")
    real, lost = catalogue.edit_rule, [True]

    def edit(*args: Any, **arguments: Any) -> Any:
        made = real(*args, **arguments)
        if lost.pop() if lost else False:
            raise LOST
        return made

    said: list[str] = []
    submission = Submission(desk)
    submission.done.connect(lambda _: said.append("done"))
    submission.unknown.connect(lambda _: said.append("unknown"))
    asked: dict[str, Any] = {
        "rule_id": row.id,
        "version": row.version,
        "enabled": True,
        "value": "3",
    }
    submission.ask(edit, **asked)
    qtbot.waitUntil(lambda: said == ["unknown"])
    submission.ask(edit, **asked)
    qtbot.waitUntil(lambda: said == ["unknown", "done"])
    assert len(catalogue.rule_history(desk.session, rule_id=row.id)) == 2
