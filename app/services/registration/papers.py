"""The papers of a registration: agreement 服务协议 and slip 业务受理单 (section P)."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from app.domain.dates import add_months
from app.domain.registration.record import Registration
from app.papers.templates import Language
from app.services import papers, procedure
from app.services.procedure import Work, Writes
from app.services.registration import agreement as paper_agreement
from app.services.registration import slip as paper_slip
from app.services.registration.facts import FormFacts
from app.services.registration.rows import Made
from db.schema.agreements import agreement

WRITES: Writes = {agreement: {}, **papers.WRITES}


@dataclass(frozen=True)
class Papers:
    """The documents of one registration, not yet drawn."""

    agreement_id: UUID
    agreement_number: str
    agreement_document_id: UUID
    slip_document_id: UUID


def write(
    work: Work, record: Registration, made: Made, facts: FormFacts, *, language: Language
) -> Papers:
    """Store agreement and both contents, each waiting for its first print."""
    number = procedure.number_blocks(work.session.installation).take("agreement")
    months = [each.offering.contract_months for each in made.subscriptions]
    agreement_id = work.insert(
        agreement,
        subject_id=made.party_id,
        number=number,
        order_id=made.order.id,
        customer_id=made.customer_id,
        status="draft",
        starts_on=work.today,
        ends_on=add_months(work.today, max(months)) if any(months) else None,
    )
    agreed = paper_agreement.content(work, record, made, facts, number, language)
    slip = paper_slip.content(work, record, made, number, language)
    return Papers(
        agreement_id,
        number,
        papers.add(
            work,
            "agreement",
            agreed,
            order=made.order,
            agreement_id=agreement_id,
            digest=agreed.digest,
            large_print=record.large_print,
        ),
        papers.add(work, "slip", slip, order=made.order),
    )
