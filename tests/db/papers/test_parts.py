"""Stored papers in parts: what their template's papers share is kept once, unsealed, and tells of nobody; a
change of any part is noticed before anybody sees the paper."""

from __future__ import annotations

import hashlib
import re
import threading
import zlib
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from typing import Any
from unittest.mock import patch
from uuid import UUID

import pytest
import sqlalchemy as sa
from pypdf import PdfReader

from app.domain.ids import new_id
from app.errors import UserError
from app.papers import fixed, truetype
from app.papers.templates import newest
from app.services import papers, registration
from app.services.papers import contents, store
from app.services.procedure import Work, procedure
from app.services.registration import Registered
from db import shared_parts
from db.schema.agreements import blob, paper, paper_content, shared_part
from tests.databases import TRUST, WORDS
from tests.kit import forms
from tests.kit.attack import as_owner
from tests.kit.desk import TestHall
from tests.kit.papers import pages, registered
from tests.kit.pdfa import breaches
from tests.kit.verified import look

RARE_NAME = "欧阳𪚥㛃"
"""Its third character stands in no font but the rare one, its fourth in no template."""


def stored(desk: TestHall, document_id: UUID) -> Any:
    with desk.installation.engine.connect() as connection:
        return connection.execute(sa.select(paper).where(paper.c.id == document_id)).one()


def shared(desk: TestHall) -> dict[str, bytes]:
    with desk.installation.engine.connect() as connection:
        rows = connection.execute(sa.select(shared_part)).all()
    return {row.sha256.hex(): row.content for row in rows}


def walked_in(desk: TestHall, n: int = 0, **changes: Any) -> Registered:
    who = forms.person(RARE_NAME, serial=300 + 2 * n, phone=f"1390000{n:04d}")
    form = forms.individual(desk.place(n), holder=who)
    return registration.register(desk.clerk, new_id(), form=replace(form, **changes))


def both(made: Registered) -> tuple[UUID, UUID]:
    return made.agreement_document_id, made.slip_document_id


@WORDS
@pytest.mark.parametrize("language", ["zh_CN", "en"])
@pytest.mark.parametrize("large", [False, True])
def test_what_is_shown_and_printed_is_what_the_record_tells_of(
    desk: TestHall, language: str, large: bool
) -> None:
    made = walked_in(desk, paper_language=language, large_print=large)
    for document_id in both(made):
        first = papers.stored_pdf(desk.clerk, document_id=document_id).pdf
        row = stored(desk, document_id)
        assert row.sha256 == hashlib.sha256(first).digest()
        assert papers.stored_pdf(desk.clerk, document_id=document_id).pdf == first
        assert papers.show_paper(desk.clerk, new_id(), document_id=document_id).pdf == first
        assert papers.job_pdf(desk.clerk, document_id=document_id).pdf == first
        assert row.pages == len(pages(first)) == len(PdfReader(BytesIO(first)).pages)
        assert breaches(first) == []
    agreement = "".join(pages(papers.stored_pdf(desk.clerk, document_id=both(made)[0]).pdf))
    assert RARE_NAME in agreement


def test_papers_of_a_template_share_one_part(desk: TestHall) -> None:
    drawn = [
        papers.stored_pdf(desk.clerk, document_id=document_id).pdf
        for made in (walked_in(desk), registered(desk, 1), walked_in(desk, 2, large_print=True))
        for document_id in both(made)
    ]
    kept = shared(desk)
    assert sorted(kept) == sorted(
        hashlib.sha256(fixed.of_template(newest(name, "zh_CN")).data).hexdigest()
        for name in ("service", "slip")
    )
    for pdf in drawn:
        assert sum(pdf.startswith(part) for part in kept.values()) == 1
    with desk.installation.engine.connect() as connection:
        own = connection.execute(sa.select(sa.func.max(blob.c.size))).scalar_one()
    assert own < 25_000 < min(map(len, kept.values()))
    assert look(desk).findings == look(desk, None).findings == ()


