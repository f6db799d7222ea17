"""A batch of 1,000,000 postings in a ledger, against the bare statement that writes as many rows."""

from __future__ import annotations

import shutil
import sqlite3
import tempfile
import time
from datetime import date
from pathlib import Path
from unittest.mock import patch

from app.domain.ids import new_id
from app.paths import Folders
from app.services.trust import key_ring
from db.engine import file_of
from tests.bench.registry import bench
from tests.kit import desk as desks
from tests.kit import small_ledger
from tests.kit.verified import look

POSTINGS = 1_000_000
_JARS = """
    WITH RECURSIVE n(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n WHERE n < {count})
    INSERT INTO jar SELECT randomblob(16), 0 FROM n
"""
_BARE = """
    CREATE TABLE bare (id BLOB, n INT, account_id BLOB, amount INT, day TEXT, lot_id BLOB,
                       PRIMARY KEY (id, n)) STRICT, WITHOUT ROWID
"""
_COPY = "INSERT INTO bare SELECT transaction_id, n, account_id, amount, day, lot_id FROM coin"


@bench("ledger.million_postings", unit="s", goal=15)
def million_postings() -> tuple[float, float]:
    """Written, digested, signed and committed in one transaction; then verified."""
    folders = Folders(Path(tempfile.mkdtemp(prefix="counter-bench-")))
    try:
        with patch.object(key_ring, "derive", desks.derive_once):
            desks.build(folders)
            desk = desks.open_desk(folders)
            file = file_of(desk.installation.engine)
            assert file is not None
            with small_ledger.in_use(desk.installation.engine):
                driver = sqlite3.connect(file)
                driver.execute(_JARS.format(count=POSTINGS // 2))
                driver.commit()
                begun = time.perf_counter()
                small_ledger.give_every_jar(desk.clerk, new_id(), day=date(2026, 11, 30))
                seconds = time.perf_counter() - begun
                found = look(desk)
                driver.execute(_BARE)
                begun = time.perf_counter()
                driver.execute(_COPY)
                driver.commit()
                bare = time.perf_counter() - begun
                driver.close()
            desk.installation.close()
    finally:
        shutil.rmtree(folders.data)
    if not found.good or found.counts["postings"] != POSTINGS:
        raise AssertionError(f"{found.findings[:3]} in {found.counts}")
    return seconds, bare
