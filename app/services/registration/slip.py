"""The content of a registration's slip 业务受理单 (section P)."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from app.domain import masking
from app.domain.businesses import REGISTRATION
from app.domain.registration.record import Registration
from app.papers.templates import Language, newest
from app.papers.wording import money
from app.services.procedure import Work
from app.services.registration.facts import FormFacts
from app.services.registration.paper_lines import business_words, equipment, fees, period, words
from app.services.registration.rows import Made

if TYPE_CHECKING:
    from app.papers.slip import SlipContent


def content(
    work: Work,
    record: Registration,
    made: Made,
    agreement_number: str,
    language: Language,
    facts: FormFacts,
) -> SlipContent:
    """Everything that the slip prints; names masked, as it goes into the archive."""
    from app.papers.slip import DeviceLine, SlipContent, SlipService  # brings reportlab

    said, printed = words(language), business_words(REGISTRATION.code, language)
    who = record.identified
    local = work.now.astimezone(ZoneInfo(work.session.installation.profile.zone))
    agent = record.agent or record.guardian or record.handler
    party = record.organization or record.holder
    assert party is not None
    shown = who is not None and bool(who.number)
    state = said["real_name"][made.real_name.value]
    seen = f"{said['document_types'][who.document_type]} · {state}" if who and shown else ""
    return SlipContent(
        number=made.order.number,
        template=newest("slip", language),
        made_at=local,
        company=facts.operator["operator_name"],
        hall=work.session.actor.hall_name,
        counter=work.session.installation.workstation.counter,
        staff_no=work.session.actor.staff_no,
        service_phone=facts.operator["service_phone"],
        business=printed.name,
        customer_code=made.customer_code,
        customer_name=masking.shown_name(party.name, is_unit=record.organization is not None),
        acted_by=said["acted_by"][made.acted_by],
        authenticated=f"{seen} · {local:%Y-%m-%d %H:%M}" if shown else said["none_shown"],
        agent=masking.mask_name(agent.name) if agent else "",
        agent_document=masking.mask_document(agent.number, detail=True) if agent else "",
        agreement_number=agreement_number,
        services=tuple(
            SlipService(
                each.offering.name,
                each.number,
                each.place,
                f"{money(each.offering.monthly_fee)}/"
                f"{period(each.offering.billing_months, each.offering.kind, said)}"
                if each.offering.monthly_fee
                else "",
            )
            for each in made.subscriptions
        ),
        devices=tuple(DeviceLine(line.model, line.serial) for line in equipment(made, said)),
        fees=fees(made.order, said),
        payment_method=said["methods"].get(record.payment.method, ""),
        receipt_no=record.payment.receipt_no,
        waiver_reason=record.payment.waiver_reason,
        effective_from=work.today.isoformat(),
        tips=printed.tips,
    )