def characters(part: bytes) -> set[str]:
    """The text of every glyph that a shared part holds, by its own maps."""
    found: set[str] = set()
    for match in re.finditer(rb"/Length (\d+)>>stream\n", part):
        data = zlib.decompress(part[match.end() : match.end() + int(match[1])])
        if b"beginbfchar" in data:
            pairs = re.findall(rb"<[0-9A-F]{4}> <([0-9A-F]+)>$", data, re.MULTILINE)
            found |= {bytes.fromhex(text.decode()).decode("utf-16-be") for text in pairs[1:]}
    return found


@WORDS
def test_what_papers_share_tells_nothing_of_anybody(desk: TestHall) -> None:
    """Whoever came, in whatever language, the shared parts are the same bytes, and every character in them
    stands in words that this program ships."""
    for n, language in enumerate(("zh_CN", "en")):
        for document_id in both(walked_in(desk, n, paper_language=language)):
            papers.stored_pdf(desk.clerk, document_id=document_id)
    kept = shared(desk)
    shipped = {
        hashlib.sha256(fixed.of_template(ref).data).hexdigest(): fixed.shipped(ref)
        for ref in (newest(name, each) for name in ("service", "slip") for each in ("zh_CN", "en"))
    }
    assert kept.keys() == shipped.keys()
    for name, content in kept.items():
        held = characters(content)
        assert len(held) > 90
        assert held <= shipped[name]
        assert not held & set("阳𪚥㛃栋")
    for document_id in both(walked_in(desk, 4)):
        papers.stored_pdf(desk.clerk, document_id=document_id)
    assert shared(desk) == kept


@WORDS
def test_reading_a_paper_only_copies(desk: TestHall) -> None:
    """A newer zlib, font or drawing changes no paper that is stored: reading uses none of them."""
    made = walked_in(desk)
    drawn = [papers.stored_pdf(desk.clerk, document_id=each).pdf for each in both(made)]

    def never(*_: Any, **__: Any) -> Any:
        raise AssertionError("a stored paper is drawn or compressed again")

    with (
        patch.object(zlib, "compress", never),
        patch.object(zlib, "decompress", never),
        patch.object(truetype, "TrueType", never),
        patch.object(truetype, "read", never),
        patch.object(fixed, "of_template", never),
        patch.object(store, "draw", never),
        patch.object(contents, "read", never),
    ):
        again = [papers.stored_pdf(desk.clerk, document_id=each).pdf for each in both(made)]
    assert again == drawn


Attack = Callable[[Registered, Any, Any], sa.Executable]
"""Of the customer, the agreement's row and the slip's."""


def _flipped(content: bytes) -> bytes:
    return content[:5000] + bytes([content[5000] ^ 1]) + content[5001:]


def _shared(row: Any) -> bytes:
    return bytes.fromhex(row.parts.split()[0])


def _of_agreement(row: Any) -> sa.ColumnElement[bool]:
    return shared_part.c.sha256 == _shared(row)


