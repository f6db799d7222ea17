"""办理须知 is made out of a policy, and says what the policy says."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.default_policies import DEFAULT_POLICIES, KINDS, PROOFS
from app.domain.notice import notice
from app.domain.policies import ASKED_BY, Approval, Policy


def said(policy: Policy) -> dict[str, list[str]]:
    return {
        part.title: [line.text.format(**line.values) for line in part.lines]
        for part in notice(policy)
    }


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_says_what_to_bring_steps_time_and_fee(kind: str) -> None:
    policy = DEFAULT_POLICIES[kind]
    found = said(policy)
    assert all(found.values())
    assert {"Steps", "Time limit", "Fee", "Source of the rule"} <= set(found)
    for who in policy.asked_by:
        assert found[ASKED_BY[who]] == [PROOFS[each] for each in policy.proofs[who]]
    assert ("Please bring as well" in found) == bool(policy.brings)
    assert any("on paper" in line for line in found["Steps"]) == policy.paper_only


APPROVALS = st.one_of(
    st.just(Approval("at_once", 0)),
    st.builds(Approval, st.sampled_from(["approved", "reviewed_after"]), st.integers(1, 3)),
)


@given(st.sampled_from(list(KINDS)), APPROVALS, st.integers(1, 168))
def test_approval_and_time_are_those_of_the_policy(
    kind: str, approval: Approval, hours: int
) -> None:
    policy = replace(DEFAULT_POLICIES[kind], approval=approval, hours=hours)
    found = said(policy)
    approved = [line for line in found["Steps"] if "approve" in line]
    assert bool(approved) == (approval.mode == "approved")
    assert (f"Decided within {hours} hours." in found["Time limit"]) == bool(approved)
    if approval.mode == "approved" and approval.steps > 1:
        assert str(approval.steps) in approved[0]
    assert ("Approved first where" in found) == (not approved and bool(policy.stricter))
    if "Approved first where" in found:
        assert f"{hours} hours" in found["Time limit"][-1]


def test_what_is_owed_and_what_it_costs_is_said() -> None:
    assert said(DEFAULT_POLICIES["phone"])["Fee"] == ["Free of charge."]
    assert said(DEFAULT_POLICIES["move"])["Fee"][0] == "Installation fee"
    assert "settled first" in said(DEFAULT_POLICIES["cancel"])["Fee"][-1]
