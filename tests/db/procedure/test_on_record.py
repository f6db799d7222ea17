"""Whatever shows personal data in clear: its event is committed before anything is read, on both databases."""

from __future__ import annotations

from collections.abc import Callable
from types import ModuleType
from typing import Any

import pytest
import sqlalchemy as sa

from app.domain.ids import new_id
from app.errors import UserError
from app.services import customers, identity, papers, registration
from app.services.customers import view
from app.services.identity import image_views
from app.services.papers import listing
from app.services.procedure import mechanism
from app.services.registration import Registered
from db.schema.audit import audit_event
from tests.kit import forms
from tests.kit.desk import TestHall
from tests.kit.pictures import kept

REASON = "客户要求核对"


def of_customer(desk: TestHall, made: Registered, reason: str) -> object:
    return customers.reveal(
        desk.clerk,
        new_id(),
        customer_id=made.customer_id,
        field="name",
        reason=reason,
    )


def of_picture(desk: TestHall, made: Registered, reason: str) -> object:
    (row,) = identity.list_images(desk.clerk, customer_id=made.customer_id)
    return identity.show_image(
        desk.clerk,
        new_id(),
        customer_id=made.customer_id,
        image_id=row.image_id,
        reason=reason,
    )


def of_paper(desk: TestHall, made: Registered, reason: str) -> object:
    paper = made.slip_document_id if reason else new_id()  # a paper asks for no reason
    return papers.show_paper(desk.clerk, new_id(), document_id=paper)


Show = Callable[[TestHall, Registered, str], object]
SHOWN: list[tuple[str, ModuleType, str, Show]] = [
    ("customers.reveal", view, "_read_field", of_customer),
    ("identity_images.show", image_views, "_read", of_picture),
    ("documents.look", listing, "stored_pdf", of_paper),
]


def made(desk: TestHall) -> Registered:
    form = forms.individual(desk.place())
    return registration.register(desk.clerk, new_id(), form=form, images=(kept(),))


def on_record(desk: TestHall, kind: str) -> int:
    """Events of this kind that another connection sees as done."""
    with desk.installation.engine.connect() as connection:
        bodies = connection.execute(sa.select(audit_event.c.body)).scalars()
        return sum(f'"{kind}"' in body and '"outcome":"done"' in body for body in bodies)


def watch(desk: TestHall, kind: str, monkeypatch: pytest.MonkeyPatch, where: Any, name: str) -> Any:
    """Instead of reading: how many events stood at that moment."""
    seen: list[int] = []
    monkeypatch.setattr(where, name, lambda *_, **__: seen.append(on_record(desk, kind)))
    return seen


@pytest.mark.parametrize(("kind", "where", "name", "show"), SHOWN)
def test_the_event_is_committed_before_anything_is_read(
    desk: TestHall, monkeypatch: pytest.MonkeyPatch, kind: str, where: Any, name: str, show: Show
) -> None:
    customer = made(desk)
    seen = watch(desk, kind, monkeypatch, where, name)
    show(desk, customer, REASON)
    show(desk, customer, REASON)
    assert seen == [1, 2]


@pytest.mark.parametrize(("kind", "where", "name", "show"), SHOWN)
def test_a_refused_look_reads_nothing(
    local_desk: TestHall,
    monkeypatch: pytest.MonkeyPatch,
    kind: str,
    where: Any,
    name: str,
    show: Show,
) -> None:
    customer = made(local_desk)
    seen = watch(local_desk, kind, monkeypatch, where, name)
    with pytest.raises(UserError):
        show(local_desk, customer, "")
    assert seen == []
    assert on_record(local_desk, kind) == 0


@pytest.mark.parametrize(("kind", "where", "name", "show"), SHOWN)
def test_the_order_is_what_this_test_sees(
    local_desk: TestHall,
    monkeypatch: pytest.MonkeyPatch,
    kind: str,
    where: Any,
    name: str,
    show: Show,
) -> None:
    """Sabotage: read first, record then."""
    customer = made(local_desk)
    seen = watch(local_desk, kind, monkeypatch, where, name)
    run = mechanism._run
    monkeypatch.setattr(mechanism, "_run", lambda *given: (getattr(where, name)(), run(*given))[1])
    show(local_desk, customer, REASON)
    assert seen == [0, 1]