ATTACKS: dict[str, tuple[Attack, str]] = {
    "a shared part is changed": (
        lambda _, one, __: (
            sa.update(shared_part)
            .where(_of_agreement(one))
            .values(content=_flipped(fixed.of_template(newest("service", "zh_CN")).data))
        ),
        "shared_part_differs",
    ),
    "a shared part is that of another template": (
        lambda _, one, __: (
            sa.update(shared_part)
            .where(_of_agreement(one))
            .values(content=fixed.of_template(newest("slip", "zh_CN")).data)
        ),
        "shared_part_differs",
    ),
    "a shared part is gone": (
        lambda _, one, __: sa.delete(shared_part).where(_of_agreement(one)),
        "shared_part_missing",
    ),
    "a shared part has another name": (
        lambda _, one, __: (
            sa.update(shared_part).where(_of_agreement(one)).values(sha256=bytes(32))
        ),
        "shared_part_missing",
    ),
    "the own part is changed": (
        lambda _, one, __: (
            sa.update(blob).where(blob.c.id == one.blob_id).values(sealed=bytes(500))
        ),
        "blob_differs",
    ),
    "the own part is gone": (
        lambda _, one, __: sa.delete(blob).where(blob.c.id == one.blob_id),
        "blob_missing",
    ),
    "the paper begins with another template's part": (
        lambda _, one, other: (
            sa.update(paper).where(paper.c.id == one.id).values(parts=other.parts)
        ),
        "paper_differs",
    ),
    "the parts stand in another order": (
        lambda _, one, __: (
            sa.update(paper)
            .where(paper.c.id == one.id)
            .values(parts=" ".join(reversed(one.parts.split())))
        ),
        "paper_differs",
    ),
    "a part is left out": (
        lambda _, one, __: sa.update(paper).where(paper.c.id == one.id).values(parts="own"),
        "paper_differs",
    ),
    "the list says that there is no list": (
        lambda _, one, __: sa.update(paper).where(paper.c.id == one.id).values(parts=None),
        "blob_differs",
    ),
    "the own part is another paper's": (
        lambda _, one, other: (
            sa.update(paper).where(paper.c.id == one.id).values(blob_id=other.blob_id)
        ),
        "paper_differs",
    ),
    "the list is empty": (
        lambda _, one, __: sa.update(paper).where(paper.c.id == one.id).values(parts=" "),
        "paper_differs",
    ),
    "the list names no part at all": (
        lambda _, one, __: sa.update(paper).where(paper.c.id == one.id).values(parts="nothing"),
        "paper_differs",
    ),
}
WITHOUT_KEYS = {"shared_part_differs", "shared_part_missing", "blob_differs", "blob_missing"}


@pytest.mark.parametrize("name", ATTACKS)
def test_a_part_that_is_not_what_it_was_is_refused_and_found(desk: TestHall, name: str) -> None:
    made = walked_in(desk)
    for document_id in both(made):
        papers.stored_pdf(desk.clerk, document_id=document_id)
    agreement, slip = (stored(desk, each) for each in both(made))
    attack, expected = ATTACKS[name]
    with as_owner(desk.installation) as connection:
        assert connection.execute(attack(made, agreement, slip)).rowcount == 1
    for read in (
        lambda: papers.stored_pdf(desk.clerk, document_id=agreement.id),
        lambda: papers.show_paper(desk.clerk, new_id(), document_id=agreement.id),
        lambda: papers.job_pdf(desk.clerk, document_id=agreement.id),
    ):
        with pytest.raises(UserError, match="paper_changed"):
            read()
    found = {each.code: each.place for each in look(desk).findings}
    assert expected in found
    named = {
        "shared_part": f"shared_part {_shared(agreement).hex()}",
        "blob": f"blob {agreement.blob_id}",
        "paper": f"document {agreement.id}",
    }
    assert found[expected] == named[expected.rsplit("_", 1)[0]]
    if expected in WITHOUT_KEYS and "list" not in name:
        assert expected in {each.code for each in look(desk, None).findings}


@TRUST
@pytest.mark.parametrize("gone", [False, True])
def test_what_a_paper_says_is_checked_before_it_is_drawn(desk: TestHall, gone: bool) -> None:
    made = walked_in(desk)
    here = paper_content.c.document_id == made.slip_document_id
    with as_owner(desk.installation) as connection:
        other = sa.select(paper_content.c.sealed).where(~here)
        taken = connection.execute(other).scalar_one()
        change = sa.update(paper_content).where(here).values(sealed=taken)
        connection.execute(sa.delete(paper_content).where(here) if gone else change)
    with pytest.raises(UserError, match="tampered"):
        papers.stored_pdf(desk.clerk, document_id=made.slip_document_id)
    assert stored(desk, made.slip_document_id).sha256 is None
    code = "paper_content_missing" if gone else "paper_content_differs"
    for keys in (look(desk), look(desk, None)):
        assert (code, f"document {made.slip_document_id}") in {
            (each.code, each.place) for each in keys.findings
        }


