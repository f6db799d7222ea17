"""Keeping a registration's pictures, each for a person on its form."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from app.domain.businesses import REGISTRATION
from app.domain.consent import decisions
from app.domain.registration.form import RegistrationForm
from app.domain.registration.record import Registration
from app.domain.registration.text import MOST
from app.errors import Problem
from app.services import identity
from app.services.identity import KeptImage, Owner
from app.services.procedure import Work
from app.services.registration.rows import Made
from db.schema.identity import identity_document


def problems(
    form: RegistrationForm, images: Sequence[KeptImage], *, permitted: bool
) -> list[Problem]:
    """What speaks against keeping `images` with this form; `permitted`: a supervisor accepts a face."""
    return identity.image_problems(
        images, _people(form), decisions(form.consent), permitted=permitted
    )


def _people(form: RegistrationForm) -> set[str]:
    acting = {"agent": form.agent, "guardian": form.guardian}
    if form.is_unit:
        acting = {"handler": form.handler}
    found = {role for role, who in acting.items() if who is not None}
    lines = form.subscriptions[: MOST["subscriptions"]]
    found |= {f"user:{n}" for n, line in enumerate(lines) if line.user is not None}
    return found | {"organization" if form.is_unit else "holder"}


def keep(
    work: Work,
    record: Registration,
    made: Made,
    images: Sequence[KeptImage],
    verdict_by: UUID | None,
) -> tuple[UUID, ...]:
    """Keep pictures without `problems`, each with the document that its person showed."""
    if not images:
        return ()
    work.flush()
    owners = {
        whose: Owner(made.people[whose], _document(work, record, whose, made.people[whose]))
        for whose in {each.whose for each in images}
    }
    return identity.keep_images(
        work,
        images,
        owners,
        purpose=REGISTRATION.code,
        customer_id=made.customer_id,
        order_id=made.order.id,
        verdict_by=verdict_by,
    )


def _document(work: Work, record: Registration, whose: str, party_id: UUID) -> UUID | None:
    role, _, n = whose.partition(":")
    who = record.subscriptions[int(n)].user if role == "user" else getattr(record, role)
    assert who is not None  # `problems` has refused pictures of everybody else
    rows = work.all(identity_document, identity_document.c.party_id == party_id)
    shown = [
        row["id"] for row in rows if (row["type"], row["number"]) == (who.document_type, who.number)
    ]
    return shown[-1] if shown else None
