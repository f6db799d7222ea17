"""Which approval a change asks for: of one policy, of several at once, and of what an administrator typed."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any, cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.catalogue import FEE_KINDS
from app.domain.default_policies import CHECKS, DEFAULT_POLICIES, GROUPS, KINDS, NEVER_AFTER, PROOFS
from app.domain.policies import (
    APPROVED,
    AT_ONCE,
    AUTHENTICATIONS,
    CIRCUMSTANCES,
    MODES,
    MOST_STEPS,
    PRINTS,
    Approval,
    Asked,
    asks,
    check_policy,
    expires_at,
    is_enough,
    overdue_at,
    strictest,
)

ORDER = ["at_once", "reviewed_after", "approved"]
WAITING = st.builds(
    Asked,
    st.sampled_from(["reviewed_after", "approved"]),
    st.integers(1, MOST_STEPS),
    st.integers(1, 168),
)
ASKS = st.one_of(st.just(Asked("at_once", 0, 0)), WAITING)
POLICIES = st.sampled_from(list(DEFAULT_POLICIES.values()))
NEEDS_APPROVAL = {"name", "document", "birth_date", "merge", "split"} | {
    kind for kind in KINDS if kind.startswith("transfer")
}


def no_laxer(one, other):
    """Whether `one` asks for all that `other` asks for."""
    sooner = not other.steps or 0 < one.hours <= other.hours
    return ORDER.index(one.mode) >= ORDER.index(other.mode) and one.steps >= other.steps and sooner


@given(st.lists(ASKS, min_size=1, max_size=6), st.randoms())
def test_the_strictest_does_not_depend_on_order_or_repetition(asked, random):
    found = strictest(asked)
    shuffled = [*asked, random.choice(asked)]
    random.shuffle(shuffled)
    assert strictest(shuffled) == found
    assert strictest([found]) == strictest([found, found]) == found


@given(st.lists(ASKS, min_size=1, max_size=5), st.lists(ASKS, min_size=1, max_size=5))
def test_more_items_never_ask_for_less(some, more):
    both = strictest([*some, *more])
    assert all(no_laxer(both, each) for each in [*some, *more])
    assert both == strictest([strictest(some), strictest(more)])
    assert (both.mode == "at_once") == (both.steps == 0) == (both.hours == 0)


@given(
    POLICIES, st.lists(st.sampled_from(list(CIRCUMSTANCES))), st.sampled_from(list(CIRCUMSTANCES))
)
def test_a_circumstance_never_makes_a_policy_laxer(policy, circumstances, one):
    assert no_laxer(asks(policy, [*circumstances, one]), asks(policy, circumstances))
    lax = replace(policy, stricter=dict.fromkeys(CIRCUMSTANCES, AT_ONCE))
    assert asks(lax, circumstances) == asks(policy)


def test_nothing_asked_for_and_unknown_circumstances_are_errors():
    with pytest.raises(ValueError, match="empty"):
        strictest([])
    with pytest.raises(ValueError, match="by_magic"):
        asks(DEFAULT_POLICIES["phone"], cast(Any, ["by_magic"]))


@pytest.mark.parametrize("kind", KINDS)
def test_the_defaults_ask_for_approval_where_it_matters(kind):
    ask = asks(DEFAULT_POLICIES[kind])
    assert ask == (Asked("approved", 1, 24) if kind in NEEDS_APPROVAL else Asked("at_once", 0, 0))
    if kind not in ("installation", *NEEDS_APPROVAL):
        for circumstance in ("typed", "face_differs"):
            assert asks(DEFAULT_POLICIES[kind], [circumstance]) == Asked("approved", 1, 24)


@pytest.mark.parametrize(
    ("kind", "circumstance"),
    [
        ("suspend", "by_agent"),
        ("resume", "by_agent"),
        ("cancel", "by_agent"),
        ("cancel", "under_contract"),
        ("cancel", "arrears"),
        ("withdraw_acceptance", "later_day"),
        ("cancel_order", "later_day"),
        ("reverse", "later_day"),
        ("reverse", "over_limit"),
    ],
)
def test_a_circumstance_asks_for_approval(kind, circumstance):
    assert asks(DEFAULT_POLICIES[kind], [circumstance]).mode == "approved"


def test_every_default_is_whole_and_would_be_accepted():
    assert list(DEFAULT_POLICIES) != []
    assert set(DEFAULT_POLICIES) == set(KINDS)
    assert sorted(kind for _, kinds in GROUPS.values() for kind in kinds) == sorted(KINDS)
    assert set(KINDS) > NEVER_AFTER
    for kind, policy in DEFAULT_POLICIES.items():
        assert check_policy(policy, policy, never_after=kind in NEVER_AFTER) == []
        assert {each for papers in policy.proofs.values() for each in papers} <= set(PROOFS)
        assert set(policy.checks) <= set(CHECKS)
        assert policy.fee in ("", *FEE_KINDS)
    assert {kind for kind, each in DEFAULT_POLICIES.items() if each.paper_only} == {
        "transfer_deceased",
        "transfer_guardian",
    }


@pytest.mark.parametrize("kind", sorted(NEVER_AFTER))
def test_some_kinds_are_never_reviewed_afterwards(kind):
    default, after = DEFAULT_POLICIES[kind], Approval("reviewed_after", 1)
    wrong = [
        replace(default, approval=after),
        *(replace(default, stricter={each: after}) for each in default.stricter),
    ]
    for policy in wrong:
        problems = check_policy(policy, default, never_after=True)
        assert [each.code for each in problems] == ["never_after"]
    assert check_policy(wrong[0], default, never_after=False) == []


@pytest.mark.parametrize(
    ("field", "changes"),
    [
        ("approval", {"approval": Approval("at_once", 1)}),
        ("approval", {"approval": Approval("approved", 0)}),
        ("approval", {"approval": Approval("approved", MOST_STEPS + 1)}),
        ("approval", {"approval": Approval("approved", True)}),
        ("approval", {"approval": Approval(cast(Any, "never"), 1)}),
        ("stricter.by_agent", {"stricter": {"by_agent": Approval("reviewed_after", 0)}}),
        ("stricter.later_day", {"stricter": {"later_day": APPROVED}}),
        ("hours", {"hours": 0}),
        ("hours", {"hours": 169}),
        ("hours", {"hours": True}),
        ("asked_by", {"asked_by": frozenset()}),
        ("asked_by", {"asked_by": frozenset({"holder", "neighbour"})}),
        ("authentication", {"authentication": "smile"}),
        ("prints", {"prints": "poster"}),
        ("brings", {"brings": "x" * 201}),
        ("brings", {"brings": "two\nlines"}),
        ("source", {"source": " "}),
        ("source", {"source": "x" * 201}),
    ],
)
def test_what_no_policy_may_say(field, changes):
    default = DEFAULT_POLICIES["suspend"]
    problems = check_policy(replace(default, **changes), default, never_after=False)
    assert [each.field for each in problems] == [field]


def test_the_identity_document_stays_where_the_law_asks_for_it():
    default = DEFAULT_POLICIES["name"]
    problems = check_policy(replace(default, authentication="sms"), default, never_after=False)
    assert [each.code for each in problems] == ["document_by_law"]


def test_what_proves_more_is_enough():
    ranks = list(AUTHENTICATIONS)
    for n, given_one in enumerate(ranks):
        assert [is_enough(given_one, each) for each in ranks] == [m <= n for m in range(len(ranks))]


def test_how_long_a_request_waits():
    made = datetime(2026, 1, 31, 15, 30, tzinfo=UTC)
    assert overdue_at(made, 24) == made + timedelta(days=1)
    assert expires_at("approved", made, 24) == made + timedelta(days=2)
    assert expires_at("reviewed_after", made, 24) is None  # it is done: only a review ends it
    assert [*MODES] == ORDER
    assert len(PRINTS) == 3
