"""How much waits for this person, and what came back, for the top bar."""

from __future__ import annotations

from dataclasses import dataclass

import sqlalchemy as sa

from app.domain.permissions import Permission
from app.domain.requests import RequestStatus
from app.services.approvals.listing import MOST_COUNTED, count_to_decide, may_ever_decide
from app.services.procedure import Query, query
from db.schema.requests import change_request


@dataclass(frozen=True)
class RequestCounts:
    """`to_decide` and `waiting` (own ones) are MOST_COUNTED at most; `came_back` are own ones that were returned or
    overtaken."""

    may_decide: bool
    to_decide: int
    waiting: int
    came_back: int


@query(None)
def counts(query: Query) -> RequestCounts:
    """All of them, 0 where the role has none."""
    may_decide = may_ever_decide(query)
    mine = query.session.may(Permission.CUSTOMER_CHANGE)
    back = (RequestStatus.RETURNED.value, RequestStatus.OVERTAKEN.value)
    return RequestCounts(
        may_decide,
        count_to_decide(query) if may_decide else 0,
        _mine(query, (RequestStatus.WAITING.value,)) if mine else 0,
        _mine(query, back) if mine else 0,
    )


def _mine(query: Query, statuses: tuple[str, ...]) -> int:
    c = change_request.c
    where = (c.maker_id == query.session.actor.id, c.status.in_(statuses), c.steps > 0)
    some = sa.select(c.id).where(*where).limit(MOST_COUNTED).subquery()
    count: int = query.execute(sa.select(sa.func.count()).select_from(some)).scalar_one()
    return count
