"""T19: a day's work with known names and numbers, then a search of every byte it left."""

from __future__ import annotations

import base64
import logging
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
import sqlalchemy as sa

from app import log
from app.domain.canonical import to_plain
from app.domain.ids import new_id
from app.domain.permissions import Role
from app.domain.registration.form import DiscountForm
from app.errors import Refused, UserError
from app.services import backup, customers, drafts, papers, registration, staff
from app.services.drafts import Draft
from app.services.staff import lock, set_pin
from app.settings import PRINTER_SLIP, Settings
from tests.kit import figures, forms
from tests.kit.attack import as_owner
from tests.kit.desk import MORNING, NAMES, TestHall

SEED = 20261122
HOLDER = forms.person("欧阳䶮金丝雀", date(1990, 3, 7), serial=152, phone="13912345671")
CHILD_BORN = date(2019, 5, 6)
ADDRESS = "广东省广州市越秀区金丝雀路 77 号"
MAIL = "金丝雀信箱 9988 号"
EMAIL = "canary.yellow@example.org"
SECOND = "13912345672"
REMARK = "金丝雀备注：晚上来装"
PROOF = "金丝雀证 JS-556677"
REASON = "金丝雀理由：核对地址"

CANARIES = (
    HOLDER.name,
    HOLDER.number,
    HOLDER.phone,
    HOLDER.birth_date,
    HOLDER.birth_date.replace("-", ""),
    ADDRESS,
    MAIL,
    EMAIL,
    SECOND,
    REMARK,
    PROOF,
    REASON,
    "金丝雀",
    *NAMES.values(),
)


def encodings(text: str) -> Iterator[bytes]:
    """The forms in which a text may lie in a file; base64 at each of its three alignments."""
    for coding in ("utf-8", "utf-16-le", "utf-16-be"):
        raw = text.encode(coding)
        yield raw
        for shift in range(3):
            encoded = base64.b64encode(bytes(shift) + raw)
            # the first and last groups also hold the neighbours' bits: what is left is the text's own
            yield encoded[4 if shift else 0 : -4]
    yield text.encode("unicode_escape")
    yield text.encode("utf-8").hex().encode()


NEEDLES = [(text, needle) for text in CANARIES for needle in encodings(text) if len(needle) >= 6]


def found_in(folders: list[Path]) -> list[str]:
    """Every canary in every file, with the file's name; names of files are searched too."""
    hits = []
    for folder in folders:
        for file in folder.rglob("*"):
            content = file.name.encode() + (file.read_bytes() if file.is_file() else b"")
            hits += [f"{file.name}: {text}" for text, needle in NEEDLES if needle in content]
    return hits


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the system's temporary files of this test go."""
    folder = tmp_path / "tmp"
    folder.mkdir()
    monkeypatch.setenv("TMPDIR", str(folder))
    monkeypatch.setattr("tempfile.tempdir", None)
    return folder


@pytest.fixture
def logged(local_desk: TestHall) -> Iterator[None]:
    """The program's own log, everything that libraries say included."""
    handler = log.start(local_desk.folders.logs)
    handler.setLevel(logging.DEBUG)
    root, engine = logging.getLogger(), logging.getLogger("sqlalchemy.engine")
    levels = root.level, engine.level
    root.setLevel(logging.DEBUG)
    engine.setLevel(logging.DEBUG)
    yield
    root.setLevel(levels[0])
    engine.setLevel(levels[1])
    log.stop(handler)


