"""The staff confidentiality agreement 保密协议 (R-006): its text, and the accepted text as PDF."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from app.papers import wording
from app.papers.pages import About
from app.papers.paper import A4, Layout, Paper
from app.papers.table import fields
from app.papers.templates import Language, TemplateRef, load, newest


@dataclass(frozen=True)
class ConfidentialityText:
    """What a person reads before accepting; `reminders` stand on the lock screen (上墙内容)."""

    ref: TemplateRef
    title: str
    preamble: str
    items: tuple[str, ...]
    statement: str
    reminders: tuple[str, ...]


@dataclass(frozen=True)
class Acceptance:
    """Who accepted which text when; `signature` is by the key of `public_key`."""

    template: TemplateRef
    company: str
    hall: str
    staff_no: str
    name: str
    role: str
    accepted_at: datetime
    public_key: bytes
    signature: bytes


def text(language: Language) -> ConfidentialityText:
    """The version in force."""
    template = load(newest("confidentiality", language))
    data = template.data
    return ConfidentialityText(
        ref=template.ref,
        title=data["title"],
        preamble=data["preamble"],
        items=tuple(item["text"] for item in data["items"]),
        statement=template.label("statement"),
        reminders=tuple(data["reminders"]),
    )


def render(acceptance: Acceptance) -> bytes:
    """The accepted text with name, time and fingerprints, to be stored sealed."""
    template = load(acceptance.template)
    label, title = template.label, template.data["title"]
    version = f"{template.ref.id}-{template.ref.version}"
    paper = Paper(
        Layout(
            A4,
            template.data["page_of"],
            acceptance.template,
            running_head=(title, f"{label('staff_no')} {acceptance.staff_no}"),
            foot=f"{label('text')} {version}  ·  {template.ref.sha256[:16]}",
        )
    )
    paper.bookmark(title)
    paper.gap(10)
    paper.paragraph(title, 19, bold=True, align="centre", after=10)
    paper.paragraph(template.data["preamble"], 10, after=6)
    for number, item in enumerate(template.data["items"], start=1):
        paper.paragraph(item["text"], 10, indent=18, label=f"{number}.", after=4)
    rows = [
        (label("name"), acceptance.name),
        (label("staff_no"), acceptance.staff_no),
        (label("role"), acceptance.role),
        (label("accepted_at"), wording.instant(acceptance.accepted_at)),
        (label("company"), acceptance.company),
        (label("hall"), acceptance.hall),
        (label("key"), wording.fingerprint(acceptance.public_key)),
        (label("signature"), wording.fingerprint(acceptance.signature)),
    ]
    paper.heading(label("acceptance"), keep=240)
    paper.paragraph(label("statement"), 11, bold=True, after=5)
    fields(paper, rows, size=9)
    paper.gap(10)
    paper.boxes([(label("written"), ""), (label("company_seal"), "")], across=2, height=62)
    return paper.finish(
        About(
            title=f"{title} {acceptance.staff_no}",
            subject=f"{version} {template.ref.sha256}",
            author=acceptance.company,
            language=template.ref.language,
            made_at=acceptance.accepted_at,
        )
    ).pdf
