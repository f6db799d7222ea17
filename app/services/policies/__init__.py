"""Stub until joined."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from app.domain.default_policies import DEFAULT_POLICIES
from app.domain.policies import Policy
from app.services.procedure import Query

__all__ = ["in_force", "standing_delegation"]


def in_force(query: Query, kind: str) -> Policy:
    return DEFAULT_POLICIES[kind]


def standing_delegation(query: Query, staff_id: UUID, at: datetime) -> tuple[UUID, ...]:
    return ()