def a_day(desk: TestHall, backups: Path) -> None:
    """Drafts, registrations, a refusal, a search, looks, papers, prints, a bug, a lock, a backup."""
    clerk = desk.clerk
    form = replace(
        forms.individual(desk.place(0)),
        holder=replace(HOLDER, id_address=ADDRESS),
        second_contact=HOLDER.name,
        second_phone=SECOND,
        email=EMAIL,
        mailing_address=MAIL,
        remark=REMARK,
        discounts=(DiscountForm("disability", PROOF, "2030-01-01"),),
    )
    plain = to_plain(form)
    assert isinstance(plain, dict)
    draft = Draft(new_id(), "registration", HOLDER.name, "2", plain, MORNING)
    drafts.save(clerk, draft=draft)
    made = registration.register(clerk, new_id(), form=form)
    with pytest.raises(Refused):  # the same document again
        registration.register(clerk, new_id(), form=form)
    child = forms.child(desk.place(1), CHILD_BORN)
    drafts.save(clerk, draft=replace(draft, id=new_id(), form=to_plain(child), held=True))  # type: ignore[arg-type]
    for text in (HOLDER.name, HOLDER.number, HOLDER.phone, HOLDER.phone[-4:]):
        customers.find(clerk, text=text)
    who = {"customer_id": made.customer_id}
    customers.record_view(clerk, new_id(), reason=REASON, **who)
    view = customers.open_customer(clerk, customer_id=made.customer_id)
    assert HOLDER.name not in repr(view)
    customers.reveal(clerk, new_id(), field="name", reason=REASON, **who)
    for document_id in (made.agreement_document_id, made.slip_document_id):
        papers.stored_pdf(clerk, document_id=document_id)
        papers.job_pdf(clerk, document_id=document_id)
        papers.record_print(
            clerk,
            new_id(),
            document_id=document_id,
            outcome="jammed",
            printer="counter",
            reason=REASON,
        )
    Settings(desk.folders.settings).set(PRINTER_SLIP, "counter")
    try:
        raise ValueError(f"{HOLDER.name} {HOLDER.number}")
    except ValueError as error:
        log.log_bug(error)
    with pytest.raises(UserError):
        customers.reveal(clerk, new_id(), field="x", reason=REASON, **who)
    set_pin(clerk, "402917")
    staff.record_lock(clerk, idle=True)
    again = lock(clerk).unlock_pin("402917")
    drafts.discard(again, draft_id=draft.id)
    backup.backup(desk.session(Role.ADMINISTRATOR), backups / "hall.backup")


def test_a_days_work_leaves_no_name_number_phone_or_address_in_clear(
    local_desk: TestHall, logged: None, temporary: Path, tmp_path: Path
) -> None:
    backups = tmp_path / "backups"
    backups.mkdir()
    a_day(local_desk, backups)
    everywhere = [local_desk.folders.data, temporary, backups]
    files = [file for folder in everywhere for file in folder.rglob("*") if file.is_file()]
    names = {file.name for file in files}
    assert {"counter.db", "counter.db-wal", "counter.log", "settings.ini", "hall.backup"} <= names
    assert any(name.endswith(".draft") for name in names)
    assert found_in(everywhere) == []
    figures.publish("T19 canary", seed=SEED, canaries=len(CANARIES), files=len(files), hits=0)


def test_a_plain_column_would_be_found(local_desk: TestHall, logged: None, tmp_path: Path) -> None:
    """Sabotage control: one name in clear in the database, in the log, in a file's name."""
    with as_owner(local_desk.installation) as connection:
        connection.execute(sa.text("CREATE TABLE notes (text TEXT)"))
        connection.execute(sa.text("INSERT INTO notes VALUES (:name)"), {"name": HOLDER.name})
    assert any(HOLDER.name in hit for hit in found_in([local_desk.folders.data]))
    for coding in ("utf-8", "utf-16-le", "utf-16-be"):
        for before in range(3):
            folder = tmp_path / f"{coding}{before}"
            folder.mkdir()
            inside = b"x" * before + HOLDER.name.encode(coding) + b"yz"
            (folder / "raw").write_bytes(inside)
            (folder / "encoded").write_bytes(base64.b64encode(inside))
            hits = found_in([folder])
            assert {hit.split(":")[0] for hit in hits} == {"raw", "encoded"}
    folder = tmp_path / "names"
    folder.mkdir()
    (folder / f"{HOLDER.number}.pdf").touch()
    assert any(HOLDER.number in hit for hit in found_in([folder]))
