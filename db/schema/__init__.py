"""The tables, one module per word. A business table has `id`, `version` and, where its rows speak of
somebody, `subject_id`: whose key seals them. Everything else is technical and has no versions."""

from __future__ import annotations

from db.schema import (
    agreements,
    audit,
    authentication,
    catalogue,
    codes,
    customers,
    identity,
    interactions,
    keys,
    operations,
    orders,
    organisation,
    permits,
    policies,
    requests,
    search,
    staff,
)
from db.schema.base import metadata

__all__ = [
    "agreements",
    "audit",
    "authentication",
    "catalogue",
    "codes",
    "customers",
    "identity",
    "interactions",
    "keys",
    "metadata",
    "operations",
    "orders",
    "organisation",
    "permits",
    "policies",
    "requests",
    "search",
    "staff",
]
