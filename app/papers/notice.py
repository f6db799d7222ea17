"""The notice of a business 办理须知 on A5: what to bring and expect, to take along before anybody queues.

It says nothing of a person. All texts come in its language.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from app.papers import wording
from app.papers.pages import About
from app.papers.paper import A5, LABEL_GREY, MM, Layout, Paper
from app.papers.templates import TemplateRef, load, newest

__all__ = ["NoticeContent", "NoticeSection", "newest", "render"]

_SIZE = 9.5


@dataclass(frozen=True)
class NoticeSection:
    """Lines under a title; `numbered` ones are done in this order."""

    title: str
    lines: tuple[str, ...]
    numbered: bool = False


@dataclass(frozen=True)
class NoticeContent:
    """What stands on it; `made_at` in the hall's zone."""

    template: TemplateRef
    company: str
    hall: str
    service_phone: str
    business: str
    sections: tuple[NoticeSection, ...]
    made_at: datetime


def render(notice: NoticeContent) -> bytes:
    """The notice as PDF: to print and hand over, never stored."""
    template = load(notice.template)
    title, label = template.data["title"], template.label
    paper = Paper(
        Layout(
            A5,
            template.data["page_of"],
            notice.template,
            running_head=(title, notice.business),
            foot=f"{notice.hall}  ·  {label('service_phone')} {notice.service_phone}",
            margin=12 * MM,
            top=11 * MM,
            bottom=14 * MM,
        )
    )
    paper.bookmark(title)
    paper.paragraph(notice.company, 8, grey=LABEL_GREY, after=0)
    paper.paragraph(f"{title}  ·  {notice.business}", 15, bold=True, after=2)
    for section in notice.sections:
        paper.heading(section.title, size=10)
        for number, line in enumerate(section.lines, start=1):
            mark = f"{number}." if section.numbered else "·"
            paper.paragraph(line, _SIZE, indent=13, label=mark, after=1)
    paper.gap(6)
    as_of = label("as_of").format(at=wording.instant(notice.made_at))
    paper.paragraph(as_of, 8, grey=LABEL_GREY)
    return paper.finish(
        About(
            title=f"{title} {notice.business}",
            subject=title,
            author=notice.company,
            language=template.ref.language,
            made_at=notice.made_at,
        )
    ).pdf
