"""Drafts are sealed to their owner, written whole or not at all, and hold nothing personal in
clear."""

from __future__ import annotations

import errno
import os
from dataclasses import replace
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app import paths
from app.domain.ids import new_id
from app.domain.permissions import Role
from app.errors import NotAllowed, UserError
from app.services import staff
from app.services.drafts import Draft, Loaded, discard, drafts, load_all, save
from tests.kit.desk import MORNING, STAFF_NO, TestHall

NAME = "龚䶮䶮"


def a_draft(**changes: object) -> Draft:
    made = Draft(
        id=new_id(),
        kind="registration",
        title="龚",
        step="2",
        form={"holder": {"name": NAME, "phone": "13900001111"}},
        started_at=MORNING,
    )
    return replace(made, **changes)  # type: ignore[arg-type]


def files(desk: TestHall) -> list[str]:
    return sorted(file.name for file in desk.folders.drafts.iterdir())


def test_a_draft_comes_back_as_it_was(local_desk: TestHall) -> None:
    draft = a_draft(held=True)
    saved = save(local_desk.clerk, draft=draft)
    assert saved.owner == local_desk.clerk.actor.id
    assert saved.saved_at is not None
    assert load_all(local_desk.clerk) == Loaded((saved,), 0)


def test_the_newest_state_replaces_the_older_one(local_desk: TestHall) -> None:
    draft = a_draft()
    for step in "123":
        save(local_desk.clerk, draft=replace(draft, step=step))
    assert [each.step for each in load_all(local_desk.clerk).drafts] == ["3"]
    assert files(local_desk) == [f"{draft.id}.draft"]


def test_drafts_come_in_the_order_they_were_begun(local_desk: TestHall) -> None:
    later, earlier = a_draft(started_at=local_desk.clock()), a_draft()
    save(local_desk.clerk, draft=later)
    save(local_desk.clerk, draft=earlier)
    found = load_all(local_desk.clerk).drafts
    assert [each.id for each in found] == [earlier.id, later.id]


def test_a_colleague_sees_no_draft_and_cannot_discard_it(local_desk: TestHall) -> None:
    draft = a_draft()
    save(local_desk.clerk, draft=draft)
    supervisor = local_desk.session(Role.SUPERVISOR)
    assert load_all(supervisor) == Loaded((), 0)
    discard(supervisor, draft_id=draft.id)
    assert len(load_all(local_desk.clerk).drafts) == 1


def test_a_colleagues_key_does_not_open_it_under_a_forged_owner(local_desk: TestHall) -> None:
    draft = a_draft()
    save(local_desk.clerk, draft=draft)
    supervisor = local_desk.session(Role.SUPERVISOR)
    file = local_desk.folders.drafts / f"{draft.id}.draft"
    content = file.read_bytes()
    file.write_bytes(
        content.replace(str(local_desk.clerk.actor.id).encode(), str(supervisor.actor.id).encode())
    )
    assert load_all(supervisor) == Loaded((), 1)


def test_after_a_reset_old_drafts_are_counted_as_unreadable(local_desk: TestHall) -> None:
    save(local_desk.clerk, draft=a_draft())
    administrator = local_desk.session(Role.ADMINISTRATOR)
    row = next(r for r in staff.staff_list(administrator) if r.staff_no == STAFF_NO[Role.CLERK])
    staff.reset(
        administrator,
        new_id(),
        staff_id=row.staff_id,
        version=row.version,
        one_time="another invented phrase",
    )
    again = staff.first_password(
        local_desk.installation, row.staff_no, "another invented phrase", "a third invented phrase"
    )
    assert load_all(again) == Loaded((), 1)


def test_discarding_removes_it_for_good(local_desk: TestHall) -> None:
    draft = a_draft()
    save(local_desk.clerk, draft=draft)
    for _ in range(2):
        discard(local_desk.clerk, draft_id=draft.id)
    assert files(local_desk) == []


def test_only_who_may_hold_drafts_saves_one(local_desk: TestHall) -> None:
    with pytest.raises(NotAllowed):
        save(local_desk.session(Role.AUDITOR), draft=a_draft())


def test_nothing_personal_stands_in_clear_and_only_the_owner_reads_the_file(
    local_desk: TestHall,
) -> None:
    draft = a_draft()
    save(local_desk.clerk, draft=draft)
    file = local_desk.folders.drafts / f"{draft.id}.draft"
    content = file.read_bytes()
    assert NAME.encode() not in content
    assert b"13900001111" not in content
    assert content.splitlines()[:2] == [drafts.FORMAT, str(local_desk.clerk.actor.id).encode()]
    assert file.stat().st_mode & 0o077 == 0
    assert UUID(file.stem) == draft.id


@pytest.mark.parametrize(
    "content", [b"", b"\n\n", b"something else\nx\n", drafts.FORMAT + b"\nnobody\nsealed"]
)
def test_a_damaged_file_is_counted_and_not_an_error(local_desk: TestHall, content: bytes) -> None:
    save(local_desk.clerk, draft=a_draft())
    (local_desk.folders.drafts / f"{new_id()}.draft").write_bytes(content)
    found = load_all(local_desk.clerk)
    assert (len(found.drafts), found.unreadable) == (1, 1)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(at=st.integers(min_value=0, max_value=10_000), flip=st.integers(1, 255))
def test_a_changed_byte_is_noticed(local_desk: TestHall, at: int, flip: int) -> None:
    draft = a_draft()
    save(local_desk.clerk, draft=draft)
    file = local_desk.folders.drafts / f"{draft.id}.draft"
    content = bytearray(file.read_bytes())
    content[at % len(content)] ^= flip
    file.write_bytes(bytes(content))
    try:
        assert load_all(local_desk.clerk).drafts == ()
    finally:
        file.unlink()


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(st.characters(), max_size=50))
def test_whatever_was_typed_comes_back(local_desk: TestHall, text: str) -> None:
    draft = a_draft(form={"name": text})
    save(local_desk.clerk, draft=draft)
    assert load_all(local_desk.clerk).drafts[0].form == {"name": text}
    discard(local_desk.clerk, draft_id=draft.id)


def test_a_full_disk_is_said_and_the_older_state_stands(
    local_desk: TestHall, monkeypatch: pytest.MonkeyPatch
) -> None:
    draft = a_draft(step="1")
    save(local_desk.clerk, draft=draft)

    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(UserError, match="draft_not_saved"):
        save(local_desk.clerk, draft=replace(draft, step="2"))
    assert [each.step for each in load_all(local_desk.clerk).drafts] == ["1"]
    assert files(local_desk) == [f"{draft.id}.draft"]


def test_what_a_crash_left_of_a_save_is_removed_later(local_desk: TestHall) -> None:
    folder = paths.make_private(local_desk.folders.drafts)
    old, young = folder / "a.draft.00000000.part", folder / "b.draft.00000000.part"
    for part in (old, young):
        part.write_bytes(b"half")
    os.utime(old, (0, 0))
    assert load_all(local_desk.clerk) == Loaded((), 0)
    assert files(local_desk) == [young.name]
