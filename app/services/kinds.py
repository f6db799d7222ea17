"""Imports every procedure, so that the registry knows all kinds of operations without any
screen."""

from __future__ import annotations

from app.services import (  # noqa: F401 - importing them declares their kinds
    approvals,
    authentication,
    backup,
    catalogue,
    changes,
    customers,
    identity,
    papers,
    policies,
    registration,
    sample,
    setup,
    staff,
    trust,
)
from app.services.procedure import REGISTRY, Declaration

__all__ = ["FROZEN", "REGISTRY", "Declaration"]

FROZEN = frozenset(
    {
        "customers.register",
        "documents.look",
        "documents.store",
        "identity_images.show",
        "permits.grant",
        "printing.answer",
        "printing.record",
        "printing.send",
        "reader.choose",
        "recover",
        "roots.due",
        "roots.told",
        "roots.unvouched",
        "rules.edit",
        "search.index",
        "search.leave",
        "setup",
        "staff.hand_on",
        "time.confirm",
        "workstation.new_key",
    }
)
"""Kinds that do not bear the name of their package, from before that was the rule. None is added."""