def test_two_counters_keep_the_same_shared_part_at_once(desk: TestHall) -> None:
    """Both have looked, and neither found it, before either of them writes."""
    made = [walked_in(desk, n) for n in range(2)]
    local = (
        desk.installation.local
    )  # one writer at a time: the second looks after the first has written
    together, failed = threading.Barrier(2), []
    get = shared_parts.get

    def both_have_looked(*arguments: Any) -> bytes | None:
        found = get(*arguments)
        if not local and found is None:
            together.wait(30)
        return found

    def draw(document_id: UUID) -> None:
        try:
            papers.stored_pdf(desk.clerk, document_id=document_id)
        except BaseException as error:
            failed.append(error)

    with patch.object(shared_parts, "get", both_have_looked):
        threads = [threading.Thread(target=draw, args=[each.slip_document_id]) for each in made]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(60)
    assert failed == []
    assert len(shared(desk)) == 1
    assert look(desk).findings == ()


@TRUST
def test_new_papers_do_without_a_shared_part_that_was_damaged(desk: TestHall) -> None:
    first, second = walked_in(desk), walked_in(desk, 1)
    papers.stored_pdf(desk.clerk, document_id=first.slip_document_id)
    with as_owner(desk.installation) as connection:
        connection.execute(sa.update(shared_part).values(content=b"damaged"))
    pdf = papers.stored_pdf(desk.clerk, document_id=second.slip_document_id).pdf
    assert second.order_number in "".join(pages(pdf)).replace("-", "")
    assert papers.stored_pdf(desk.clerk, document_id=second.slip_document_id).pdf == pdf
    assert {each.code for each in look(desk).findings} == {"shared_part_differs"}


def test_a_shared_part_is_never_changed_or_removed(desk: TestHall) -> None:
    papers.stored_pdf(desk.clerk, document_id=walked_in(desk).slip_document_id)
    for statement in (sa.update(shared_part).values(content=b""), sa.delete(shared_part)):
        with (
            pytest.raises(sa.exc.DBAPIError, match="append-only"),
            desk.installation.engine.begin() as connection,
        ):
            connection.execute(statement)


@procedure("test.add_to_paper", None, writes={paper: {}, blob: {}})
def add_to_paper(work: Work, *, document_id: UUID, addition: bytes, whole: bytes) -> UUID:
    """What a signature will do: one more own part, and the digest of the whole."""
    row = work.one(paper, document_id)
    added = work.blob(row["subject_id"], "paper", addition)
    work.update(
        paper,
        document_id,
        row["version"],
        parts=f"{row['parts']} {added}",
        sha256=hashlib.sha256(whole).digest(),
    )
    return added


def test_what_is_added_to_a_paper_is_one_more_own_part(desk: TestHall) -> None:
    made = walked_in(desk)
    first = papers.stored_pdf(desk.clerk, document_id=made.agreement_document_id).pdf
    addition = b"1 0 obj\nan incremental update\nendobj\n"
    added = add_to_paper(
        desk.clerk,
        new_id(),
        document_id=made.agreement_document_id,
        addition=addition,
        whole=first + addition,
    )
    now = papers.stored_pdf(desk.clerk, document_id=made.agreement_document_id).pdf
    assert now == first + addition
    assert look(desk).findings == ()
    with as_owner(desk.installation) as connection:
        connection.execute(sa.delete(blob).where(blob.c.id == added))
    assert {each.place for each in look(desk, None).findings} == {f"blob {added}"}
    with pytest.raises(UserError, match="paper_changed"):
        papers.stored_pdf(desk.clerk, document_id=made.agreement_document_id)
