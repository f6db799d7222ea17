"""客户密码: six digits that the customer sets and types on the customer's side of the counter (R-060, R-062).

What was typed comes here as a Secret and goes into nothing but a verifier under the records key, sealed. A wrong
try is an operation that was done, because a refusal would take its count back.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from app.domain.authentication import OWN_HAND, Secret
from app.domain.permissions import Permission
from app.domain.service_password import TRIES, check, is_well_formed
from app.errors import QT_TR_NOOP, Problem, Refused, UserError
from app.security.service_passwords import is_same, password_verifier
from app.services.authentication import standing
from app.services.authentication.standing import Attempt
from app.services.procedure import (
    Query,
    Work,
    may_change,
    procedure,
    refuse_without_reason,
)
from db.schema.authentication import service_password
from db.schema.customers import customer
from db.schema.identity import contact_medium, identity_document, party

_CHANGED = may_change("verifier", "epoch", "tries", "changed_at")


@dataclass(frozen=True)
class PasswordSet:
    """Whether the new password holds from now on; if not, the old one was wrong and `left` tries are left."""

    customer_id: UUID
    done: bool
    left: int = TRIES


@procedure(
    "authentication.set_password",
    Permission.CUSTOMER_CHANGE,
    writes={service_password: {}},
    changes={service_password: _CHANGED},
)
def set_password(
    work: Work,
    *,
    customer_id: UUID,
    service_id: UUID,
    new: Secret,
    again: Secret,
    old: Secret | None = None,
) -> PasswordSet:
    """The first password, of a customer authenticated by document, or a new one in the place of `old`.

    Refused with the problem of 'service_password' or 'again'; UserError 'not_authenticated' and 'who_came',
    'password_exists', 'no_service_password', 'service_password_locked', 'method_closed'.
    """
    row = _locked(work, customer_id)
    standing.refuse_closed(work, row, "password")
    before = stored(work, customer_id)
    _refuse_new(work, row, new, again)
    if old is None:
        if before is not None:
            text = QT_TR_NOOP(
                "This customer has a service password. It is changed with the old one or reset."
            )
            raise UserError("password_exists", text)
        standing.require(work, service_id, customer_id, "document", who=OWN_HAND)
        _write(work, row, new)
        return PasswordSet(customer_id, True)
    before = _open_to_tries(before)
    if not _is_right(work, before, old):
        return PasswordSet(customer_id, False, _count(work, before))
    if old == new:
        text = QT_TR_NOOP("The new service password is the old one. Choose another one.")
        raise Refused([Problem("service_password", "digits_same", text)])
    _write(work, row, new, before)
    return PasswordSet(customer_id, True)


@procedure(
    "authentication.reset_password",
    Permission.CUSTOMER_CHANGE,
    writes={service_password: {}},
    changes={service_password: _CHANGED},
)
def reset_password(
    work: Work, *, customer_id: UUID, service_id: UUID, new: Secret, again: Secret
) -> PasswordSet:
    """A new password without the old one, also of a locked one: the original document was read in this
    service and the face held against a live photo; an agent may not (R-062).

    Refused as `set_password`; UserError 'not_authenticated', 'who_came', 'not_compared'.
    """
    row = _locked(work, customer_id)
    standing.refuse_closed(work, row, "password")
    proof = standing.require(work, service_id, customer_id, "document", who=OWN_HAND)
    if proof is None or not proof.compared:
        text = QT_TR_NOOP(
            "A reset needs a photo of the customer compared with the document. Take it first."
        )
        raise UserError("not_compared", text)
    _refuse_new(work, row, new, again)
    _write(work, row, new, stored(work, customer_id))
    return PasswordSet(customer_id, True)


@procedure(
    "authentication.check_password",
    Permission.CUSTOMER_CHANGE,
    writes={**standing.RECORDED},
    changes={service_password: may_change("tries")},
)
def check_password(work: Work, *, customer_id: UUID, service_id: UUID, typed: Secret) -> Attempt:
    """Authenticate the customer for the service by what the customer `typed`.

    Refused for what are not six digits, which counts no try; UserError 'method_closed',
    'no_service_password', 'service_password_locked'.
    """
    row = _locked(work, customer_id)
    standing.refuse_closed(work, row, "password")
    kept = _open_to_tries(stored(work, customer_id))
    if not is_well_formed(typed.text):
        raise Refused(check(typed.text))
    if not _is_right(work, kept, typed):
        return Attempt(customer_id, False, _count(work, kept))
    if kept["tries"]:
        work.update(service_password, kept["id"], kept["version"], tries=0)
    who = standing.whose_digits(work, row)
    standing.record(work, row, service_id, "password", who)
    return Attempt(customer_id, True, TRIES)


def stored(query: Query, customer_id: UUID) -> dict[str, Any] | None:
    """The row of the customer's password, opened; None without one."""
    found = query.execute(
        sa.select(service_password).where(service_password.c.customer_id == customer_id)
    ).first()
    return None if found is None else query.open(service_password, found)


def _locked(work: Work, customer_id: UUID) -> dict[str, Any]:
    """The customer, held so that tries at two counters are counted one after the other."""
    row = work.locked(customer, customer_id)
    refuse_without_reason(work, customer_id)
    return row


def _open_to_tries(kept: dict[str, Any] | None) -> dict[str, Any]:
    if kept is None:
        text = QT_TR_NOOP("This customer has no service password yet.")
        raise UserError("no_service_password", text)
    if kept["tries"] >= TRIES:
        text = QT_TR_NOOP(
            "The service password is locked after {n} wrong tries. It is reset with the document."
        )
        raise UserError("service_password_locked", text, n=TRIES)
    return kept


def _is_right(work: Work, kept: dict[str, Any], typed: Secret) -> bool:
    made = _verifier(work, kept["customer_id"], typed, kept["epoch"])
    return is_same(made, kept["verifier"])


def _count(work: Work, kept: dict[str, Any]) -> int:
    """Count a wrong try; returns how many are left."""
    tries: int = kept["tries"] + 1
    work.update(service_password, kept["id"], kept["version"], tries=tries)
    return TRIES - tries


def _verifier(work: Work, customer_id: UUID, typed: Secret, epoch: int) -> str:
    return password_verifier(
        work.session.keys.records(epoch),
        deployment=work.deployment.bytes,
        customer_id=customer_id.bytes,
        digits=typed.text,
    )


def _refuse_new(work: Work, row: dict[str, Any], new: Secret, again: Secret) -> None:
    party_id = row["party_id"]
    documents = work.all(identity_document, identity_document.c.party_id == party_id)
    contacts = work.all(
        contact_medium, contact_medium.c.party_id == party_id, contact_medium.c.type != "email"
    )
    born = work.one(party, party_id)["birth_date"]
    problems = check(
        new.text,
        birth_date=date.fromisoformat(born) if born else None,
        documents=[each["number"] for each in documents],
        phones=[each["value"] for each in contacts],
    )
    if not problems and new != again:
        text = QT_TR_NOOP("The two entries differ. Enter the new service password again.")
        problems = [Problem("again", "digits_differ", text)]
    if problems:
        raise Refused(problems)


def _write(
    work: Work, row: dict[str, Any], new: Secret, before: dict[str, Any] | None = None
) -> None:
    epoch = work.session.keys.epoch
    values = {
        "verifier": _verifier(work, row["id"], new, epoch),
        "epoch": epoch,
        "tries": 0,
        "changed_at": work.now,
    }
    if before is not None:
        work.update(service_password, before["id"], before["version"], **values)
        return
    party_id = row["party_id"]
    work.insert(service_password, subject_id=party_id, customer_id=row["id"], **values)
