"""How papers, their states and their prints are called on the screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ui.look import theme
from ui.words.messages import tr
from ui.words.number_text import number_text

if TYPE_CHECKING:
    pass


def kind_name(kind: str) -> str:
    """服务协议 or 业务受理单."""
    return {"agreement": tr("Service agreement"), "slip": tr("Order slip")}[kind]


def status_name(status: str) -> str:
    """The state of an agreement; '' for a slip."""
    names = {
        "draft": tr("To be signed"),
        "signed": tr("Signed"),
        "active": tr("In force"),
        "suspended": tr("In abeyance"),
        "renewed": tr("Renewed"),
        "expired": tr("Expired"),
        "terminated": tr("Terminated"),
        "void": tr("Void"),
    }
    return names.get(status, status)


def print_state(outcome: str, prints: int = 0) -> tuple[str, theme.Tone]:
    """What the last print came to, and how serious that is."""
    if outcome == "good":
        text = tr("printed") if prints < 2 else tr("printed {n} times", n=prints)
        return text, "ok"
    return {
        "sent": (tr("waits for your answer"), "brand"),
        "jammed": (tr("jammed"), "bad"),
        "other_printer": (tr("other printer"), "warn"),
    }.get(outcome, (tr("not printed"), "warn"))  # type: ignore[return-value]


def title_of(kind: str, number: str) -> str:
    """'Order slip' and below it 'SL-GZ01-…' for a heading: a long line would break the number."""
    return f"{kind_name(kind)}\n{number_text(number)}"


def unanswered_text(number: str) -> str:
    """That the question about this paper is still open, and where it is asked."""
    return tr(
        "{number}: nobody has said yet how it came out. It is asked under Not printed.",
        number=number_text(number),
    )
