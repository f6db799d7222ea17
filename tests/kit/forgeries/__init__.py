"""What somebody with a real key does who is not allowed to, each with the finding that must name it (H1)."""

from __future__ import annotations

from tests.kit.forgeries import asking, events, money, permits, policies, rows
from tests.kit.forging import Forgery

FORGERIES: dict[Forgery, str] = {
    **asking.FORGERIES,
    **events.FORGERIES,
    **money.FORGERIES,
    **permits.FORGERIES,
    **policies.FORGERIES,
    **rows.FORGERIES,
}
