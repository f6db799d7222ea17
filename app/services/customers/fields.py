"""The personal fields of a customer: masked for the panel, in clear one at a time (D20, R-019)."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from app.domain import masking
from app.errors import QT_TR_NOOP, UserError
from app.services.procedure import Query
from db.schema.identity import address, contact_medium, identity_document, party


@dataclass(frozen=True)
class Masked:
    """A value as the panel shows it; `field` names it to `customers.reveal`, such as 'name' or
    'number:<id>'. `kind` is what it is: name, number, phone, second, second_name, email, id_address,
    mailing, registered, birth_date or legal_representative."""

    field: str
    kind: str
    text: str


@dataclass(frozen=True)
class MaskedParty:
    """The party's masked fields, and what the warnings judge."""

    name: Masked
    documents: tuple[tuple[dict[str, Any], Masked], ...]
    phones: tuple[Masked, ...]
    others: tuple[Masked, ...]
    born: date | None = field(repr=False)
    age_band: str


def read(query: Query, party_id: UUID) -> MaskedParty:
    """Everything about the party, opened and masked."""
    who = query.one(party, party_id)
    documents = _valid(query, identity_document, party_id)
    contacts = _valid(query, contact_medium, party_id)
    unit = who["kind"] == "organization"
    others = [_masked("second", each) for each in contacts if each["type"] == "second"]
    others += [_masked("email", each) for each in contacts if each["type"] == "email"]
    others += [_masked("id_address", each) for each in documents if each["address"]]
    others += [
        _masked(each["role"], each) for each in query.all(address, address.c.party_id == party_id)
    ]
    if who["birth_date"]:
        others.append(Masked("birth_date", "birth_date", "****-**-**"))
    if who["legal_representative"]:
        text = masking.mask_name(who["legal_representative"])
        others.append(Masked("legal_representative", "legal_representative", text))
    return MaskedParty(
        name=Masked("name", "name", masking.shown_name(who["name"], is_unit=unit)),
        documents=tuple((each, _masked("number", each)) for each in documents),
        phones=tuple(_masked("phone", each) for each in contacts if each["type"] == "phone"),
        others=tuple(others),
        born=date.fromisoformat(who["birth_date"]) if who["birth_date"] else None,
        age_band=who["age_band"],
    )


def _valid(query: Query, table: Any, party_id: UUID) -> list[dict[str, Any]]:
    return query.all(table, table.c.party_id == party_id, table.c.status == "valid")


_TABLES = {
    "number": (identity_document, "number"),
    "id_address": (identity_document, "address"),
    "phone": (contact_medium, "value"),
    "second": (contact_medium, "value"),
    "email": (contact_medium, "value"),
    "mailing": (address, "text"),
    "registered": (address, "text"),
}
_MASKS = {
    "number": lambda text: masking.mask_document(text, detail=True),
    "phone": masking.mask_phone,
    "email": masking.mask_email,
    "id_address": masking.mask_address,
    "mailing": masking.mask_address,
    "registered": masking.mask_address,
}
_ON_PARTY = ("name", "birth_date", "legal_representative")


def _masked(kind: str, row: dict[str, Any]) -> Masked:
    column = _TABLES[kind][1]
    if kind == "second":
        text = masking.mask_contact(row["contact_name"] or "", row[column])
    else:
        text = _MASKS[kind](row[column])
    return Masked(f"{kind}:{row['id']}", kind, text)


def clear(query: Query, party_id: UUID, name: str) -> str:
    """The field `name` of this party in clear; UserError 'no_such_field' when it has none."""
    kind, _, row_id = name.partition(":")
    if kind in _ON_PARTY:
        found = query.one(party, party_id)
        text: str | None = found[kind]
    elif kind in _TABLES:
        text = _own_text(query, kind, row_id, party_id)
    else:
        text = None
    if text is None:
        raise UserError("no_such_field", QT_TR_NOOP("This customer has nothing in this field."))
    return text


def _own_text(query: Query, kind: str, row_id: str, party_id: UUID) -> str | None:
    table, column = _TABLES[kind]
    mine = query.all(table, table.c.party_id == party_id)
    row = next((each for each in mine if str(each["id"]) == row_id), None)
    if row is None:
        return None
    text: str | None = row[column]
    if text and kind == "second" and row["contact_name"]:
        return f"{row['contact_name']} {text}"
    return text
