"""The service slip 业务受理单 (R-145, section P): one generator for every business, A5, two copies.

Personal values arrive masked (D20): this module prints what it is given. All texts come in the
slip's language.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from app.domain.numbers import format_code
from app.papers import codes, wording
from app.papers.fee_table import FeeLine, fee_table
from app.papers.file import Drawn
from app.papers.lines import break_lines
from app.papers.pages import About
from app.papers.paper import A5, LABEL_GREY, LEADING, MM, Layout, Paper
from app.papers.table import Cell, Row, fields, table
from app.papers.templates import Template, TemplateRef, load, newest

__all__ = [
    "ChangeLine",
    "DeviceLine",
    "FeeLine",
    "SlipContent",
    "SlipService",
    "draw",
    "newest",
    "render",
]

_SIZE = 7.5
_BAR_WIDTH, _BAR_HEIGHT = 44 * MM, 8 * MM
_BOX = 48.0


@dataclass(frozen=True)
class SlipService:
    """A service taken up; `place` masked, `price` as printed ('¥88.00/月')."""

    name: str
    user_number: str
    place: str = ""
    price: str = ""


@dataclass(frozen=True)
class ChangeLine:
    """One item of a change, both values masked."""

    field: str
    before: str
    after: str


@dataclass(frozen=True)
class DeviceLine:
    name: str
    serial: str


@dataclass(frozen=True)
class SlipContent:
    """What happened at the counter; an empty text or tuple leaves its line or table out."""

    number: str
    template: TemplateRef
    made_at: datetime
    company: str
    hall: str
    counter: str
    staff_no: str
    service_phone: str
    business: str
    customer_code: str
    customer_name: str
    acted_by: str
    """本人 / 代办人 / 监护人 / 经办人"""
    authenticated: str
    """how and when, such as '居民身份证 · 2026-11-22 14:30'"""
    agent: str = ""
    agent_document: str = ""
    agreement_number: str = ""
    services: tuple[SlipService, ...] = ()
    changes: tuple[ChangeLine, ...] = ()
    devices: tuple[DeviceLine, ...] = ()
    fees: tuple[FeeLine, ...] = ()
    payment_method: str = ""
    receipt_no: str = ""
    waiver_reason: str = ""
    effective_from: str = ""
    appointment: str = ""
    approver: str = ""
    request_number: str = ""
    tips: tuple[str, ...] = ()
    """tips of this business, printed before the template's"""
    head: str = ""
    """the newest event of this counter's chain before the slip was made, such as '1234-AB12CD34'; slips of
    before have none"""
    nonce: str = ""
    """128 random bits as 32 hex digits, so that the PDF's digest tells nobody who does not hold the slip
    anything"""


def render(content: SlipContent) -> bytes:
    """客户联 and 存档联 in one file, each with its own page numbers."""
    return draw(content).pdf


def draw(content: SlipContent) -> Drawn:
    """The slip as it is stored: what it shares with others, and its own bytes."""
    template = load(content.template)
    label, title = template.label, template.data["title"]
    number = format_code(content.number)
    phone = f"{label('service_phone')} {content.service_phone}"
    copies = list(template.data["copies"].values())
    if content.head:
        phone = f"{label('head')} {content.head}  ·  {phone}"
    paper = Paper(
        Layout(
            A5,
            template.data["page_of"],
            content.template,
            running_head=(title, f"{label('number')} {number}"),
            foot=f"{copies[0]}  ·  {phone}",
            margin=10 * MM,
            top=9 * MM,
            bottom=13 * MM,
        )
    )
    for index, copy in enumerate(copies):
        if index:
            paper.start_copy(f"{copy}  ·  {phone}")
        _copy(paper, template, content, copy)
    return paper.finish(
        About(
            title=f"{title} {number}",
            subject=f"{content.business} {content.nonce}".rstrip(),
            author=content.company,
            language=template.ref.language,
            made_at=content.made_at,
        )
    )


def _copy(paper: Paper, template: Template, content: SlipContent, copy: str) -> None:
    _top(paper, template, content, copy)
    fields(paper, _who(template, content), label=template.data["label_share"], size=_SIZE)
    _services(paper, template, content)
    _changes(paper, template, content)
    _devices(paper, template, content)
    _fees(paper, template, content)
    _end(paper, template, content)


