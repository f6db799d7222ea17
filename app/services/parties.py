"""Parties: a person or unit with documents, contacts, addresses and search tokens, written once (E1-E6)."""

from __future__ import annotations

from uuid import UUID

from app.domain import ages
from app.domain.customers import RealName, real_name_state
from app.domain.ids import new_id
from app.domain.registration_record import Organization, Person
from app.services import index
from app.services.registration_facts import Facts, document_owner
from app.services.work import Work
from db.schema.identity import address, contact_medium, identity_document, party


def person(
    work: Work,
    who: Person,
    state: RealName,
    facts: Facts | None = None,
    *,
    own_income: bool = False,
) -> UUID:
    """A new individual with document, phone and search tokens."""
    party_id = new_id()
    work.new_subject(party_id)
    work.insert(
        party,
        id=party_id,
        subject_id=party_id,
        kind="individual",
        name=who.name,
        birth_date=who.birth_date.isoformat() if who.birth_date else None,
        sex=who.sex,
        nation=who.nation or None,
        age_band=age_band(work, who, facts, own_income=own_income),
        hall_id=work.session.actor.hall_id,
        created_at=work.now,
    )
    if who.number:
        work.insert(
            identity_document,
            subject_id=party_id,
            party_id=party_id,
            type=who.document_type,
            country=who.country,
            number=who.number,
            authority=who.authority or None,
            address=who.id_address or None,
            valid_from=who.valid_from,
            valid_to=who.valid_to,
            long_term=who.long_term,
            entry=dict(who.entry),
            real_name_state=state.value,
            status="valid",
        )
    if who.phone:
        add_phone(work, party_id, who.phone)
    assert work.session.index is not None
    tokens = index.tokens_for_person(
        work.session.index,
        name=who.name,
        documents=[(who.document_type, who.country, who.number)] if who.number else [],
        phones=[who.phone] if who.phone else [],
        address=who.id_address,
        birth_date=who.birth_date,
        kind="individual",
    )
    work.tokens(party_id, tokens)
    return party_id


def age_band(work: Work, who: Person, facts: Facts | None, *, own_income: bool) -> str:
    """The band that the person is in today, '' when the birth date is not known (D12)."""
    if who.birth_date is None:
        return ""
    limits = facts.in_force.limits if facts else ages.AgeLimits()
    age = ages.age_on(who.birth_date, work.today)
    return ages.needs(age, own_income=own_income, limits=limits).band


def organization(work: Work, unit: Organization) -> UUID:
    """A new unit with its document, phone, address and search tokens."""
    party_id = new_id()
    work.new_subject(party_id)
    work.insert(
        party,
        id=party_id,
        subject_id=party_id,
        kind="organization",
        name=unit.name,
        sex="",
        age_band="",
        legal_representative=unit.legal_representative or None,
        hall_id=work.session.actor.hall_id,
        created_at=work.now,
    )
    work.insert(
        identity_document,
        subject_id=party_id,
        party_id=party_id,
        type=unit.document_type,
        country="CHN",
        number=unit.number,
        valid_to=unit.valid_to,
        long_term=unit.valid_to is None,
        entry={},
        real_name_state=RealName.PENDING.value,
        status="valid",
    )
    if unit.phone:
        add_phone(work, party_id, unit.phone)
    if unit.address:
        add_address(work, party_id, "registered", unit.address)
    assert work.session.index is not None
    tokens = index.tokens_for_person(
        work.session.index,
        name=unit.name,
        documents=[(unit.document_type, "CHN", unit.number)],
        phones=[unit.phone] if unit.phone else [],
        address=unit.address,
        birth_date=None,
        kind="organization",
    )
    work.tokens(party_id, tokens)
    return party_id


def add_phone(work: Work, party_id: UUID, phone: str) -> None:
    """The party's own phone."""
    work.insert(
        contact_medium,
        subject_id=party_id,
        party_id=party_id,
        type="phone",
        value=phone,
        preferred=True,
        status="valid",
    )


def add_address(work: Work, party_id: UUID, role: str, text: str) -> None:
    """A mailing or registered address."""
    work.insert(
        address, subject_id=party_id, party_id=party_id, role=role, text=text, district_code=""
    )


def find_or_add(work: Work, who: Person) -> UUID:
    """The party of somebody who acts or uses: the one with this document, else a new one."""
    work.flush()
    owner = document_owner(work, who.document_type, who.country, who.number)
    if owner is not None:
        return owner.party_id
    state = real_name_state("individual", who.entry, complete=bool(who.name and who.number))
    return person(work, who, state)
