"""关键信息: the name and the birth date of a person, or the name of a unit (R-071)."""

from __future__ import annotations

from typing import Any

from app.domain import ages, masking
from app.domain.businesses import CHANGE
from app.domain.dates import parse_date
from app.domain.names import check_name, tidy_name
from app.domain.text import check_text
from app.errors import QT_TR_NOOP, Problem, UserError
from app.services import approvals, catalogue, customers
from app.services.approvals import ChangeKind, Fields, Subject
from app.services.procedure import Query, Work, may_change
from db.schema.identity import party

NAME_LIMIT = 100
OLDEST = 130
"""Years; nobody is older."""


def _party(query: Query, subject: Subject) -> dict[str, Any]:
    return query.one(party, subject.party_id)


def _read_name(query: Query, subject: Subject) -> dict[str, str]:
    return {"name": _party(query, subject)["name"]}


def _check_name(query: Query, subject: Subject, after: Fields) -> list[Problem]:
    if _party(query, subject)["kind"] == "individual":
        return check_name(after["name"], latin=True)
    if not after["name"]:
        missing = QT_TR_NOOP("Type the name of the unit as on its document.")
        return [Problem("name", "name_missing", missing)]
    return check_text(after["name"], field="name", limit=NAME_LIMIT)


def _apply_name(work: Work, subject: Subject, after: Fields) -> None:
    row = _party(work, subject)
    work.update(party, row["id"], row["version"], name=after["name"])
    customers.write_tokens(work, [subject.party_id])


def _read_birth(query: Query, subject: Subject) -> dict[str, str]:
    return {"birth_date": _party(query, subject)["birth_date"] or ""}


def _iso(text: str) -> str:
    try:
        return parse_date(text).isoformat()
    except UserError:
        return text  # what is wrong with it says `check`


def _check_birth(query: Query, subject: Subject, after: Fields) -> list[Problem]:
    try:
        born = parse_date(after["birth_date"])
    except UserError as error:
        return [Problem("birth_date", error.code, error.text, error.values)]
    if born > query.today or ages.age_on(born, query.today) > OLDEST:
        text = QT_TR_NOOP("Nobody was born on this day. Compare with the document.")
        return [Problem("birth_date", "birth_impossible", text)]
    return []


def _apply_birth(work: Work, subject: Subject, after: Fields) -> None:
    row = _party(work, subject)
    born = parse_date(after["birth_date"])
    needs = ages.needs(
        ages.age_on(born, work.today),
        own_income=row["age_band"] == "own_income",
        limits=catalogue.read_master_data(work).in_force.limits,
    )
    work.update(party, row["id"], row["version"], birth_date=born.isoformat(), age_band=needs.band)
    customers.write_tokens(work, [subject.party_id])


approvals.declare_kind(
    ChangeKind(
        "name",
        CHANGE.code,
        _read_name,
        _apply_name,
        shown=lambda _, text: masking.mask_name(text),
        tidy=lambda _, text: tidy_name(text),
        check=_check_name,
    ),
    permission=CHANGE.permission,
    writes={**approvals.WRITES, **customers.INDEXED},
    changes={**approvals.CHANGES, party: may_change("name")},
    module=__name__,
)
approvals.declare_kind(
    ChangeKind(
        "birth_date",
        CHANGE.code,
        _read_birth,
        _apply_birth,
        shown=lambda _, text: "****-**-**" if text else "",
        tidy=lambda _, text: _iso(text),
        check=_check_birth,
    ),
    permission=CHANGE.permission,
    writes={**approvals.WRITES, **customers.INDEXED},
    changes={**approvals.CHANGES, party: may_change("birth_date", "age_band")},
    module=__name__,
)
