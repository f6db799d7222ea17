"""What the papers of a registration say: agreement 服务协议 and slip 业务受理单 (section P).

The content is sealed in the registration's own transaction; the PDF is drawn from it afterwards
(app.services.documents) and can be drawn again after a power cut, byte for byte.
"""

from __future__ import annotations

import json
import secrets
from dataclasses import dataclass
from functools import cache
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from app.documents import agreement_content as agreements
from app.documents.agreement_content import AgreementContent, Consents, EquipmentLine
from app.documents.fee_table import FeeLine
from app.documents.templates import Language, newest
from app.documents.wording import money
from app.domain import masking
from app.domain.canonical import encoded
from app.domain.consent import PURPOSES
from app.domain.dates import add_months
from app.domain.registration_record import Organization, Person, Registration
from app.paths import RESOURCES
from app.services import numbers
from app.services.registration_facts import Facts
from app.services.registration_rows import BUSINESS, Made
from app.services.work import Work
from db.schema.agreements import agreement, document, print_job

_PRODUCT_TYPES: dict[str, agreements.ProductType] = {
    "cable_tv": "cable",
    "broadband": "broadband",
    "telephone": "telephone",
    "vod": "virtual_card",
    "recharge": "virtual_card",
}


@dataclass(frozen=True)
class Papers:
    """The documents of one registration, not yet drawn."""

    agreement_id: UUID
    agreement_number: str
    agreement_document_id: UUID
    slip_document_id: UUID


