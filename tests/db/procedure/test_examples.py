"""The standard tests of every procedure, from its example: both databases, one hall on each."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from app.domain.permissions import Role
from app.services import kinds
from app.services.procedure import REGISTRY
from tests.kit import standard
from tests.kit.examples import BEFORE_SIGN_IN, EXAMPLES, OF_REQUESTS
from tests.kit.fixtures import DATABASES, opened_hall
from tests.kit.standard import Hall

KINDS = sorted(EXAMPLES)
WITHOUT_RIGHT = {
    "roots.unvouched",
    "staff.accept_confidentiality",
    "staff.hand_on",
    "trust.note_head",
}
WITHOUT_REFUSAL = {
    "approvals.expire",
    "backup.drill",
    "backup.make",
    "backup.restore",
    "catalogue.import_offerings",
    "catalogue.import_places",
    "identity.check",
    "permits.grant",
    "roots.due",
    "roots.told",
    "roots.unvouched",
    "sample.activate",
    "sample.employ",
    "sample.places",
    "search.index",
    "search.leave",
    "staff.accept_confidentiality",
    "staff.hand_on",
    "trust.agree_release",
    "trust.note_head",
    "trust.see_rollbacks",
    "workstation.new_key",
}
"""None is added without the reason in the example (tests.kit.standard.Example.cannot)."""


@pytest.fixture(scope="module", params=DATABASES)
def hall(request: pytest.FixtureRequest) -> Iterator[Hall]:
    """One on each database, in which every example is done."""
    with opened_hall(request, request.param) as desk:
        yield Hall(desk, EXAMPLES)


def test_every_kind_has_an_example() -> None:
    """Without one it would have none of these tests."""
    ours = {kind for kind in REGISTRY if not kind.startswith("test.")}
    assert ours >= kinds.FROZEN
    assert ours - set(EXAMPLES) == set(BEFORE_SIGN_IN) | OF_REQUESTS
    assert set(EXAMPLES) <= ours


def test_what_has_no_such_test_says_why_and_does_not_grow() -> None:
    """'right' where everybody may, 'refusal' where nothing is left to refuse."""
    said = {(kind, which) for kind in KINDS for which in EXAMPLES[kind].cannot}
    for kind, example in EXAMPLES.items():
        assert ((kind, "refusal") in said) == (example.refused is None)
        assert ((kind, "right") in said) == (set(example.may) == set(Role))
        assert all(len(why) > 10 for why in example.cannot.values())
    assert len(said) == len(WITHOUT_REFUSAL) + len(WITHOUT_RIGHT)
    assert {kind for kind, which in said if which == "refusal"} == WITHOUT_REFUSAL
    assert {kind for kind, which in said if which == "right"} == WITHOUT_RIGHT


@pytest.mark.parametrize("kind", KINDS)
def test_who_may_not_do_it_is_refused(hall: Hall, kind: str) -> None:
    standard.right(hall.tried(kind))


@pytest.mark.parametrize("kind", KINDS)
def test_it_is_done_once(hall: Hall, kind: str) -> None:
    standard.replay(hall.tried(kind))


@pytest.mark.parametrize("kind", KINDS)
def test_its_number_does_nothing_else(hall: Hall, kind: str) -> None:
    standard.other_request(hall.tried(kind))


@pytest.mark.parametrize("kind", [kind for kind in KINDS if EXAMPLES[kind].refused])
def test_a_refusal_writes_only_that_and_is_repeated(hall: Hall, kind: str) -> None:
    standard.refusal(hall.tried(kind))


@pytest.mark.parametrize("kind", KINDS)
def test_it_writes_exactly_what_it_declares(hall: Hall, kind: str) -> None:
    standard.written(hall.tried(kind))


@pytest.mark.parametrize("kind", KINDS)
def test_its_events_keep_nothing_of_a_person(hall: Hall, kind: str) -> None:
    standard.clean_event(hall.tried(kind))


def test_after_all_of_them_verification_finds_nothing(hall: Hall) -> None:
    for kind in KINDS:
        hall.tried(kind)
    standard.keeps_no_text(hall, "setup")
    standard.clean_verify(hall)
