"""A form that somebody else put among a person's drafts is not that person's, however it is sealed."""

from __future__ import annotations

import json
from unittest.mock import patch
from uuid import UUID

import pytest
import sqlalchemy as sa

from app.domain.canonical import to_plain
from app.domain.permissions import Role
from app.security.box import seal_to
from app.security.seal import Tampered, framed
from app.security.signing import sign
from app.services.drafts import (
    Loaded,
    drafts,
    images,
    load_all,
    load_images,
    open_typed,
    own_seal,
    save,
    seal_typed,
)
from app.services.session import Session
from db.schema.staff import staff
from tests.db.drafts.test_drafts import a_draft
from tests.kit.desk import TestHall


def public_key(desk: TestHall, owner: Session) -> bytes:
    """The key that drafts of `owner` are sealed to; everybody can read it."""
    with desk.installation.engine.connect() as connection:
        asked = sa.select(staff.c.box_public).where(staff.c.id == owner.actor.id)
        key: bytes = connection.execute(asked).scalar_one()
        return key


def context(owner: Session, label: bytes, *ids: UUID) -> bytes:
    deployment = owner.installation.profile.deployment
    return framed(label, *(each.bytes for each in (deployment, owner.actor.id, *ids)))


def plant(desk: TestHall, owner: Session, by: Session, way: str) -> None:
    """A draft of the supervisor that the clerk made."""
    draft = a_draft(owner=owner.actor.id, saved_at=desk.clock())
    plain = json.dumps(to_plain(draft), ensure_ascii=False).encode()
    here = context(owner, b"counter/draft/2", draft.id)
    message = b"counter/own/1\0" + framed(here, plain)
    form = b"service-counter draft 2"
    inside = {
        "signed by nobody": framed(bytes(64), plain),
        "signed by its writer": framed(sign(by.keys.sign_private, message), plain),
        "without a signature": plain,
        "as the version before": plain,
    }[way]
    if way == "as the version before":
        here, form = context(owner, b"counter/draft/1", draft.id), b"service-counter draft 1"
    folder = desk.folders.drafts
    folder.mkdir(exist_ok=True)
    sealed = seal_to(public_key(desk, owner), inside, here)
    (folder / f"{draft.id}.draft").write_bytes(drafts.head(form, owner.actor.id) + sealed)


WAYS = ["signed by nobody", "signed by its writer", "without a signature", "as the version before"]


@pytest.mark.parametrize("way", WAYS)
def test_a_planted_form_is_counted_and_not_listed(local_desk: TestHall, way: str) -> None:
    supervisor, clerk = local_desk.session(Role.SUPERVISOR), local_desk.clerk
    plant(local_desk, supervisor, clerk, way)
    assert load_all(supervisor) == Loaded((), 1)


def test_without_the_check_of_the_signature_it_would_be_listed(local_desk: TestHall) -> None:
    supervisor, clerk = local_desk.session(Role.SUPERVISOR), local_desk.clerk
    plant(local_desk, supervisor, clerk, "signed by its writer")
    with patch.object(own_seal, "check", lambda *_: True):
        assert len(load_all(supervisor).drafts) == 1


def test_what_the_owner_signed_elsewhere_proves_nothing_here(local_desk: TestHall) -> None:
    """The file of one of the owner's forms under the name of another."""
    mine, other = a_draft(), a_draft()
    save(local_desk.clerk, draft=mine)
    save(local_desk.clerk, draft=other)
    folder = local_desk.folders.drafts
    (folder / f"{other.id}.draft").write_bytes((folder / f"{mine.id}.draft").read_bytes())
    found = load_all(local_desk.clerk)
    assert [each.id for each in found.drafts] == [mine.id]
    assert found.unreadable == 1


def test_a_planted_picture_is_not_shown(local_desk: TestHall) -> None:
    supervisor, clerk = local_desk.session(Role.SUPERVISOR), local_desk.clerk
    draft = save(supervisor, draft=a_draft())
    image_id = draft.id
    here = context(supervisor, b"counter/draft-image/2", draft.id, image_id)
    message = b"counter/own/1\0" + framed(here, b"{}")
    sealed = seal_to(
        public_key(local_desk, supervisor),
        framed(sign(clerk.keys.sign_private, message), b"{}"),
        here,
    )
    file = local_desk.folders.drafts / f"{draft.id}.{image_id}.image"
    file.write_bytes(drafts.head(images.FORMAT, supervisor.actor.id) + sealed)
    assert load_images(supervisor, draft_id=draft.id).unreadable == 1


def test_what_is_typed_without_a_draft_opens_for_its_writer_alone(local_desk: TestHall) -> None:
    supervisor, clerk = local_desk.session(Role.SUPERVISOR), local_desk.clerk
    typed = {"name": "欧阳䶮", "staff_no": "10"}
    sealed = seal_typed(clerk, typed)
    assert "欧阳䶮".encode() not in sealed
    assert open_typed(clerk, sealed) == typed
    with pytest.raises(Tampered):
        open_typed(supervisor, sealed)
    with pytest.raises(Tampered):
        open_typed(clerk, sealed[:-1] + bytes([sealed[-1] ^ 1]))
