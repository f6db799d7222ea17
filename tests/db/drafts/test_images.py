"""Pictures of open forms: sealed to their owner beside the draft, gone with it."""

from __future__ import annotations

import errno
import os
from dataclasses import replace

import pytest

from app.domain.ids import new_id
from app.domain.permissions import Role
from app.errors import NotAllowed, UserError
from app.services import drafts
from app.services.drafts import Draft
from app.services.identity import KeptImage
from tests.kit.desk import MORNING, TestHall
from tests.kit.pictures import kept

DRAFT = Draft(new_id(), "registration", "龚", "2", {}, MORNING)


def save(desk: TestHall, *images: KeptImage, draft: Draft = DRAFT) -> list[drafts.DraftImage]:
    drafts.save(desk.clerk, draft=draft)
    return [drafts.save_image(desk.clerk, draft_id=draft.id, image=image) for image in images]


def files(desk: TestHall) -> list[str]:
    return sorted(file.name for file in desk.folders.drafts.iterdir())


def test_pictures_come_back_as_they_were_and_in_order(local_desk: TestHall) -> None:
    paper = kept("b", kind="attachment", title="授权委托书", whose="agent")
    saved = save(local_desk, kept("a"), paper, kept("c", kind="live_photo", verdict="same"))
    found = drafts.load_images(local_desk.clerk, draft_id=DRAFT.id)
    assert found == drafts.LoadedImages(tuple(saved), 0)
    assert [each.image.whose for each in found.images] == ["holder", "agent", "holder"]
    assert drafts.load_images(local_desk.clerk, draft_id=new_id()).images == ()


def test_a_picture_takes_the_place_of_another(local_desk: TestHall) -> None:
    (first,) = save(local_desk, kept("a"))
    drafts.save_image(local_desk.clerk, draft_id=DRAFT.id, image=kept("better"), image_id=first.id)
    (found,) = drafts.load_images(local_desk.clerk, draft_id=DRAFT.id).images
    assert (found.id, found.image) == (first.id, kept("better"))


def test_one_is_thrown_away_and_all_go_with_the_draft(local_desk: TestHall) -> None:
    other = replace(DRAFT, id=new_id())
    first, second = save(local_desk, kept("a"), kept("b"))
    (apart,) = save(local_desk, kept("c"), draft=other)
    drafts.discard_image(local_desk.clerk, draft_id=DRAFT.id, image_id=first.id)
    assert drafts.load_images(local_desk.clerk, draft_id=DRAFT.id).images == (second,)
    drafts.discard(local_desk.clerk, draft_id=DRAFT.id)
    assert files(local_desk) == sorted([f"{other.id}.draft", f"{other.id}.{apart.id}.image"])


def test_a_draft_with_pictures_is_one_draft(local_desk: TestHall) -> None:
    save(local_desk, kept("a"))
    found = drafts.load_all(local_desk.clerk)
    assert (len(found.drafts), found.unreadable) == (1, 0)


def test_a_colleague_neither_sees_nor_removes_them(local_desk: TestHall) -> None:
    (saved,) = save(local_desk, kept("a"))
    supervisor = local_desk.session(Role.SUPERVISOR)
    found = drafts.load_images(supervisor, draft_id=DRAFT.id)
    assert found == drafts.LoadedImages((), 0)
    drafts.discard_image(supervisor, draft_id=DRAFT.id, image_id=saved.id)
    drafts.discard(supervisor, draft_id=DRAFT.id)
    assert drafts.load_images(local_desk.clerk, draft_id=DRAFT.id).images == (saved,)


def test_nothing_of_them_stands_in_clear(local_desk: TestHall) -> None:
    (saved,) = save(local_desk, kept("a", kind="attachment", title="授权委托书"))
    file = local_desk.folders.drafts / f"{DRAFT.id}.{saved.id}.image"
    content = file.read_bytes()
    for clear in (saved.image.jpeg[-40:], saved.image.jpeg[-40:].hex().encode(), "授权".encode()):
        assert clear not in content
    assert file.stat().st_mode & 0o077 == 0


def test_one_of_another_draft_or_place_does_not_open(local_desk: TestHall) -> None:
    """Sealed to owner, draft and picture: a file that was renamed is told, not shown."""
    one, two = save(local_desk, kept("a"), kept("b"))
    folder, other = local_desk.folders.drafts, new_id()
    name = f"{DRAFT.id}.{one.id}.image"
    (folder / f"{other}.{one.id}.image").write_bytes((folder / name).read_bytes())
    (folder / f"{DRAFT.id}.{two.id}.image").write_bytes((folder / name).read_bytes())
    found = drafts.load_images(local_desk.clerk, draft_id=DRAFT.id)
    assert found == drafts.LoadedImages((one,), 1)
    assert drafts.load_images(local_desk.clerk, draft_id=other).unreadable == 1


@pytest.mark.parametrize("at", [0, 40, 80, 200, -1])
def test_a_changed_or_cut_file_is_told(local_desk: TestHall, at: int) -> None:
    (saved,) = save(local_desk, kept("a"))
    file = local_desk.folders.drafts / f"{DRAFT.id}.{saved.id}.image"
    content = bytearray(file.read_bytes())
    content[at] ^= 1
    for damaged in (bytes(content), bytes(content[:-5]), b""):
        file.write_bytes(damaged)
        assert drafts.load_images(local_desk.clerk, draft_id=DRAFT.id).images == ()
    assert drafts.load_images(local_desk.clerk, draft_id=DRAFT.id).unreadable == 1


def test_a_full_disk_is_said_and_the_older_picture_stands(
    local_desk: TestHall, monkeypatch: pytest.MonkeyPatch
) -> None:
    (saved,) = save(local_desk, kept("a"))

    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(UserError, match="draft_not_saved"):
        drafts.save_image(local_desk.clerk, draft_id=DRAFT.id, image=kept("b"), image_id=saved.id)
    assert drafts.load_images(local_desk.clerk, draft_id=DRAFT.id).images == (saved,)


def test_only_who_may_hold_a_form_keeps_one(local_desk: TestHall) -> None:
    with pytest.raises(NotAllowed):
        drafts.save_image(local_desk.session(Role.AUDITOR), draft_id=DRAFT.id, image=kept())
