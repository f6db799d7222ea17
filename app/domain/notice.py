"""办理须知: what a customer brings and may expect, made out of the policy of a change (R-165)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from app.domain.catalogue import FEE_KINDS
from app.domain.default_policies import CHECKS, PROOFS
from app.domain.policies import (
    ASKED_BY,
    CIRCUMSTANCES,
    Approval,
    Authentication,
    Policy,
    Prints,
    asks,
)
from app.errors import QT_TR_NOOP


@dataclass(frozen=True)
class NoticeLine:
    """An English source sentence and what fills its {placeholders}."""

    text: str
    values: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class NoticePart:
    """What stands under one title. `numbered` is done in this order."""

    title: str
    lines: tuple[NoticeLine, ...]
    numbered: bool = False


_IDENTIFIED: dict[Authentication, str] = {
    "sms": QT_TR_NOOP(
        "Prove who you are with a code by text message, the service password or the identity document."
    ),
    "password": QT_TR_NOOP("Prove who you are with the service password or the identity document."),
    "document": QT_TR_NOOP("Your identity document is read and compared with you."),
}
_PRINTED: dict[Prints, str] = {
    "on_wish": QT_TR_NOOP("You get a slip if you wish."),
    "slip": QT_TR_NOOP("Check the slip, sign it and keep your copy."),
    "form_and_slip": QT_TR_NOOP(
        "Fill in and sign the application form; keep its receipt and your copy of the slip."
    ),
}


def notice(policy: Policy) -> tuple[NoticePart, ...]:
    """What to bring, by who comes; what is looked at; steps; where it is approved first; time limit; fee; source.

    No part is empty.
    """
    bring = [(ASKED_BY[who], policy.proofs[who]) for who in ASKED_BY if who in policy.asked_by]
    parts = [
        *(_part(who, [PROOFS[each] for each in papers]) for who, papers in bring),
        _part(QT_TR_NOOP("Please bring as well"), [policy.brings]),
        _part(QT_TR_NOOP("Looked at first"), [CHECKS[each] for each in policy.checks]),
        NoticePart(QT_TR_NOOP("Steps"), _steps(policy), numbered=True),
        _part(QT_TR_NOOP("Approved first where"), _stricter(policy)),
        NoticePart(QT_TR_NOOP("Time limit"), _times(policy)),
        _part(QT_TR_NOOP("Fee"), _fee(policy)),
        _part(QT_TR_NOOP("Source of the rule"), [policy.source]),
    ]
    return tuple(each for each in parts if each.lines)


def _part(title: str, texts: Iterable[str]) -> NoticePart:
    return NoticePart(title, tuple(NoticeLine(text) for text in texts if text))


def _steps(policy: Policy) -> tuple[NoticeLine, ...]:
    texts = [
        QT_TR_NOOP("Hand in the papers at the counter."),
        _IDENTIFIED.get(policy.authentication),
    ]
    lines = [*map(NoticeLine, filter(None, texts)), _decided(policy.approval)]
    if policy.paper_only:
        lines.append(NoticeLine(QT_TR_NOOP("By law this is signed on paper, not on a screen.")))
    return (*lines, NoticeLine(_PRINTED[policy.prints]))


def _decided(approval: Approval) -> NoticeLine:
    if approval.mode == "at_once":
        return NoticeLine(QT_TR_NOOP("The clerk does it while you wait."))
    if approval.mode == "reviewed_after":
        return NoticeLine(
            QT_TR_NOOP("The clerk does it while you wait; a colleague reviews it afterwards.")
        )
    if approval.steps == 1:
        return NoticeLine(QT_TR_NOOP("A supervisor approves it, then it is done."))
    text = QT_TR_NOOP("{steps} persons approve it one after the other, then it is done.")
    return NoticeLine(text, {"steps": approval.steps})


def _stricter(policy: Policy) -> list[str]:
    """Circumstances in which somebody approves what is done at once otherwise."""
    if asks(policy).mode == "approved":
        return []
    return [text for each, text in CIRCUMSTANCES.items() if asks(policy, [each]).mode == "approved"]


def _times(policy: Policy) -> tuple[NoticeLine, ...]:
    decided = NoticeLine(QT_TR_NOOP("Decided within {hours} hours."), {"hours": policy.hours})
    if policy.mode == "approved":
        return (decided,)
    at_once = NoticeLine(QT_TR_NOOP("Done while you wait."))
    if not _stricter(policy):
        return (at_once,)
    text = QT_TR_NOOP("Where it is approved first: decided within {hours} hours.")
    return (at_once, NoticeLine(text, {"hours": policy.hours}))


def _fee(policy: Policy) -> list[str]:
    owed = {"arrears", "contract"} & set(policy.checks)
    settled = QT_TR_NOOP("Arrears and what the contract names are settled first.")
    own = [FEE_KINDS[fee] for fee in FEE_KINDS if fee == policy.fee]
    price = QT_TR_NOOP("By the price list of the hall.") if own else QT_TR_NOOP("Free of charge.")
    return [*own, price, *([settled] if owed else [])]
