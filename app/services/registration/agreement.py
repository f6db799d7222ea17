"""The content of a registration's agreement 服务协议 (section P)."""

from __future__ import annotations

import secrets
from typing import Any
from zoneinfo import ZoneInfo

from app.domain.consent import PURPOSES
from app.domain.dates import add_months
from app.domain.people import Organization, Person
from app.domain.registration.record import Registration
from app.papers import agreement_content as agreements
from app.papers.agreement_content import AgreementContent, Consents
from app.papers.templates import Language, newest
from app.services.papers import fees, words
from app.services.procedure import Work
from app.services.registration.facts import FormFacts
from app.services.registration.paper_lines import equipment, period
from app.services.registration.rows import Made

_PRODUCT_TYPES: dict[str, agreements.ProductType] = {
    "cable_tv": "cable",
    "broadband": "broadband",
    "telephone": "telephone",
    "vod": "virtual_card",
    "recharge": "virtual_card",
}


def content(
    work: Work,
    record: Registration,
    made: Made,
    facts: FormFacts,
    number: str,
    language: Language,
) -> AgreementContent:
    """Everything that the agreement prints, with its digest."""
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
                    billing_period=period(each.offering.billing_months, each.offering.kind, said),
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
            equipment=equipment(made, said),
            fees=fees(made.order, said),
            agent=_person(record.agent, said),
            guardian=_person(record.guardian, said),
            handler=_person(record.handler, said),
            large_print=record.large_print,
            fingerprint_and_witness=record.needs_help,
        )
    )


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


def _person(who: Person | None, said: dict[str, Any]) -> agreements.PersonOnPaper | None:
    if who is None:
        return None
    document_type = said["document_types"][who.document_type]
    return agreements.PersonOnPaper(who.name, document_type, who.number, who.phone, who.relation)


def _consents(record: Registration) -> Consents:
    def part(name: str) -> tuple[tuple[str, agreements.Decision], ...]:
        return tuple(
            (code, record.consents[code])
            for code, purpose in PURPOSES.items()
            if purpose.part == name and code in record.consents
        )

    return Consents(True, part("separate"), part("optional"))
