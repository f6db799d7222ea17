"""The heads in the second place, as a counter that has worked keeps them."""

from __future__ import annotations

import json
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import sqlalchemy as sa

from app.security.kept_heads import ChainHead, move_head
from app.services import session
from app.services.session import BEFORE, Installation
from db.schema.audit import audit_event

TEMPLATE, LONGER = "second-place-of-templates", "second-place"
"""Folders beside the runtime's: what every test begins with, and what lives longer than a test."""
Heads = dict[str, tuple[int, str]]
"""Sequence and hash (hex) by workstation."""


def chain_heads(installation: Installation) -> Heads:
    """The newest event of every chain in the database."""
    return {str(each.workstation): (each.seq, each.hash.hex()) for each in _newest(installation)}


def keep_heads(
    installation: Installation, heads: Heads | None = None, *, place: Path | None = None
) -> None:
    """Keep `heads`, or those of the database as it is, in the second place, or at `place`."""
    for head in _newest(installation):
        said = (heads or {}).get(str(head.workstation), (head.seq, head.hash.hex()))
        moved = ChainHead(
            head.deployment,
            head.workstation,
            said[0],
            bytes.fromhex(said[1]),
            head.signature,
            head.body,
        )
        move_head(place or installation.heads.place, moved)


def runtime_folder(name: str) -> Path:
    """A folder of this process's own."""
    return Path(os.environ.get("XDG_RUNTIME_DIR", tempfile.gettempdir())) / name


@contextmanager
def place_of_its_own() -> Iterator[None]:
    """Outside a test: a hall that is opened for several tests shares its second place with no other."""
    before = os.environ.get("COUNTER_SECOND_PLACE", "")
    if before in ("", str(runtime_folder(LONGER))):
        os.environ["COUNTER_SECOND_PLACE"] = tempfile.mkdtemp(dir=runtime_folder(""))
    try:
        yield
    finally:
        os.environ["COUNTER_SECOND_PLACE"] = before
        if not before:
            del os.environ["COUNTER_SECOND_PLACE"]


def kept(installation: Installation) -> ChainHead | str:
    """The head of the installation's own chain in the second place, once what waits is written."""
    installation.heads.flush()
    return installation.heads.own()


def _newest(installation: Installation) -> list[ChainHead]:
    newest = sa.select(audit_event.c.workstation_id, sa.func.max(audit_event.c.seq)).group_by(
        audit_event.c.workstation_id
    )
    pair = sa.tuple_(audit_event.c.workstation_id, audit_event.c.seq)
    with installation.engine.connect() as connection:
        rows = connection.execute(sa.select(audit_event).where(pair.in_(newest))).all()
    deployment = installation.profile.deployment
    return [
        ChainHead(deployment, row.workstation_id, row.seq, row.hash, row.signature, row.body)
        for row in rows
    ]


def keep_as_before(installation: Installation) -> None:
    """As versions before the second place: heads.json in the data folder, and nothing else."""
    installation.heads.close()
    shutil.rmtree(installation.heads.place, ignore_errors=True)
    said = json.dumps(chain_heads(installation))
    (installation.folders.data / BEFORE).write_text(said)
    installation.heads = session.Heads(
        installation.folders, installation.profile.deployment, installation.workstation.id
    )
