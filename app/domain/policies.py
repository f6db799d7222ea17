"""审批政策: what each kind of change asks for before it is done (R-005, R-061, R-071, R-077, R-165).

A request of several kinds is judged by the strictest of them. A request that waits longer than its hours is
overdue: it goes to the top of the list of everybody who may decide it. After twice its hours it expires and
its maker is told. What was done before its review (先办后审) stays overdue until somebody reviews it, because
it is done already. Hours are counted on the clock from the moment of the request, nights and days off included.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Literal, cast, get_args

from app.errors import QT_TR_NOOP, Problem

Mode = Literal["at_once", "reviewed_after", "approved"]
"""The stricter the later: nobody is asked, somebody else looks at it afterwards, somebody else approves first."""
AskedBy = Literal["holder", "agent", "guardian", "handler"]
Authentication = Literal["none", "sms", "password", "document"]
"""How somebody proves who they are; the later ones do where an earlier one is asked for."""
Circumstance = Literal[
    "by_agent", "under_contract", "arrears", "typed", "face_differs", "later_day", "over_limit"
]
Prints = Literal["on_wish", "slip", "form_and_slip"]

MODES: dict[Mode, str] = {
    "at_once": QT_TR_NOOP("Done at once"),
    "reviewed_after": QT_TR_NOOP("Done first, reviewed afterwards"),
    "approved": QT_TR_NOOP("Approved first"),
}
ASKED_BY: dict[AskedBy, str] = {
    "holder": QT_TR_NOOP("Holder"),
    "agent": QT_TR_NOOP("Agent"),
    "guardian": QT_TR_NOOP("Guardian"),
    "handler": QT_TR_NOOP("Handler of the unit"),
}
AUTHENTICATIONS: dict[Authentication, str] = {
    "none": QT_TR_NOOP("No authentication"),
    "sms": QT_TR_NOOP("Code by text message"),
    "password": QT_TR_NOOP("Service password"),
    "document": QT_TR_NOOP("Identity document"),
}
CIRCUMSTANCES: dict[Circumstance, str] = {
    "by_agent": QT_TR_NOOP("An agent asks"),
    "under_contract": QT_TR_NOOP("Under contract"),
    "arrears": QT_TR_NOOP("In arrears"),
    "typed": QT_TR_NOOP("The document was typed"),
    "face_differs": QT_TR_NOOP("Person and document are not alike"),
    "later_day": QT_TR_NOOP("On a later day"),
    "over_limit": QT_TR_NOOP("Over the limit"),
}
PRINTS: dict[Prints, str] = {
    "on_wish": QT_TR_NOOP("Slip if the customer wishes"),
    "slip": QT_TR_NOOP("Slip"),
    "form_and_slip": QT_TR_NOOP("Application form and slip"),
}
MOST_STEPS = 3
MOST_HOURS = 168
LONGEST_TEXT = 200
"""Characters of what the customer brings and of a source."""


@dataclass(frozen=True)
class Approval:
    """Whether somebody else is asked, and how many one after the other: 0 when at once, else 1 to MOST_STEPS."""

    mode: Mode
    steps: int


AT_ONCE = Approval("at_once", 0)
APPROVED = Approval("approved", 1)


@dataclass(frozen=True)
class Policy:
    """What one kind of change asks for. Texts are English sources, or what an administrator typed."""

    kind: str
    approval: Approval
    asked_by: frozenset[AskedBy]
    """who may ask for it; `proofs` says who could be allowed to at all"""
    proofs: Mapping[AskedBy, tuple[str, ...]]
    """codes of the papers that are attached (PROOFS of app.domain.default_policies), by who asks"""
    authentication: Authentication
    """the lowest that will do"""
    source: str
    stricter: Mapping[Circumstance, Approval] = field(default_factory=dict)
    """what is asked for where a circumstance holds"""
    hours: int = 24
    """how long a request may wait before it is overdue"""
    checks: tuple[str, ...] = ()
    """codes of what is looked at first (CHECKS of app.domain.default_policies)"""
    fee: str = ""
    """the kind of a fee line of the catalogue; '' for none"""
    paper_only: bool = False
    """papers of inheritance and guardianship are signed on paper, by law"""
    prints: Prints = "slip"
    brings: str = ""
    """what the customer brings besides the papers"""

    @property
    def mode(self) -> Mode:
        return self.approval.mode

    @property
    def steps(self) -> int:
        return self.approval.steps


@dataclass(frozen=True)
class PolicyForm:
    """What an administrator may change of a policy: as it is stored, and as it is on the screen."""

    mode: Mode
    steps: int
    hours: int
    stricter: dict[str, Approval]
    asked_by: tuple[AskedBy, ...]
    authentication: Authentication
    prints: Prints
    brings: str
    source: str


def form_of(policy: Policy) -> PolicyForm:
    """The part of `policy` that may be changed; who asks is in the order of ASKED_BY."""
    return PolicyForm(
        mode=policy.mode,
        steps=policy.steps,
        hours=policy.hours,
        stricter={str(each): approval for each, approval in policy.stricter.items()},
        asked_by=tuple(each for each in ASKED_BY if each in policy.asked_by),
        authentication=policy.authentication,
        prints=policy.prints,
        brings=policy.brings,
        source=policy.source,
    )


def with_form(default: Policy, form: PolicyForm) -> Policy:
    """`default` with what `form` says."""
    return replace(
        default,
        approval=Approval(form.mode, form.steps),
        hours=form.hours,
        stricter=cast(Mapping[Circumstance, Approval], form.stricter),
        asked_by=frozenset(form.asked_by),
        authentication=form.authentication,
        prints=form.prints,
        brings=form.brings.strip(),
        source=form.source.strip(),
    )


@dataclass(frozen=True)
class Asked:
    """What a request asks for. `hours` is 0 where nobody is asked."""

    mode: Mode
    steps: int
    hours: int


def asks(policy: Policy, circumstances: Iterable[Circumstance] = ()) -> Asked:
    """What `policy` asks for under these circumstances; those that it does not name change nothing.

    ValueError for a circumstance that nobody knows.
    """
    found = [policy.approval]
    for each in circumstances:
        if each not in CIRCUMSTANCES:
            raise ValueError(f"no such circumstance: {each}")
        found.append(policy.stricter.get(each, policy.approval))
    return strictest(
        Asked(each.mode, each.steps, policy.hours if each.steps else 0) for each in found
    )


def strictest(asked: Iterable[Asked]) -> Asked:
    """The strictest mode, the most steps and the shortest hours; ValueError of nothing."""
    found = list(asked)
    return Asked(
        max((each.mode for each in found), key=get_args(Mode).index),
        max(each.steps for each in found),
        min((each.hours for each in found if each.steps), default=0),
    )


def is_enough(given: Authentication, needed: Authentication) -> bool:
    """Whether who proved themselves by `given` may have what asks for `needed`."""
    ranks = get_args(Authentication)
    return ranks.index(given) >= ranks.index(needed)


def overdue_at(made_at: datetime, hours: int) -> datetime:
    """From when on a waiting request is overdue."""
    return made_at + timedelta(hours=hours)


def expires_at(mode: Mode, made_at: datetime, hours: int) -> datetime | None:
    """When a waiting request expires; None for one that is done already and waits for its review."""
    return made_at + timedelta(hours=2 * hours) if mode == "approved" else None


def check_policy(policy: Policy, default: Policy, *, never_after: bool) -> list[Problem]:
    """What speaks against an administrator's `policy` in the place of `default`.

    `never_after`: this kind is never done before somebody approved it.
    """
    problems = _check_approval("approval", policy.approval, never_after)
    for circumstance, approval in policy.stricter.items():
        if circumstance in default.stricter:
            problems += _check_approval(f"stricter.{circumstance}", approval, never_after)
        else:
            text = QT_TR_NOOP("This circumstance is not known of this kind of change.")
            problems.append(Problem(f"stricter.{circumstance}", "no_circumstance", text))
    if not (type(policy.hours) is int and 1 <= policy.hours <= MOST_HOURS):
        text = QT_TR_NOOP("Type a whole number from {least} to {most}.")
        values: dict[str, str | int] = {"least": 1, "most": MOST_HOURS}
        problems.append(Problem("hours", "value_range", text, values))
    if not policy.asked_by or not policy.asked_by <= default.proofs.keys():
        text = QT_TR_NOOP("Choose at least one of those who can ask for this.")
        problems.append(Problem("asked_by", "nobody_asks", text))
    problems += _check_authentication(policy.authentication, default.authentication)
    if policy.prints not in PRINTS:
        problems.append(Problem("prints", "not_listed", QT_TR_NOOP("Choose from the list.")))
    return problems + _check_text("brings", policy.brings) + _check_source(policy.source)


def _check_approval(where: str, approval: Approval, never_after: bool) -> list[Problem]:
    if approval.mode == "reviewed_after" and never_after:
        text = QT_TR_NOOP(
            "This is never done before somebody else approved it. Choose approval, or none."
        )
        return [Problem(where, "never_after", text)]
    lowest, most = (0, 0) if approval.mode == "at_once" else (1, MOST_STEPS)
    known = approval.mode in MODES and type(approval.steps) is int
    if known and lowest <= approval.steps <= most:
        return []
    text = QT_TR_NOOP("Choose done at once, or 1 to {most} persons who look at it.")
    return [Problem(where, "steps_range", text, {"most": MOST_STEPS})]


def _check_authentication(given: Authentication, default: Authentication) -> list[Problem]:
    if given not in AUTHENTICATIONS:
        text = QT_TR_NOOP("Choose from the list.")
        return [Problem("authentication", "not_listed", text)]
    if default == "document" and given != "document":
        text = QT_TR_NOOP("This is done with the identity document only, by law.")
        return [Problem("authentication", "document_by_law", text)]
    return []


def _check_text(where: str, typed: str) -> list[Problem]:
    if len(typed) <= LONGEST_TEXT and (not typed or typed.isprintable()):
        return []
    text = QT_TR_NOOP("Type one line of at most {most} characters.")
    return [Problem(where, "value_text", text, {"most": LONGEST_TEXT})]


def _check_source(typed: str) -> list[Problem]:
    if typed.strip():
        return _check_text("source", typed)
    text = QT_TR_NOOP("Say where this rule comes from, such as a notice of the operator.")
    return [Problem("source", "source_missing", text)]
