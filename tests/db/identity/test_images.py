"""Pictures of documents on both databases: sealed with their business, seen with a reason (R-052 to R-058)."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
import sqlalchemy as sa

from app.domain.consent import ConsentForm
from app.domain.ids import new_id
from app.domain.permissions import Role
from app.errors import Conflict, NotAllowed, Refused, UserError
from app.services import identity, registration, verification
from app.services.identity import KeptImage
from app.services.identity import images as identity_images
from app.services.registration import Registered
from db.schema.agreements import blob
from db.schema.audit import audit_event
from db.schema.identity import identity_document, identity_image
from tests.databases import REFUSED
from tests.kit import forms
from tests.kit.desk import TestHall
from tests.kit.pictures import jpeg, kept

AGENT = forms.person(
    "仇𫖯", date(1988, 8, 8), serial=211, phone="13800000003", relation="colleague"
)
REASON = "核对代办人证件"


def register(desk: TestHall, *images: KeptImage, **changes: object) -> Registered:
    form = forms.individual(desk.place(), **changes)
    return registration.register(desk.clerk, new_id(), form=form, images=images)


def stored(desk: TestHall, table: sa.Table) -> list[sa.Row]:
    with desk.installation.engine.connect() as connection:
        return list(connection.execute(sa.select(table).order_by(table.c.id)))


def problems(desk: TestHall, *images: KeptImage, **changes: object) -> list[str]:
    """What a registration with these pictures is refused for; nothing is written."""
    with pytest.raises(Refused) as refused:
        register(desk, *images, **changes)
    assert stored(desk, identity_image) == stored(desk, blob) == []
    return [each.code for each in refused.value.problems]


def test_pictures_are_kept_with_the_people_whose_they_are(desk: TestHall) -> None:
    paper = kept("agent", kind="attachment", whose="agent", title="授权委托书", source="scan")
    made = register(
        desk,
        kept("holder"),
        kept("holder back", kind="back"),
        kept("face", kind="live_photo", verdict="same"),
        kept("agent", whose="agent"),
        paper,
        agent=AGENT,
        consent=forms.BY_AGENT,
    )
    rows = stored(desk, identity_image)
    documents = {row.id: row.party_id for row in stored(desk, identity_document)}
    assert len(rows) == 5
    assert len({row.party_id for row in rows}) == 2
    for row in rows:
        assert row.subject_id == row.party_id
        assert row.customer_id == made.customer_id
        assert row.order_id == made.order_id
        assert (row.retention, row.purpose) == ("identity", "registration")
        assert (row.width, row.height) == (64, 40)
        if row.kind != "attachment":
            assert documents[row.identity_document_id] == row.party_id
    assert [row.verdict for row in rows].count("same") == 1
    assert len(stored(desk, blob)) == 2 * 5
    listed = identity.list_images(desk.clerk, customer_id=made.customer_id)
    assert {(each.role, each.kind, each.title) for each in listed} == {
        ("holder", "front", ""),
        ("holder", "back", ""),
        ("holder", "live_photo", ""),
        ("agent", "front", ""),
        ("agent", "attachment", "授权委托书"),
    }
    assert verification.verify(desk.installation, keys=desk.clerk.keys).findings == ()


def test_a_units_licence_and_handler_are_kept(desk: TestHall) -> None:
    form = forms.business(desk.place())
    images = (kept("licence", kind="page", whose="organization"), kept("handler", whose="handler"))
    made = registration.register(desk.clerk, new_id(), form=form, images=images)
    listed = identity.list_images(desk.clerk, customer_id=made.customer_id)
    assert {(each.role, each.kind) for each in listed} == {("holder", "page"), ("handler", "front")}
    assert all(row.identity_document_id for row in stored(desk, identity_image))


def test_no_byte_of_a_picture_stands_in_clear(desk: TestHall) -> None:
    register(desk, kept("somebody"))
    sealed = b"".join(row.sealed for row in stored(desk, blob))
    assert b"somebody" in jpeg("somebody")
    assert b"somebody" not in sealed
    assert sealed.count(jpeg("")[:2] + b"\xff\xfe") == 0


def large(limit: int) -> bytes:
    """A whole JPEG of more than `limit` bytes."""
    content = jpeg()
    filler = b"\xff\xfe" + (60_002).to_bytes(2, "big") + bytes(60_000)
    return content[:2] + filler * (limit // 60_000 + 1) + content[2:]


@pytest.mark.parametrize(
    ("image", "code"),
    [
        (kept(jpeg=b"GIF89a"), "image_kind"),
        (kept(jpeg=jpeg()[:-2]), "image_kind"),
        (kept(thumbnail=b""), "image_kind"),
        (kept(jpeg=jpeg() + b"PK\x03\x04 something else"), "image_kind"),
        (kept(jpeg=large(identity_images.LARGEST)), "image_large"),
        (kept(thumbnail=large(identity_images.LARGEST_THUMBNAIL)), "image_large"),
        (kept(whose="agent"), "image_of_nobody"),
        (kept(whose="user:0"), "image_of_nobody"),
        (kept(kind="attachment"), "image_title"),
        (kept(kind="attachment", title="授\u200b权"), "invisible"),
        (kept(kind="live_photo"), "image_verdict"),
        (kept(kind="live_photo", verdict="different"), "image_verdict"),
        (kept(kind="live_photo", verdict="same", source="file"), "image_live"),
        (kept(kind="live_photo", verdict="same", source="watched_folder"), "image_live"),
    ],
)
def test_what_may_not_be_kept_is_refused_with_the_whole_registration(
    local_desk: TestHall, image: KeptImage, code: str
) -> None:
    assert code in problems(local_desk, kept("good"), image)


def test_a_picture_that_the_customer_does_not_allow_is_not_kept(local_desk: TestHall) -> None:
    refuses = replace(
        forms.AGREE_NONE, separate={**forms.AGREE_NONE.separate, "id_image": "refuse"}
    )
    assert problems(local_desk, kept(), consent=refuses) == ["image_consent"]
    face = kept(kind="live_photo", verdict="same")
    no_face: ConsentForm = replace(
        forms.AGREE_NONE, separate={**forms.AGREE_NONE.separate, "live_photo": "refuse"}
    )
    assert problems(local_desk, face, consent=no_face) == ["image_consent"]


def test_too_many_pictures_are_refused(local_desk: TestHall) -> None:
    assert problems(local_desk, *[kept()] * (identity_images.MOST + 1)) == ["images_many"]


def show(desk: TestHall, made: Registered, reason: str = REASON) -> bytes:
    (row,) = stored(desk, identity_image)
    return identity.show_image(
        desk.clerk, new_id(), customer_id=made.customer_id, image_id=row.id, reason=reason
    ).jpeg


def looks(desk: TestHall) -> list[str]:
    return [row.body for row in stored_events(desk) if '"identity_images.show"' in row.body]


def stored_events(desk: TestHall) -> list[sa.Row]:
    with desk.installation.engine.connect() as connection:
        return list(connection.execute(sa.select(audit_event).order_by(audit_event.c.seq)))


def test_a_picture_is_seen_and_the_event_names_it(desk: TestHall) -> None:
    made = register(desk, kept("one"))
    assert show(desk, made) == jpeg("one front")
    (event,) = looks(desk)
    (row,) = stored(desk, identity_image)
    assert str(row.id) in event


@pytest.mark.parametrize("role", [Role.ACCOUNT_MANAGER, Role.AUDITOR, Role.ADMINISTRATOR])
def test_nobody_else_is_told_which_there_are(local_desk: TestHall, role: Role) -> None:
    made = register(local_desk, kept())
    with pytest.raises(NotAllowed):
        identity.list_images(local_desk.session(role), customer_id=made.customer_id)


def test_without_a_reason_nothing_is_shown(local_desk: TestHall) -> None:
    made = register(local_desk, kept())
    for reason, code in (("", "reason_needed"), (" ", "reason_needed"), ("长" * 201, "too_long")):
        with pytest.raises(UserError, match=code):
            show(local_desk, made, reason=reason)


@REFUSED
def test_a_picture_of_another_customer_is_not_there(desk: TestHall) -> None:
    made = register(desk, kept())
    other = registration.register(
        desk.clerk, new_id(), form=forms.individual(desk.place(1), holder=AGENT)
    )
    with pytest.raises(Conflict):
        show(desk, replace(made, customer_id=other.customer_id))
    assert identity.list_images(desk.clerk, customer_id=other.customer_id) == ()


def _swap(connection: sa.Connection, rows: list[sa.Row]) -> None:
    """The bytes of one picture under another: both open, neither is what its record says."""
    first, second = rows
    for one, other in ((first, second), (second, first)):
        connection.execute(
            sa.update(blob)
            .where(blob.c.id == one.id)
            .values(sealed=other.sealed, sha256=other.sha256)
        )


def _flip(connection: sa.Connection, rows: list[sa.Row]) -> None:
    sealed = bytearray(rows[0].sealed)
    sealed[20] ^= 1
    digest = hashlib.sha256(sealed).digest()
    connection.execute(
        sa.update(blob).where(blob.c.id == rows[0].id).values(sealed=bytes(sealed), sha256=digest)
    )


def _remove(connection: sa.Connection, rows: list[sa.Row]) -> None:
    connection.execute(sa.delete(blob).where(blob.c.id == rows[0].id))


@pytest.mark.parametrize("sabotage", [_swap, _flip, _remove])
def test_a_picture_that_was_changed_behind_the_program_is_found_and_not_shown(
    desk: TestHall, sabotage: Callable[[sa.Connection, list[sa.Row]], None]
) -> None:
    made = register(desk, kept())
    rows = stored(desk, blob)
    with desk.installation.engine.begin() as connection:
        sabotage(connection, rows)
    found = verification.verify(desk.installation, keys=desk.clerk.keys).findings
    assert {each.code for each in found} <= {"blob_differs", "blob_missing"}
    assert found
    with pytest.raises(UserError, match="picture_changed"):
        show(desk, made)
