"""Is the base what the signed record says? Chains, signatures, versions, records, papers, keys.

`verify` walks everything and writes nothing. `verify_for_person` does the same for a signed-in person who has the
right, with the keys of that person's session. `check_slip` and `check_slip_for_person` look for the event that a
slip prints at its foot. A finding is a code, a sentence and a place
(app/domain/findings.py).

Rules: R-155; security.md 3 and 4, data.md 4.
"""

from app.services.verification.slip_head import SlipChecked, check_slip, check_slip_for_person
from app.services.verification.whole_check import verify, verify_for_person

__all__ = [
    "SlipChecked",
    "check_slip",
    "check_slip_for_person",
    "verify",
    "verify_for_person",
]
