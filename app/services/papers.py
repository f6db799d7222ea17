"""The papers of a registration: agreement 服务协议 and slip 业务受理单 (section P).

The content is sealed in the registration's own transaction; the PDF is drawn from it afterwards
(app.services.documents) and can be drawn again after a power cut, byte for byte.
"""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from app.documents.templates import Language
from app.domain.canonical import encoded
from app.domain.dates import add_months
from app.domain.registration_record import Registration
from app.services import numbers, paper_agreement, paper_slip
from app.services.registration_facts import Facts
from app.services.registration_rows import Made
from app.services.registry import Writes
from app.services.work import Work
from db.schema.agreements import agreement, document, print_job, unprinted

WRITES: Writes = {
    agreement: {},
    document: {"hall_id": "hall"},
    print_job: {"hall_id": "hall", "staff_id": "actor", "workstation_id": "counter"},
    unprinted: {"hall_id": "hall"},
}


@dataclass(frozen=True)
class Papers:
    """The documents of one registration, not yet drawn."""

    agreement_id: UUID
    agreement_number: str
    agreement_document_id: UUID
    slip_document_id: UUID


def write(
    work: Work, record: Registration, made: Made, facts: Facts, *, language: Language
) -> Papers:
    """Store agreement and both contents, each waiting for its first print."""
    number = numbers.blocks(work.session.installation).take("agreement")
    months = [each.offering.contract_months for each in made.subscriptions]
    agreement_id = work.insert(
        agreement,
        subject_id=made.party_id,
        number=number,
        order_id=made.order_id,
        customer_id=made.customer_id,
        status="draft",
        starts_on=work.today,
        ends_on=add_months(work.today, max(months)) if any(months) else None,
    )
    agreed = paper_agreement.content(work, record, made, facts, number, language)
    slip = paper_slip.content(work, record, made, number, language, facts)
    papers = (
        ("agreement", number, agreement_id, agreed, agreed.digest, record.large_print),
        ("slip", made.order_number, None, slip, "", False),
    )
    made_ids = []
    for kind, paper_number, belongs_to, content, digest, large_print in papers:
        document_id = work.insert(
            document,
            subject_id=made.party_id,
            kind=kind,
            number=paper_number,
            order_id=made.order_id,
            customer_id=made.customer_id,
            agreement_id=belongs_to,
            hall_id=work.session.actor.hall_id,
            template=f"{content.template.id}-{content.template.version}",
            language=language,
            large_print=large_print,
            content=encoded(content).decode(),
            digest=digest,
            made_at=work.now,
        )
        work.insert(
            print_job,
            subject_id=made.party_id,
            document_id=document_id,
            n=1,
            reprint=0,
            paper=kind,
            printer="",
            outcome="waiting",
            staff_id=work.session.actor.id,
            workstation_id=work.session.installation.workstation.id,
            hall_id=work.session.actor.hall_id,
            at=work.now,
        )
        work.technical(
            unprinted,
            hall_id=work.session.actor.hall_id,
            made_at=work.now,
            document_id=document_id,
        )
        made_ids.append(document_id)
    return Papers(agreement_id, number, made_ids[0], made_ids[1])
