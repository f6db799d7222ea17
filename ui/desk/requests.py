"""What one screen asks of another: a tab that is to come to the front, and what it is to show there."""

from __future__ import annotations

from dataclasses import dataclass, field
from uuid import UUID

from app.domain.businesses import CHANGE


@dataclass(frozen=True)
class Request:
    """`screen` is the key of a tab; by itself it asks for the tab as it is."""

    screen: str


@dataclass(frozen=True)
class TakeBack(Request):
    """A form in work of that tab."""

    draft_id: UUID


@dataclass(frozen=True)
class TakeDocument(Request):
    """The captured document that waits in `desk.hand_over`."""


@dataclass(frozen=True)
class Capture(Request):
    """A document is to be captured: `whose` (None: as chosen before); `read` reads a card at once."""

    screen: str = field(default="capture", init=False)
    whose: str | None = None
    read: bool = False


@dataclass(frozen=True)
class CompleteInstallation(Request):
    """This subscription of the customer in service was installed."""

    screen: str = field(default=CHANGE.code, init=False)
    subscription_id: UUID | None = None


@dataclass(frozen=True)
class ShowPapers(Request):
    """The papers of an order, or one paper, which `print_it` prints."""

    screen: str = field(default="agreements", init=False)
    order_id: UUID | None = None
    document_id: UUID | None = None
    print_it: bool = False


@dataclass(frozen=True)
class ShowUnprinted(Request):
    """The papers that have not come out; `answer` goes to the question how one came out."""

    screen: str = field(default="agreements", init=False)
    answer: bool = False


@dataclass(frozen=True)
class ShowMyRequests(Request):
    """What this person asked for and is still to be seen to."""

    screen: str = field(default="home", init=False)


@dataclass(frozen=True)
class CorrectRequest(Request):
    """A request of the own of the customer in service is to be asked for anew."""

    screen: str = field(default=CHANGE.code, init=False)
    request_id: UUID | None = None
