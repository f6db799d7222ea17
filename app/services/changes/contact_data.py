"""联系方式: phone, e-mail and mailing address of a customer (R-070). What held before is kept as replaced, or as the
older version of the address."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

from app.domain import masking
from app.domain.businesses import CHANGE
from app.domain.contacts import check_address, check_email, check_phone, tidy_phone
from app.errors import QT_TR_NOOP, Problem
from app.services import approvals, customers
from app.services.approvals import ChangeKind, Fields, Subject
from app.services.procedure import Changes, Query, Work, may_change
from db.schema.identity import address

_WRITES = {**approvals.WRITES, **customers.CONTACTS}
_CHANGES: Changes = {**approvals.CHANGES, **customers.REPLACED}


def _declare_contact(
    code: Literal["phone", "email"],
    tidy: Callable[[str], str],
    mask: Callable[[str], str],
    problems: Callable[[str], list[Problem]],
) -> None:
    def read(query: Query, subject: Subject) -> dict[str, str]:
        found = customers.contacts(query, subject.party_id, code)
        return {code: found[-1]["value"] if found else ""}

    def check(query: Query, subject: Subject, after: Fields) -> list[Problem]:
        return problems(after[code]) if after[code] else []

    def apply(work: Work, subject: Subject, after: Fields) -> None:
        before = customers.contacts(work, subject.party_id, code)
        customers.replace_contacts(work, before)
        if after[code]:
            customers.add_contact(
                work, subject.party_id, code, after[code], preferred=code == "phone"
            )
        customers.write_tokens(work, [subject.party_id])

    approvals.declare_kind(
        ChangeKind(
            code,
            CHANGE.code,
            read,
            apply,
            shown=lambda _, text: mask(text) if text else "",
            tidy=lambda _, text: tidy(text),
            check=check,
        ),
        permission=CHANGE.permission,
        writes=_WRITES,
        changes=_CHANGES,
        module=__name__,
    )


def _phone_problems(phone: str) -> list[Problem]:
    return check_phone(phone, field="phone")


_declare_contact("phone", tidy_phone, masking.mask_phone, _phone_problems)
_declare_contact("email", str.strip, masking.mask_email, check_email)


def _read_mailing(query: Query, subject: Subject) -> dict[str, str]:
    found = query.all(address, address.c.party_id == subject.party_id, address.c.role == "mailing")
    return {"mailing_address": found[-1]["text"] if found else ""}


def _check_mailing(query: Query, subject: Subject, after: Fields) -> list[Problem]:
    text = after["mailing_address"]
    if not text:
        missing = QT_TR_NOOP("Type the address to which letters go.")
        return [Problem("mailing_address", "address_missing", missing)]
    return check_address(text, field="mailing_address")


def _apply_mailing(work: Work, subject: Subject, after: Fields) -> None:
    found = work.all(address, address.c.party_id == subject.party_id, address.c.role == "mailing")
    text = after["mailing_address"]
    if found:
        work.update(address, found[-1]["id"], found[-1]["version"], text=text, district_code="")
    else:
        customers.add_address(work, subject.party_id, "mailing", text)


approvals.declare_kind(
    ChangeKind(
        "mailing_address",
        CHANGE.code,
        _read_mailing,
        _apply_mailing,
        shown=lambda _, text: masking.mask_address(text) if text else "",
        tidy=lambda _, text: text.strip(),
        check=_check_mailing,
    ),
    permission=CHANGE.permission,
    writes={**approvals.WRITES, address: {}},
    changes={**approvals.CHANGES, address: may_change("text", "district_code")},
    module=__name__,
)
