"""A paper of any kind: its content sealed in the business's own transaction, waiting for its first print.

The PDF is drawn from the content afterwards (app.services.papers.listing) and can be drawn again after a power
cut, byte for byte.
"""

from __future__ import annotations

from typing import Protocol
from uuid import UUID

from app.domain.canonical import encoded
from app.domain.ids import new_id
from app.papers.templates import TemplateRef
from app.services.orders import Order
from app.services.papers import contents
from app.services.papers.store import Kind
from app.services.procedure import Work, Writes, stamped
from db.schema.agreements import paper, paper_content, print_job, unprinted

WRITES: Writes = {each: stamped(each) for each in (paper, paper_content, print_job, unprinted)}


class Content(Protocol):
    """What every paper has: its number, and the template whose words it is printed with."""

    @property
    def number(self) -> str: ...

    @property
    def template(self) -> TemplateRef: ...


def add(
    work: Work,
    kind: Kind,
    content: Content,
    *,
    order: Order,
    agreement_id: UUID | None = None,
    digest: str = "",
    large_print: bool = False,
) -> UUID:
    """Keep what a paper of `order` says; returns the paper's id. `kind` is one that store.py can
    draw."""
    template = content.template
    document_id = new_id()
    work.insert(
        paper,
        id=document_id,
        **work.stamps(paper),
        subject_id=order.party_id,
        kind=kind,
        number=content.number,
        order_id=order.id,
        customer_id=order.customer_id,
        agreement_id=agreement_id,
        template=f"{template.id}-{template.version}",
        language=template.language,
        large_print=large_print,
        **contents.keep(work, document_id, order.party_id, encoded(content)),
        digest=digest,
        made_at=work.now,
    )
    work.insert(
        print_job,
        **work.stamps(print_job),
        subject_id=order.party_id,
        document_id=document_id,
        n=1,
        reprint=0,
        paper=kind,
        printer="",
        outcome="waiting",
        at=work.now,
    )
    work.technical(unprinted, **work.stamps(unprinted), made_at=work.now, document_id=document_id)
    return document_id
