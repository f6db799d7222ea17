"""The list of roots by itself: who may add which step, and what a walk follows."""

from __future__ import annotations

import random
from dataclasses import replace
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.ids import new_id
from app.security.recovery_signature import sign_with_box_key, signing_public
from app.security.roots import (
    RECOVERY,
    Begun,
    Change,
    ClassKey,
    Root,
    Roots,
    RootStep,
    beginning,
    first_step,
    key_digest,
    next_step,
    packed,
    unpacked,
    walk,
)
from app.security.signing import KeyPair, check, new_box_pair, new_sign_pair

RECOVERER = new_box_pair()
PEOPLE: list[tuple[UUID, KeyPair]] = [(new_id(), new_sign_pair()) for _ in range(4)]
FIRST, SECOND, THIRD, FOURTH = PEOPLE
BEGUN = Begun(
    new_id(),
    "Asia/Shanghai",
    "示例有线",
    RECOVERER.public,
    (Root(FIRST[0], FIRST[1].public),),
    (),
    (ClassKey("records", 1, None, key_digest("records", 1, bytes(32))),),
)
STEP1 = first_step(BEGUN, FIRST[0], FIRST[1].private)
START = BEGUN.roots(STEP1)


def added(roots: Roots, who: tuple[UUID, KeyPair], by: tuple[UUID, KeyPair]) -> RootStep:
    return next_step(roots, Change("added", who[0], who[1].public), by[0], by[1].private)


def ended(roots: Roots, who: tuple[UUID, KeyPair], by: tuple[UUID, KeyPair]) -> RootStep:
    return next_step(roots, Change("ended", who[0]), by[0], by[1].private)


def history() -> tuple[list[RootStep], Roots]:
    """The first adds the second and is ended by it; the second adds the third, who has a new pair."""
    roots, steps = START, []
    for make in (
        lambda at: added(at, SECOND, FIRST),
        lambda at: ended(at, FIRST, SECOND),
        lambda at: added(at, THIRD, SECOND),
        lambda at: next_step(
            at, Change("replaced", THIRD[0], FOURTH[1].public), SECOND[0], SECOND[1].private
        ),
    ):
        steps.append(make(roots))
        after = roots.after(steps[-1])
        assert after is not None
        roots = after
    return steps, roots


STEPS, END = history()


def test_it_begins_with_the_word_of_its_first_administrator() -> None:
    assert beginning(STEP1) == START
    stranger = new_sign_pair()
    assert beginning(first_step(BEGUN, FIRST[0], stranger.private)) is None
    assert beginning(first_step(BEGUN, SECOND[0], SECOND[1].private)) is None
    assert beginning(replace(STEP1, n=2)) is None


@given(st.permutations(STEPS), st.integers(0, len(STEPS)))
def test_a_walk_leads_to_the_same_place_in_any_order_and_from_anywhere(
    mixed: list[RootStep], seen: int
) -> None:
    at = walk(START, STEPS[:seen])[0]
    assert walk(at, mixed)[0] == END
    assert walk(START, mixed) == (END, [])


@given(st.sets(st.sampled_from(range(len(STEPS)))))
def test_what_is_missing_ends_the_walk_there(missing: set[int]) -> None:
    left = [step for n, step in enumerate(STEPS) if n not in missing]
    reached = min(missing, default=len(STEPS))
    roots, refused = walk(START, left)
    assert roots == walk(START, STEPS[:reached])[0]
    assert {step.n for step in refused} == {step.n for step in left[reached:]}


@given(st.integers(0, len(STEPS) - 1), st.integers(0, 2**32))
def test_a_step_that_was_edited_is_not_followed(n: int, seed: int) -> None:
    dice, step = random.Random(seed), STEPS[n]
    forged = dice.choice(
        (
            replace(step, signer=dice.choice(PEOPLE)[0], n=step.n),
            replace(step, signature=dice.randbytes(64)),
            replace(step, change=replace(step.change, sign_public=dice.randbytes(32))),
            replace(step, previous=dice.randbytes(32)),
            replace(step, n=step.n + 1),
        )
    )
    if forged == step:
        return
    roots, _ = walk(START, [*STEPS[:n], forged, *STEPS[n + 1 :]])
    assert roots == walk(START, STEPS[:n])[0]


@pytest.mark.parametrize("kind", ["added", "ended", "replaced", "recovered", "set_up"])
def test_an_ended_key_and_a_stranger_add_nothing(kind: str) -> None:
    for who in (FIRST, (new_id(), new_sign_pair()), (RECOVERY, new_sign_pair())):
        public = None if kind == "ended" else new_sign_pair().public
        change = Change(kind, SECOND[0] if kind != "added" else new_id(), public)  # type: ignore[arg-type]
        assert END.after(next_step(END, change, who[0], who[1].private)) is None


def test_nobody_ends_or_replaces_oneself_and_nobody_is_added_twice() -> None:
    second = walk(START, STEPS[:1])[0]
    assert second.after(ended(second, FIRST, FIRST)) is None
    mine = Change("replaced", FIRST[0], new_sign_pair().public)
    assert second.after(next_step(second, mine, FIRST[0], FIRST[1].private)) is None
    assert second.after(added(second, SECOND, FIRST)) is None
    assert second.after(ended(second, THIRD, FIRST)) is None


def test_of_two_steps_the_one_that_ends_the_others_signer_is_followed() -> None:
    both = walk(START, STEPS[:1])[0]
    ends, adds = ended(both, FIRST, SECOND), added(both, THIRD, FIRST)
    for order in ([ends, adds], [adds, ends]):
        assert walk(both, order) == (both.after(ends), [adds])
    other = added(both, FOURTH, SECOND)
    assert walk(both, [adds, other])[0] == both  # neither ends the other: none is followed
    each = [ended(both, FIRST, SECOND), ended(both, SECOND, FIRST)]
    assert walk(both, each)[0] == both


def test_the_recovery_key_adds_an_administrator_and_nobody_elses_key_does() -> None:
    change = Change("recovered", FOURTH[0], FOURTH[1].public)
    unsigned = RootStep(END.n + 1, END.hash, change, RECOVERY)
    for pair, good in ((RECOVERER, True), (new_box_pair(), False)):
        signature = sign_with_box_key(pair.private, pair.public, unsigned.signed_bytes())
        after = END.after(replace(unsigned, signature=signature))
        assert (after is not None) == good
    signed_by_second = next_step(END, change, SECOND[0], SECOND[1].private)
    assert END.after(signed_by_second) is None


def test_what_is_sealed_comes_back() -> None:
    assert unpacked(packed(END)) == END
    assert END.key_of(FIRST[0]) is None
    assert END.knows(FIRST[0], FIRST[1].public)


@given(st.binary(min_size=0, max_size=200))
def test_a_box_key_signs_and_only_its_own_signature_holds(message: bytes) -> None:
    pair, other = new_box_pair(), new_box_pair()
    signature = sign_with_box_key(pair.private, pair.public, message)
    assert check(signing_public(pair.public), message, signature)
    assert not check(signing_public(pair.public), message + b"x", signature)
    assert not check(signing_public(other.public), message, signature)
    with pytest.raises(ValueError, match="two halves"):
        sign_with_box_key(other.private, pair.public, message)
