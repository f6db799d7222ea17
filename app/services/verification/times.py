"""Times that run backwards inside a chain (security.md 3), by both clocks that an event names."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from app.domain.findings import Findings

_TOLERANCE = timedelta(seconds=60)
_CONFIRM = "time.confirm"
_DATES_NOTHING = frozenset(
    {
        "staff.sign_in",
        "staff.tries",
        "staff.lock",
        "staff.unlock_by_pin",
        "recover",
        "backup.restore",
        _CONFIRM,
    }
)
"""What is written while the clock is behind, beside what the workstation signs; times go on counting
from the event before it. A confirmation that was refused is among it."""


@dataclass
class WalkTimes:
    """Where a walk along one chain stands."""

    counted: tuple[datetime, ...] = ()
    back: str = ""
    """Where the clock fell behind, if it still is and nothing else was written since."""

    def check(self, place: str, body: dict[str, Any], findings: Findings) -> None:
        """The next event: a step back is a finding, or a note when nothing was dated by it."""
        now = _times(body)
        behind = any(
            before - at > _TOLERANCE for before, at in zip(self.counted, now, strict=False)
        )
        if body["procedure"] == _CONFIRM and body["details"].get("outcome") == "done":
            if behind:
                findings.note("time_confirmed", self.back or place)
        elif behind:
            self.back = self.back or place
            if body["signer"] == "workstation" or body["procedure"] in _DATES_NOTHING:
                return
            findings.add("time_back", self.back)
        elif self.back:
            findings.note("time_corrected", self.back)
        self.counted, self.back = now, ""

    def end(self, findings: Findings) -> None:
        """The chain ends while its clock is behind."""
        if self.back:
            findings.add("time_back", self.back)
            self.back = ""


def _times(body: dict[str, Any]) -> tuple[datetime, ...]:
    return tuple(datetime.fromisoformat(body[name]) for name in ("server_time", "client_time"))
