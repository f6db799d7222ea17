"""The service agreement 服务协议 as PDF (R-140, R-142, R-185; section P).

The same content gives the same bytes: the file is made once, stored sealed, and printed from there.
"""

from __future__ import annotations

from dataclasses import asdict

from app.domain.numbers import format_code
from app.papers import codes, fonts, wording
from app.papers.agreement_content import (
    AgreementContent,
    Consents,
    EquipmentLine,
    PartyA,
    PartyB,
    PersonOnPaper,
    ProductType,
    ServiceLine,
    Terms,
    content_digest,
    qr_text,
    sealed,
)
from app.papers.fee_table import FeeLine, fee_table
from app.papers.file import Drawn
from app.papers.pages import About
from app.papers.paper import A4, LABEL_GREY, MM, Layout, Paper
from app.papers.table import Cell, Row, fields, table
from app.papers.templates import Template, applicable, load, newest

__all__ = [
    "AgreementContent",
    "Consents",
    "EquipmentLine",
    "FeeLine",
    "PartyA",
    "PartyB",
    "PersonOnPaper",
    "ProductType",
    "ServiceLine",
    "Terms",
    "content_digest",
    "draw",
    "newest",
    "qr_text",
    "render",
    "sealed",
]

LARGE_PRINT = 1.35
_QR_SIDE = 22 * MM


def render(content: AgreementContent) -> bytes:
    """The agreement as PDF. ValueError when `digest` is not that of the content (see `sealed`)."""
    return draw(content).pdf


def draw(content: AgreementContent) -> Drawn:
    """The agreement as it is stored: what it shares with others, and its own bytes."""
    if content.digest != content_digest(content):
        raise ValueError("the digest does not belong to this content")
    template = load(content.template)
    title = template.data["title"]
    foot = (
        f"{template.label('template')} {content.template.id}-{content.template.version}"
        f"  ·  {template.label('digest')} {content.digest[:16]}"
    )
    paper = Paper(
        Layout(
            A4,
            template.data["page_of"],
            content.template,
            running_head=(title, f"{template.label('number')} {format_code(content.number)}"),
            foot=foot,
            scale=LARGE_PRINT if content.large_print else 1.0,
        )
    )
    _top(paper, template, content)
    _parties(paper, template, content)
    _services(paper, template, content)
    _equipment(paper, template, content)
    _fees(paper, template, content)
    _consents(paper, template, content)
    _clauses(paper, template, content)
    _signatures(paper, template, content)
    return paper.finish(
        About(
            title=f"{title} {content.number}",
            subject=f"{content.template.id}-{content.template.version} {content.digest}",
            author=content.party_b.name,
            language=content.language,
            made_at=content.made_at,
        )
    )


def _top(paper: Paper, template: Template, content: AgreementContent) -> None:
    """Title in the middle, barcode of the customer on the left, QR of this paper on the right."""
    top, small = paper.y, min(paper.points(8), 10)
    paper.mark(codes.qr(qr_text(content), paper.right - _QR_SIDE, top - _QR_SIDE, _QR_SIDE))
    bar_width, bar_height = 46 * MM, 9 * MM
    bar_y = top - bar_height
    paper.mark(codes.code128(content.customer_code, paper.left, bar_y, bar_width, bar_height))
    code = format_code(content.customer_code)
    paper.line(code, bar_y - 1.4 * small, small, width=bar_width, align="centre")
    room = paper.width - 2 * (bar_width + 3 * MM)
    size = min(paper.points(19), room / fonts.width(template.data["title"], 1, bold=True))
    paper.bookmark(template.data["title"])
    paper.line(template.data["title"], top - 17 * MM, size, bold=True, align="centre")
    paper.y = top - _QR_SIDE - 2 * MM
    paper.line(
        f"{template.label('made_at')} {wording.instant(content.made_at)}", paper.y - small, small
    )
    number = f"{template.label('number')} {format_code(content.number)}"
    paper.line(number, paper.y - small, small, bold=True, align="right")
    paper.gap(small * 2)
    paper.paragraph(template.data["preamble"], 8.5, grey=LABEL_GREY, after=0)


def _parties(paper: Paper, template: Template, content: AgreementContent) -> None:
    label, a, b = template.label, content.party_a, content.party_b
    paper.heading(label("parties"))
    rows = [
        (label("unit_name" if a.is_unit else "party_a"), a.name),
        (label("phone"), a.phone),
        (label("document_type"), a.document_type),
        (label("document_number"), a.document_number),
    ]
    if a.is_unit:
        rows.append((label("legal_representative"), a.legal_representative))
    places = list(dict.fromkeys(line.place for line in content.services if line.place))
    if places:
        rows.append(
            (label("install_address"), places[0] if len(places) == 1 else label("see_services"))
        )
    rows.append((label("mailing_address"), a.mailing_address))
    fields(paper, rows)
    for name in ("guardian", "agent", "handler"):
        person: PersonOnPaper | None = getattr(content, name)
        if person:
            fields(paper, _person(template, name, person))
    fields(
        paper,
        [
            (label("party_b"), b.name),
            (label("uscc"), b.uscc),
            (label("hall"), b.hall),
            (label("service_phone"), b.service_phone),
            (label("hall_address"), b.hall_address),
        ],
    )


def _person(template: Template, role: str, person: PersonOnPaper) -> list[tuple[str, str]]:
    rows = [(template.label(role), person.name), (template.label("phone"), person.phone)]
    rows.append((template.label("document_type"), person.document_type))
    rows.append((template.label("document_number"), person.document_number))
    if person.relation:
        rows.append((template.label("relation"), person.relation))
    return rows


