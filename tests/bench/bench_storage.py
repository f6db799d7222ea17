"""What a customer takes in the database: registered, and with both papers drawn, stored and printed.

500 customers after 500, all of them by the program's own procedures, without kept pictures; one in ten has a
rare character in the name. Of the second 500 both figures are taken, and printed by table.
"""

from __future__ import annotations

import functools
import shutil
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from unittest.mock import patch
from uuid import UUID

import psycopg
import sqlalchemy as sa

from app.domain.ids import new_id
from app.domain.registration.form import RegistrationForm, SubscriptionForm
from app.paths import Folders
from app.services import papers, registration
from app.services.registration import Registered
from app.services.trust import key_ring
from db.engine import is_sqlite
from tests.bench.registry import bench
from tests.kit import crowd, forms, postgres
from tests.kit import desk as desks
from tests.kit.desk import TestHall

COUNT = 500
OPENED = 40
RARE = "䶮㛃𬭎𫖯𠅤𪚥"
"""The last of them stands in no font but the rare one."""
REGISTERED, WITH_PAPERS = 18_000, 65_000
"""Bytes a customer may take (house.md 0.5)."""

Sizes = Counter[str]


@functools.cache
def on_sqlite() -> tuple[Sizes, Sizes]:
    """Bytes a customer by table, registered and with papers, in the file."""
    with _folders() as folders:
        desks.build(folders)
        return _measure(desks.open_desk(folders))


@functools.cache
def on_postgresql() -> tuple[Sizes, Sizes]:
    """The same on a server of its own, indexes and long values included."""
    server = postgres.Server()
    server.start()
    try:
        where = f"host={server.folder} user={postgres.USER} dbname=postgres"
        with psycopg.connect(where, autocommit=True) as admin:
            admin.execute("CREATE DATABASE hall")
        with _folders() as folders:
            desks.build(folders, postgres.url(server.folder, "hall"))
            return _measure(desks.open_desk(folders))
    finally:
        server.remove()


@contextmanager
def _folders() -> Iterator[Folders]:
    folders = Folders(Path(tempfile.mkdtemp(prefix="counter-bench-")))
    try:
        with patch.object(key_ring, "derive", desks.derive_once):
            yield folders
    finally:
        shutil.rmtree(folders.data)


def _measure(desk: TestHall) -> tuple[Sizes, Sizes]:
    places = [desk.place(n) for n in range(8)]
    engine = desk.installation.engine
    try:
        for made in [_register(desk, places, n) for n in range(COUNT)]:
            _print_both(desk, made)
        before = sizes(engine)
        registered = [_register(desk, places, COUNT + n) for n in range(COUNT)]
        between = sizes(engine)
        for made in registered:
            _print_both(desk, made)
        after = sizes(engine)
    finally:
        desk.installation.close()
    return _each(between, before), _each(after, before)


def _register(desk: TestHall, places: list[str], n: int) -> Registered:
    return registration.register(desk.clerk, new_id(), form=_form(n, places[n % len(places)]))


def _form(n: int, place: str) -> RegistrationForm:
    """The n-th of the crowd, who comes in and takes television."""
    each = crowd.invent(n)
    assert each.birth_date is not None
    who = replace(
        forms.person(each.name, each.birth_date, phone=f"138{n:08d}"),
        number=each.number,
        sex="male" if int(each.number[16]) % 2 else "female",
        id_address=f"广东省广州市{each.place}",
    )
    if n % 10 == 0:
        who = replace(who, name=each.name[0] + RARE[n // 10 % len(RARE)])
    taken = SubscriptionForm("TV-BASIC", place, each.equipment)
    return forms.individual(place, holder=who, subscriptions=(taken,), at_address="additional")


def _print_both(desk: TestHall, made: Registered) -> None:
    for document_id in (made.agreement_document_id, made.slip_document_id):
        _print(desk, document_id)


def _print(desk: TestHall, document_id: UUID) -> None:
    job = papers.job_pdf(desk.clerk, document_id=document_id)
    sent = papers.send_to_printer(
        desk.clerk,
        new_id(),
        document_id=document_id,
        printer="A4-1",
        copies=papers.COPIES[job.kind],
        reprint=job.reprint,
    )
    papers.answer_print(desk.clerk, new_id(), job_id=sent.job_id, outcome="good")


def sizes(engine: sa.Engine) -> Sizes:
    """Bytes by table, what belongs to it included."""
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        if is_sqlite(engine):
            connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
            found = connection.exec_driver_sql(
                "SELECT coalesce(m.tbl_name, d.name), sum(d.pgsize) FROM dbstat d "
                "LEFT JOIN sqlite_master m ON m.name = d.name GROUP BY 1"
            )
        else:
            connection.exec_driver_sql("VACUUM")
            found = connection.exec_driver_sql(
                "SELECT relname, pg_total_relation_size(oid) FROM pg_class "
                "WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace"
            )
        return Counter({table: int(size) for table, size in found})


def _each(after: Sizes, before: Sizes) -> Sizes:
    return Counter({table: (size - before[table]) // COUNT for table, size in after.items()})


def _total(measured: Callable[[], tuple[Sizes, Sizes]], which: int, what: str) -> float:
    found = measured()[which]
    listed = ", ".join(f"{table} {size:,}" for table, size in found.most_common() if size)
    print(f"bytes a customer {what}: {listed}")
    return float(sum(found.values()))


@bench("storage.registered_bytes", unit="bytes", goal=REGISTERED)
def registered_bytes() -> float:
    """A registered customer on SQLite."""
    return _total(on_sqlite, 0, "registered, SQLite")


@bench("storage.with_papers_bytes", unit="bytes", goal=WITH_PAPERS)
def with_papers_bytes() -> float:
    """A customer with both papers on SQLite."""
    return _total(on_sqlite, 1, "with papers, SQLite")


@bench("storage.registered_bytes_postgresql", unit="bytes", goal=REGISTERED)
def registered_bytes_postgresql() -> float:
    """A registered customer on PostgreSQL."""
    return _total(on_postgresql, 0, "registered, PostgreSQL")


@bench("storage.with_papers_bytes_postgresql", unit="bytes", goal=WITH_PAPERS)
def with_papers_bytes_postgresql() -> float:
    """A customer with both papers on PostgreSQL."""
    return _total(on_postgresql, 1, "with papers, PostgreSQL")


@bench("storage.open_agreement_ms", unit="ms", goal=100)
def open_agreement_ms() -> float:
    """A stored agreement put together, proved and handed over, its event included: the worst of many."""
    with _folders() as folders:
        desks.build(folders)
        desk = desks.open_desk(folders)
        try:
            made = _register(desk, [desk.place()], 0)
            first = papers.stored_pdf(desk.clerk, document_id=made.agreement_document_id).pdf
            taken = []
            for _ in range(OPENED):
                begun = time.perf_counter()
                shown = papers.show_paper(
                    desk.clerk, new_id(), document_id=made.agreement_document_id
                )
                taken.append(1000 * (time.perf_counter() - begun))
                assert shown.pdf == first
            return max(taken)
        finally:
            desk.installation.close()
