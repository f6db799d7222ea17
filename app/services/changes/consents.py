"""同意 and its withdrawal (R-038; PIPL 15): each answer is a row of its own, none is ever changed.

What the services in use cannot do without is not withdrawn while they are in use, and nobody agrees for somebody else.
"""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

import sqlalchemy as sa

from app.domain.businesses import CHANGE
from app.domain.consent import PURPOSES, separate_asked
from app.domain.subscriptions import IN_USE
from app.errors import QT_TR_NOOP, Problem
from app.services import approvals, customers
from app.services.approvals import ChangeKind, Subject
from app.services.procedure import Query, Work, Writes
from db.schema.catalogue import offering
from db.schema.customers import account, party_role, subscription
from db.schema.identity import consent, party

WRITES: Writes = {consent: {}}
_ASKED = tuple(each.code for each in PURPOSES.values() if each.part != "notice")
_ANSWERS = ("agree", "refuse", "withdrawn")


def _read(query: Query, subject: Subject) -> dict[str, str]:
    given = customers.consents_of(query, subject.party_id)
    return {code: given.get(code, "") for code in _ASKED}


def answer_problems(
    query: Query, subject: Subject, answers: Mapping[str, str], *, field: str = ""
) -> list[Problem]:
    """What speaks against these answers by purpose, on `field` or the purpose's own."""
    given, needed = _read(query, subject), _needed(query, subject)
    problems = []
    for code, answer in answers.items():
        if answer not in _ANSWERS or (answer == "withdrawn" and given[code] != "agree"):
            text = QT_TR_NOOP("Choose agreed or refused, or withdrawn where it was agreed.")
            problems.append(Problem(field or code, "consent_answer", text))
        elif answer == "agree" and subject.asked_by == "agent":
            text = QT_TR_NOOP("An agent cannot agree to this for the holder. The holder comes.")
            problems.append(Problem(field or code, "consent_by_agent", text))
        elif answer != "agree" and given[code] == "agree" and code in needed:
            text = QT_TR_NOOP(
                "A service in use cannot be given without it. It is withdrawn when that service ends."
            )
            problems.append(Problem(field or code, "consent_needed", text))
    return problems


def _needed(query: Query, subject: Subject) -> set[str]:
    """The purposes that what is in use cannot do without."""
    rows = query.execute(
        sa.select(offering.c.kind, account.c.method)
        .select_from(subscription)
        .join(offering, offering.c.id == subscription.c.offering_id)
        .join(account, account.c.id == subscription.c.account_id)
        .where(subscription.c.customer_id == subject.customer_id, subscription.c.status.in_(IN_USE))
    ).all()
    if not rows:
        return set()
    band = query.one(party, subject.party_id)["age_band"]
    asked = separate_asked(
        subject.customer["kind"],
        bank_debit=any(row.method == "bank_debit" for row in rows),
        child=band in ("under_8", "child"),
        product_kinds=frozenset(row.kind for row in rows),
    )
    return {code for code, needed in asked.items() if needed}


def add(work: Work, subject: Subject, answers: Mapping[str, str]) -> None:
    """Write each answer beside those of before, of whoever gave it."""
    assert subject.order is not None  # it is carried out
    agreed_by = _who_answers(work, subject)
    for code, answer in answers.items():
        work.insert(
            consent,
            subject_id=subject.party_id,
            party_id=subject.party_id,
            order_id=subject.order.id,
            purpose=code,
            part=PURPOSES[code].part,
            decision=answer,
            agreed_by=agreed_by,
            text_version=PURPOSES[code].version,
            at=work.now,
        )


def _who_answers(query: Query, subject: Subject) -> UUID:
    """The holder, or the guardian or handler on record who came; an agent withdraws in the holder's name."""
    c = party_role.c
    found = query.execute(
        sa.select(c.party_id)
        .where(
            c.customer_id == subject.customer_id,
            c.role == subject.asked_by,
            c.valid_to.is_(None),
            c.role.in_(("guardian", "handler")),
        )
        .order_by(c.valid_from.desc(), c.id.desc())
    ).scalars()
    return next(iter(found), subject.party_id)


approvals.declare_kind(
    ChangeKind(
        "consent",
        CHANGE.code,
        _read,
        add,
        shown=lambda _, text: text,
        check=answer_problems,
    ),
    permission=CHANGE.permission,
    writes={**approvals.WRITES, **WRITES},
    changes=approvals.CHANGES,
    module=__name__,
)