def _services(paper: Paper, template: Template, content: AgreementContent) -> None:
    label = template.label
    paper.heading(label("services"), keep=80)
    places = {line.place for line in content.services}
    for line in content.services:
        rows = [
            (label("product"), line.product),
            (label("user_number"), format_code(line.user_number)),
            (label("price"), wording.money(line.price_fen)),
            (label("billing_period"), line.billing_period),
            (label("offer"), _offer(template, line)),
            (label("after_offer"), _after(template, line)),
            (label("renews"), label("renews_yes" if line.renews else "renews_no")),
            (label("term"), _term(template, line)),
            (label("early_termination"), line.early_termination or label("none")),
        ]
        if len(places) > 1:
            rows.insert(2, (label("install_address"), line.place))
        fields(paper, rows)
        paper.gap(4)


def _offer(template: Template, line: ServiceLine) -> str:
    if line.offer_from is None or line.offer_to is None:
        return template.label("no_offer")
    language = template.ref.language
    return template.label("offer_dates").format(
        start=wording.day(line.offer_from, language), end=wording.day(line.offer_to, language)
    )


def _after(template: Template, line: ServiceLine) -> str:
    if line.price_after_fen is None:
        return template.label("none")
    return template.label("price_after").format(
        price=wording.money(line.price_after_fen), period=line.billing_period
    )


def _term(template: Template, line: ServiceLine) -> str:
    if not line.term_months:
        return template.label("no_term")
    return template.label("term_months").format(months=line.term_months)


def _equipment(paper: Paper, template: Template, content: AgreementContent) -> None:
    if not content.equipment:
        return
    label = template.label
    names = ("device", "serial", "smart_card", "ownership", "deposit", "return_rule")
    head = [Cell(label(name), bold=True, label=True) for name in names]
    rows = [
        [
            Cell(line.model),
            Cell(line.serial),
            Cell(line.smart_card or label("none")),
            Cell(label(f"owned_by_{line.owner}")),
            Cell(_deposit(template, line), align="right"),
            Cell(line.return_rule or label("none")),
        ]
        for line in content.equipment
    ]
    paper.heading(label("equipment"), keep=60)
    table(paper, (22, 19, 17, 14, 11, 17), rows, head=head)


def _deposit(template: Template, line: EquipmentLine) -> str:
    return wording.money(line.deposit_fen) if line.deposit_fen else template.label("none")


def _fees(paper: Paper, template: Template, content: AgreementContent) -> None:
    if content.fees:
        paper.heading(template.label("fees"), keep=60)
        fee_table(paper, template, content.fees)


def _consents(paper: Paper, template: Template, content: AgreementContent) -> None:
    label, names, consents = template.label, template.data["consent_names"], content.consents
    known = label("acknowledged" if consents.notice_acknowledged else "not_acknowledged")
    rows: list[Row] = [[Cell(label("notice"), span=2), Cell(known)]]
    for kind, lines in (("separate", consents.separate), ("optional", consents.optional)):
        rows += [
            [Cell(label(kind), label=True), Cell(names[code]), Cell(label(decision or "undecided"))]
            for code, decision in lines
        ]
    paper.heading(label("consents"), keep=80)
    table(paper, (15, 55, 30), rows)
    paper.gap(4)
    paper.paragraph(label("consent_note"), 8, grey=LABEL_GREY, after=0)


def _clauses(paper: Paper, template: Template, content: AgreementContent) -> None:
    values = {
        **asdict(content.terms),
        "party_b": content.party_b.name,
        "service_phone": content.party_b.service_phone,
    }
    types = tuple(line.product_type for line in content.services)
    paper.heading(template.label("clauses"), keep=60)
    for number, clause in enumerate(applicable(template.data["clauses"], types), start=1):
        paper.need(paper.points(48))
        paper.bookmark(f"{number}. {clause['title']}", 1)
        paper.paragraph(clause["title"], 9.5, bold=True, indent=22, label=f"{number}.", after=1)
        for index, item in enumerate(clause["items"], start=1):
            paper.paragraph(
                item["text"].format_map(values),
                9,
                bold=item.get("bold", False),
                indent=22,
                label=f"{number}.{index}",
                after=1.5,
            )
        paper.gap(paper.points(2))


def _signatures(paper: Paper, template: Template, content: AgreementContent) -> None:
    """The sentence to confirm, then the boxes: all of it on one page (section P)."""
    boxes = template.data["boxes"]
    who = ["party_a_unit", "handler"] if content.party_a.is_unit else ["party_a"]
    who += ["guardian"] if content.guardian else []
    who += ["agent"] if content.agent else []
    who += ["fingerprint", "witness"] if content.fingerprint_and_witness else []
    rows = [(boxes[name], "") for name in who] + [
        (boxes["party_b_seal"], ""),
        (boxes["staff"], content.party_b.staff_no),
        (boxes["date"], boxes["date_blank"]),
    ]
    across = 3 if len(rows) % 3 in (0, 2) or len(rows) > 6 else 2
    height = 62.0
    lines = -(-len(rows) // across)
    paper.need(paper.points(90 + height * lines))
    paper.heading(template.label("signatures"))
    paper.paragraph(template.data["acknowledgement_detail"], 9, after=2)
    paper.paragraph(template.data["acknowledgement"], 12, bold=True, after=5)
    paper.boxes(rows, across=across, height=height)
    paper.gap(5)
    paper.paragraph(template.label("copies"), 9, after=0)
