"""Verification of a hall with 10,000 events, 1,000 of them registrations, with all keys."""

from __future__ import annotations

import shutil
import tempfile
import time
from pathlib import Path
from unittest.mock import patch

from app.paths import Folders
from app.services.trust import key_ring
from tests.bench.registry import bench
from tests.kit import crowd
from tests.kit import desk as desks
from tests.kit.quick_events import append_quickly
from tests.kit.verified import look

EVENTS, REGISTRATIONS = 10_000, 1_000


@bench("verify.events_10000", unit="s", goal=5)
def ten_thousand_events() -> float:
    """Seconds of processor time; everything is found to be in order."""
    folders = Folders(Path(tempfile.mkdtemp(prefix="counter-bench-")))
    try:
        with patch.object(key_ring, "derive", desks.derive_once):
            desks.build(folders)
            desk = desks.open_desk(folders)
            for each in crowd.people(REGISTRATIONS):
                crowd.add(desk.clerk, [each])
            append_quickly(desk, EVENTS - REGISTRATIONS)
            begun = time.process_time()
            found = look(desk)
            seconds = time.process_time() - begun
            desk.installation.close()
    finally:
        shutil.rmtree(folders.data)
    if not found.good or found.counts["events"] < EVENTS:
        raise AssertionError(f"{found.findings[:3]} in {found.counts}")
    return seconds
