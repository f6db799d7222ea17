"""UUIDv7 (RFC 9562): row ids are made by the client, because a seal binds the row id before it is stored."""

from __future__ import annotations

import os
import threading
import time
from uuid import UUID

_lock = threading.Lock()
_last = 0


def new_id() -> UUID:
    """A new UUIDv7, strictly increasing within this process (48 bits of milliseconds, 12 bits of counter)."""
    global _last
    with _lock:
        stamp = max(time.time_ns() // 1_000_000 << 12, _last + 1)
        _last = stamp
    random = int.from_bytes(os.urandom(8)) >> 2
    value = ((stamp >> 12) << 16 | 0x7000 | (stamp & 0xFFF)) << 64 | 1 << 63 | random
    return UUID(int=value)
