"""One kind of change in the tab: its fields, what is on record, what is wrong with it, and how it is written."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar
from uuid import UUID

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.businesses import CHANGE
from app.errors import Problem
from app.services.session import Session
from ui.desk.commit import Commit
from ui.drafting.customer_form import CustomerForm
from ui.form.step import Step
from ui.look import theme

R = TypeVar("R")


@dataclass(frozen=True)
class ChangeForm(CustomerForm):
    """The fields of every kind; `kind` is the one that is filled in."""

    business = CHANGE
    kind: str = "second_contact"


class ChangePart(QWidget, Generic[R]):
    """Built into `step`, whose inputs it binds. `record` is what is on record of the form's customer, None until
    it is read."""

    key: str
    title: str
    finish: str
    finishing: str
    done: str
    """what is said when it is written, with `{n}` for the order"""

    def __init__(self, step: Step) -> None:
        super().__init__(step.inside)
        self.step = step
        self.record: R | None = None
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(theme.GAP_S)
        step.column.addWidget(self)

    def build(self) -> None:
        """The widgets, where they are made when the part is first shown."""

    @property
    def read(self) -> Callable[..., R]:
        """The query of the record: `read(session, customer_id=…)`."""
        raise NotImplementedError

    def show_record(self, record: R, form: ChangeForm, session: Session) -> None:
        """Show what stands there now."""
        raise NotImplementedError

    def problems(self, form: ChangeForm, session: Session) -> list[Problem]:
        """What is wrong with the form as it stands."""
        raise NotImplementedError

    def asked(self) -> tuple[dict[str, str], tuple[UUID, ...]]:
        """What is shown and would be written though nobody typed it, and the rows that would be replaced."""
        raise NotImplementedError

    def fixed(self) -> dict[str, str]:
        """What was filled in and stays so from the first key on, because what is typed is about it."""
        return {}

    def send(self, commit: Commit, form: ChangeForm, customer_id: UUID) -> None:
        """Write it."""
        raise NotImplementedError
