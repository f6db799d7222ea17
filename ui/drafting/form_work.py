"""The form that a tab has open, and its way to the base: what all parts of a drafting tab look at."""

from __future__ import annotations

from dataclasses import Field, replace
from datetime import datetime
from typing import Any, ClassVar, Generic, Protocol, Self, TypeVar
from uuid import UUID

from PySide6.QtCore import QObject, Signal

from app.domain.businesses import Business
from app.domain.canonical import from_plain, to_plain
from app.domain.ids import new_id
from app.services.drafts import Draft
from ui.desk.commit import Commit
from ui.desk.desk import Desk
from ui.desk.submission import is_definite


class Form(Protocol):
    """A business's form as a frozen dataclass, of which one with nothing but `started_at` is empty."""

    __dataclass_fields__: ClassVar[dict[str, Field[Any]]]

    def __init__(self, started_at: datetime) -> None: ...

    @property
    def draft_id(self) -> UUID:
        """An empty form has one too."""

    @property
    def started_at(self) -> datetime:
        """When its first part was typed (UTC)."""

    @property
    def operation_id(self) -> UUID:
        """Drafted with the form: after a power cut while it was written, asking again with the same id tells
        whether it was done, and does nothing twice."""

    @property
    def step(self) -> int:
        """Where the clerk stands, from 0."""

    @property
    def tried(self) -> int:
        """The last step that the clerk tried to leave; -1: none."""

    @property
    def focus(self) -> str:
        """The path of the field with the cursor, or ''."""

    @property
    def is_empty(self) -> bool:
        """Nothing was typed, chosen or captured."""

    @property
    def person(self) -> str:
        """Whose form it is, masked; '' while it names nobody."""

    def to_draft(self) -> Draft:
        """The draft that brings this form back."""

    @classmethod
    def from_draft(cls, draft: Draft) -> Self:
        """The inverse."""


F = TypeVar("F", bound=Form)


def draft_of(
    form: Form, business: Business, *, title: str, step: int, customer_id: UUID | None = None
) -> Draft:
    """The draft of a form; `title` is a surname at most, `step` is from 0."""
    plain = to_plain(form)
    assert isinstance(plain, dict)
    return Draft(
        id=form.draft_id,
        kind=business.code,
        title=title,
        step=str(step),
        form=plain,
        started_at=form.started_at,
        customer_id=customer_id,
    )


def form_of(of: type[F], draft: Draft) -> F:
    """The form of a draft; one of an older version keeps what this version still knows."""
    known = {name: value for name, value in draft.form.items() if name in of.__dataclass_fields__}
    found: F = from_plain(of, known)
    return found


class FormWork(QObject, Generic[F]):
    """`changed` tells that something of the form is other than before; a step or a focus is none."""

    changed = Signal()

    def __init__(self, desk: Desk, of: type[F], parent: QObject) -> None:
        super().__init__(parent)
        self._clock = desk.session.installation.clock
        self._of = of
        self.form = self.blank()
        self.commit = Commit(desk, self)
        self.commit.refused.connect(self._not_written)
        self.commit.failed.connect(self._not_written)

    def blank(self) -> F:
        """A form in which nothing stands."""
        return self._of(self._clock())

    def from_draft(self, draft: Draft) -> F:
        """The form of a draft."""
        return self._of.from_draft(draft)

    def start(self) -> None:
        """The first thing is about to stand in the form: its time begins."""
        self.note(started_at=self._clock())

    def note(self, **parts: Any) -> None:
        """Where the clerk stands in the form; nobody is told."""
        self.form = replace(self.form, **parts)

    def change(self, **parts: Any) -> None:
        """Something of the form is other than before."""
        self.note(**parts)
        self.changed.emit()

    def _not_written(self, error: BaseException) -> None:
        """The next try is a new operation, where nothing was written for certain."""
        if is_definite(error):
            self.note(operation_id=new_id())
