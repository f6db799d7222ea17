"""One example call of every procedure, for its standard tests (tests.kit.standard): a new procedure gives
its own here, beside those of its word."""

from __future__ import annotations

from app.services import approvals
from tests.kit.examples import asking, counter, hall, people, requests
from tests.kit.standard import Example

EXAMPLES: dict[str, Example] = {
    **asking.EXAMPLES,
    **counter.EXAMPLES,
    **hall.EXAMPLES,
    **people.EXAMPLES,
    **requests.EXAMPLES,
}

BEFORE_SIGN_IN = {
    "recover": "nobody is signed in, and it makes its own operation: tests/db/setup/test_recovery.py",
    "setup": "nobody is signed in, and it makes its own operation: tests/db/setup/test_new_hall.py",
}
"""Kinds without an example. Their events, what they write and verification are tested as everybody's."""
OF_REQUESTS = {each.procedure for each in approvals.KINDS.values()}
"""Kinds of change: nobody calls them, a request of one is carried out (tests/db/approvals/test_every_kind.py)."""