@cache
def words(language: Language) -> dict[str, Any]:
    """Names of codes as the papers print them."""
    path = RESOURCES / "slips" / f"words-1.{language}.json"
    found: dict[str, Any] = json.loads(path.read_text("utf-8"))
    return found


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
    content = _agreement(work, record, made, facts, number, language)
    papers = (
        ("agreement", number, agreement_id, content, content.digest, content.template),
        _slip_row(work, record, made, number, language, facts.operator),
    )
    made_ids = []
    for kind, paper_number, belongs_to, said, digest, template in papers:
        document_id = work.insert(
            document,
            subject_id=made.party_id,
            kind=kind,
            number=paper_number,
            order_id=made.order_id,
            customer_id=made.customer_id,
            agreement_id=belongs_to,
            hall_id=work.session.actor.hall_id,
            template=f"{template.id}-{template.version}",
            language=language,
            large_print=record.large_print and kind == "agreement",
            content=encoded(said).decode(),
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
        made_ids.append(document_id)
    return Papers(agreement_id, number, made_ids[0], made_ids[1])


def _agreement(
    work: Work,
    record: Registration,
    made: Made,
    facts: Facts,
    number: str,
    language: Language,
) -> AgreementContent:
    said = words(language)
    operator, here = facts.operator, facts.hall
    values = facts.in_force.values
    terms: dict[str, Any] = {
        name: values[f"terms.{name}"] if kind == "str" else int(values[f"terms.{name}"])
        for name, kind in agreements.Terms.__annotations__.items()
    }
    return agreements.sealed(
        AgreementContent(
            number=number,
            template=newest("service", language),
            made_at=work.now.astimezone(ZoneInfo(work.session.installation.profile.zone)),
            customer_code=made.customer_code,
            party_a=_party_a(record, made, said),
            party_b=agreements.PartyB(
                operator["operator_name"],
                operator["operator_uscc"],
                here["name"],
                here["address"],
                operator["service_phone"],
                work.session.actor.staff_no,
            ),
            services=tuple(
                agreements.ServiceLine(
                    product_type=_PRODUCT_TYPES[each.offering.kind],
                    user_number=each.number,
                    product=each.offering.name,
                    price_fen=each.offering.monthly_fee,
                    billing_period=_period(each.offering.billing_months, each.offering.kind, said),
                    place=each.place,
                    offer_from=each.started_on if each.offering.offer_months else None,
                    offer_to=add_months(each.started_on, each.offering.offer_months)
                    if each.offering.offer_months
                    else None,
                    price_after_fen=each.offering.price_after
                    if each.offering.offer_months
                    else None,
                    renews=each.offering.renews,
                    term_months=each.offering.contract_months,
                    early_termination=each.offering.termination,
                )
                for each in made.subscriptions
            ),
            consents=_consents(record),
            terms=agreements.Terms(**terms),
            nonce=secrets.token_hex(16),
            equipment=_equipment(made, said),
            fees=_fees(record, made, said),
            agent=_person(record.agent, said),
            guardian=_person(record.guardian, said),
            handler=_person(record.handler, said),
            large_print=record.large_print,
            fingerprint_and_witness=record.needs_help,
        )
    )


def _period(months: int, kind: str, said: dict[str, Any]) -> str:
    if kind == "recharge":
        return str(said["once"])
    return str(said["month"]) if months == 1 else str(said["months"]).format(n=months)


def _party_a(record: Registration, made: Made, said: dict[str, Any]) -> agreements.PartyA:
    who: Person | Organization | None = record.organization or record.holder
    assert who is not None
    unit = who if isinstance(who, Organization) else None
    return agreements.PartyA(
        name=who.name,
        document_type=said["document_types"][who.document_type] if who.number else "",
        document_number=who.number,
        phone=who.phone or record.second_phone,
        mailing_address=record.mailing_address
        or next((each.place for each in made.subscriptions), ""),
        is_unit=unit is not None,
        legal_representative=unit.legal_representative if unit else "",
    )


def _person(who: Person | None, said: dict[str, Any]) -> agreements.Person | None:
    if who is None:
        return None
    document_type = said["document_types"][who.document_type]
    return agreements.Person(who.name, document_type, who.number, who.phone, who.relation)


def _consents(record: Registration) -> Consents:
    def part(name: str) -> tuple[tuple[str, agreements.Decision], ...]:
        return tuple(
            (code, record.consents[code])
            for code, purpose in PURPOSES.items()
            if purpose.part == name and code in record.consents
        )

    return Consents(True, part("separate"), part("optional"))


def _equipment(made: Made, said: dict[str, Any]) -> tuple[EquipmentLine, ...]:
    return tuple(
        EquipmentLine(
            model=said["devices"].get(each.offering.kind, ""),
            serial=each.equipment_serial,
            deposit_fen=sum(f.amount for f in each.offering.fees if f.kind == "deposit"),
            return_rule=said["return_rule"],
        )
        for each in made.subscriptions
        if each.equipment_serial
    )


def _fees(record: Registration, made: Made, said: dict[str, Any]) -> tuple[FeeLine, ...]:
    """The same split of what was paid as the fee rows hold."""
    left, lines = record.payment.paid, []
    for each in made.subscriptions:
        for charged in each.offering.fees:
            paid = min(left, charged.amount)
            left -= paid
            name = f"{each.offering.name} {said['fees'][charged.kind]}"
            lines.append(FeeLine(name, charged.amount, paid))
    return tuple(lines)


def _slip_row(
    work: Work,
    record: Registration,
    made: Made,
    agreement_number: str,
    language: Language,
    operator: dict[str, Any],
) -> tuple[Any, ...]:
    from app.documents.slip import DeviceLine, SlipContent, SlipService  # brings reportlab

    said = words(language)
    who = record.handler or record.holder
    local = work.now.astimezone(ZoneInfo(work.session.installation.profile.zone))
    agent = record.agent or record.guardian or record.handler
    name = record.organization.name if record.organization else ""
    if not name and record.holder:
        name = masking.mask_name(record.holder.name)
    shown = who is not None and bool(who.number)
    state = said["real_name"][made.real_name.value]
    seen = f"{said['document_types'][who.document_type]} · {state}" if who and shown else ""
    content = SlipContent(
        number=made.order_number,
        template=newest("slip", language),
        made_at=local,
        company=operator["operator_name"],
        hall=work.session.actor.hall_name,
        counter=work.session.installation.workstation.counter,
        staff_no=work.session.actor.staff_no,
        service_phone=operator["service_phone"],
        business=said["businesses"][BUSINESS],
        customer_code=made.customer_code,
        customer_name=name,
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
                f"{_period(each.offering.billing_months, each.offering.kind, said)}"
                if each.offering.monthly_fee
                else "",
            )
            for each in made.subscriptions
        ),
        devices=tuple(DeviceLine(line.model, line.serial) for line in _equipment(made, said)),
        fees=_fees(record, made, said),
        payment_method=said["methods"].get(record.payment.method, ""),
        receipt_no=record.payment.receipt_no,
        waiver_reason=record.payment.waiver_reason,
        effective_from=work.today.isoformat(),
        tips=tuple(said["tips"][BUSINESS]),
    )
    return ("slip", made.order_number, None, content, "", content.template)
