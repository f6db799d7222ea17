"""What a registration adds to its slip 业务受理单: services, devices, who acted (section P)."""

from __future__ import annotations

from dataclasses import replace

from app.domain import masking
from app.domain.registration.record import Registration
from app.papers.slip import DeviceLine, SlipContent, SlipService
from app.papers.templates import Language
from app.papers.wording import money
from app.services import papers
from app.services.papers import words
from app.services.procedure import Work
from app.services.registration.paper_lines import equipment, period
from app.services.registration.rows import Made


def content(
    work: Work, record: Registration, made: Made, agreement_number: str, language: Language
) -> SlipContent:
    """Everything that the slip prints; names masked, as it goes into the archive."""
    said = words(language)
    party = record.organization or record.holder
    assert party is not None
    base = papers.slip(
        work,
        made.order,
        code=made.customer_code,
        name=masking.shown_name(party.name, is_unit=record.organization is not None),
        language=language,
        acted_by=made.acted_by,
    )
    who, shown = record.identified, base.authenticated
    agent = record.agent or record.guardian or record.handler
    if who is not None and who.number:
        state = said["real_name"][made.real_name.value]
        kind = said["document_types"][who.document_type]
        shown = f"{kind} · {state} · {base.made_at:%Y-%m-%d %H:%M}"
    return replace(
        base,
        authenticated=shown,
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
    )