def _top(paper: Paper, template: Template, content: SlipContent, copy: str) -> None:
    """Company, title and copy on the left, the slip's number as barcode on the right."""
    top = paper.y
    bar_x = paper.right - _BAR_WIDTH
    paper.mark(codes.code128(content.number, bar_x, top - _BAR_HEIGHT, _BAR_WIDTH, _BAR_HEIGHT))
    number = format_code(content.number)
    paper.line(
        number, top - _BAR_HEIGHT - 10, 8, bold=True, left=bar_x, width=_BAR_WIDTH, align="centre"
    )
    paper.bookmark(f"{template.data['title']} {copy}")
    paper.line(content.company, top - 8, 8, grey=LABEL_GREY)
    paper.line(f"{template.data['title']}  ·  {copy}", top - 27, 14, bold=True)
    paper.y = top - 38


def _who(template: Template, content: SlipContent) -> list[tuple[str, str]]:
    label = template.label
    approval = [content.approver]
    approval += [format_code(content.request_number)] if content.request_number else []
    agreement = format_code(content.agreement_number) if content.agreement_number else ""
    rows = [
        (label("business"), content.business),
        (label("made_at"), wording.instant(content.made_at)),
        (label("hall"), content.hall),
        (
            f"{label('counter')} / {label('staff_no')}",
            f"{content.counter} / {content.staff_no}",
        ),
        (label("customer_name"), content.customer_name),
        (label("customer_code"), format_code(content.customer_code)),
        (label("acted_by"), content.acted_by),
        (label("authenticated"), content.authenticated),
        (label("agent"), content.agent),
        (label("agent_document"), content.agent_document),
        (label("agreement"), agreement),
        (label("effective"), content.effective_from),
        (label("appointment"), content.appointment),
        (label("approval"), "  ".join(filter(None, approval))),
    ]
    return [row for row in rows if row[1]]


def _section(paper: Paper, title: str) -> None:
    paper.gap(4)
    paper.need(44)
    paper.paragraph(title, 8.5, bold=True, after=1)


def _head(*cells: str, right: int = 0) -> Row:
    """Column titles; the last `right` of them stand over amounts."""
    first = len(cells) - right
    return [
        Cell(text, bold=True, label=True, align="right" if index >= first else "left")
        for index, text in enumerate(cells)
    ]


def _services(paper: Paper, template: Template, content: SlipContent) -> None:
    if not content.services:
        return
    label = template.label
    _section(paper, label("services"))
    rows = [
        [
            Cell(each.name),
            Cell(format_code(each.user_number)),
            Cell(each.place),
            Cell(each.price, align="right"),
        ]
        for each in content.services
    ]
    head = _head(
        label("service"), label("user_number"), label("place"), label("price"), right=1
    )  # fmt: skip
    table(paper, (27, 27, 31, 15), rows, head=head, size=_SIZE)


def _changes(paper: Paper, template: Template, content: SlipContent) -> None:
    if not content.changes:
        return
    label = template.label
    _section(paper, label("changes"))
    rows = [
        [Cell(each.field, label=True), Cell(each.before), Cell(each.after, bold=True)]
        for each in content.changes
    ]
    head = _head(label("field"), label("before"), label("after"))
    table(paper, (20, 40, 40), rows, head=head, size=_SIZE)


def _devices(paper: Paper, template: Template, content: SlipContent) -> None:
    if not content.devices:
        return
    label = template.label
    _section(paper, label("devices"))
    rows = [[Cell(each.name), Cell(each.serial)] for each in content.devices]
    table(paper, (1, 1), rows, head=_head(label("device"), label("serial")), size=_SIZE)


def _fees(paper: Paper, template: Template, content: SlipContent) -> None:
    if not content.fees:
        return
    label = template.label
    _section(paper, label("fees"))
    fee_table(paper, template, content.fees, size=_SIZE)
    pairs = [
        (label("payment"), content.payment_method),
        (label("receipt"), content.receipt_no),
        (label("waiver"), content.waiver_reason),
    ]
    fields(
        paper, [pair for pair in pairs if pair[1]], label=template.data["label_share"], size=_SIZE
    )


def _end(paper: Paper, template: Template, content: SlipContent) -> None:
    """Tips and the boxes to sign and stamp, on one page."""
    label = template.label
    tips = (*content.tips, *template.data["tips"])
    signs = [label("customer_signs")] + ([label("agent_signs")] if content.agent else [])
    lines = sum(len(break_lines(tip, paper.width - 12, _SIZE)) for tip in tips)
    paper.need(24 + lines * (_SIZE * LEADING + 0.5) + _BOX)
    _section(paper, label("tips"))
    for number, tip in enumerate(tips, start=1):
        paper.paragraph(tip, _SIZE, indent=12, label=f"{number}.", after=0.5)
    paper.gap(4)
    paper.boxes([(text, "") for text in (*signs, label("seal"))], across=3, height=_BOX)
