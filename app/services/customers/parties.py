"""Parties: a person or unit with documents, contacts, addresses and search tokens (E1-E6)."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import sqlalchemy as sa

from app.domain import ages
from app.domain.customers import RealName, real_name_state
from app.domain.ids import new_id
from app.domain.people import Organization, Person
from app.services.customers import party_tokens
from app.services.customers.owners import document_owner
from app.services.customers.tokens import Searched
from app.services.procedure import Changes, Work, Writes, may_change
from db.schema.identity import address, contact_medium, identity_document, party
from db.schema.keys import subject_key

DEFAULT_LIMITS = ages.AgeLimits()

ADDED: Writes = {
    party: {"hall_id": "hall"},
    subject_key: {},
    identity_document: {},
    contact_medium: {},
    address: {},
    **party_tokens.WRITES,
}
RENEWED: Changes = {
    party: may_change("birth_date", "sex", "nation", "age_band"),
    identity_document: may_change(
        "authority", "address", "valid_from", "valid_to", "long_term", "entry", "real_name_state"
    ),
}


def new_person(
    work: Work,
    who: Person,
    state: RealName,
    *,
    second_phone: str = "",
    own_income: bool = False,
    limits: ages.AgeLimits = DEFAULT_LIMITS,
) -> UUID:
    """A new individual with document, phone and search tokens, also those of a `second_phone` that
    the caller adds."""
    party_id = new_id()
    work.new_subject(party_id)
    work.insert(
        party,
        **work.stamps(party),
        id=party_id,
        subject_id=party_id,
        kind="individual",
        name=who.name,
        birth_date=who.birth_date.isoformat() if who.birth_date else None,
        sex=who.sex,
        nation=who.nation or None,
        age_band=age_band(work, who, limits, own_income=own_income),
        created_at=work.now,
    )
    if who.number:
        _document(work, party_id, who, state)
    if who.phone:
        add_phone(work, party_id, who.phone)
    party_tokens.add(
        work,
        party_id,
        Searched(
            kind="individual",
            name=who.name,
            birth_date=who.birth_date,
            documents=((who.document_type, who.country, who.number),) if who.number else (),
            phones=(who.phone,) if who.phone else (),
            second_phones=(second_phone,) if second_phone else (),
            addresses=(who.id_address,) if who.number else (),
        ),
    )
    return party_id


def renew_person(
    work: Work,
    party_id: UUID,
    who: Person,
    state: RealName,
    *,
    own_income: bool = False,
    limits: ages.AgeLimits = DEFAULT_LIMITS,
) -> None:
    """Record what was shown and told today of a person who acted for somebody before.

    The document's newer data replace the older ones; an earlier phone stays beside the new one.
    """
    before = work.one(party, party_id)
    told = {
        "birth_date": who.birth_date.isoformat() if who.birth_date else None,
        "sex": who.sex,
        "nation": who.nation or None,
        "age_band": age_band(work, who, limits, own_income=own_income),
    }
    _replace(work, party, before, {name: value for name, value in told.items() if value})
    shown = [
        each
        for each in work.all(identity_document, identity_document.c.party_id == party_id)
        if each["type"] == who.document_type and each["number"] == who.number
    ]
    if shown:
        _replace(work, identity_document, shown[-1], _of_document(who, state))
    elif who.number:
        _document(work, party_id, who, state)
    phones = work.all(contact_medium, contact_medium.c.party_id == party_id)
    if who.phone and who.phone not in {each["value"] for each in phones if each["type"] == "phone"}:
        add_phone(work, party_id, who.phone)
    party_tokens.write(work, [party_id])


def _replace(work: Work, table: sa.Table, row: dict[str, Any], values: dict[str, Any]) -> None:
    changes = {name: value for name, value in values.items() if row[name] != value}
    if changes:
        work.update(table, row["id"], row["version"], **changes)


def _document(work: Work, party_id: UUID, who: Person, state: RealName) -> None:
    work.insert(
        identity_document,
        subject_id=party_id,
        party_id=party_id,
        type=who.document_type,
        country=who.country,
        number=who.number,
        status="valid",
        **_of_document(who, state),
    )


def _of_document(who: Person, state: RealName) -> dict[str, Any]:
    return {
        "authority": who.authority or None,
        "address": who.id_address or None,
        "valid_from": who.valid_from,
        "valid_to": who.valid_to,
        "long_term": who.long_term,
        "entry": dict(who.entry),
        "real_name_state": state.value,
    }


def age_band(work: Work, who: Person, limits: ages.AgeLimits, *, own_income: bool) -> str:
    """The band that the person is in today, '' when the birth date is not known (D12)."""
    if who.birth_date is None:
        return ""
    age = ages.age_on(who.birth_date, work.today)
    return ages.needs(age, own_income=own_income, limits=limits).band


def new_organization(work: Work, unit: Organization, *, second_phone: str = "") -> UUID:
    """A new unit with its document, phone, address and search tokens, also those of a `second_phone`
    that the caller adds."""
    party_id = new_id()
    work.new_subject(party_id)
    work.insert(
        party,
        **work.stamps(party),
        id=party_id,
        subject_id=party_id,
        kind="organization",
        name=unit.name,
        sex="",
        age_band="",
        legal_representative=unit.legal_representative or None,
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
    party_tokens.add(
        work,
        party_id,
        Searched(
            kind="organization",
            name=unit.name,
            documents=((unit.document_type, "CHN", unit.number),),
            phones=(unit.phone,) if unit.phone else (),
            second_phones=(second_phone,) if second_phone else (),
            addresses=(unit.address,) if unit.address else (),
        ),
    )
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
    state = real_name_state("individual", who.entry, complete=bool(who.name and who.number))
    if owner is None:
        return new_person(work, who, state)
    # Do not update a customer's party here; that takes a change request.
    if owner.customer_id is None:
        renew_person(work, owner.party_id, who, state)
    return owner.party_id
