"""H1: what somebody did who was not allowed to is found, though every signature, digest, version and commitment
is right. The forger holds a real key and works past the mechanism (tests.kit.forging, tests.kit.forgeries)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from app.domain.findings import TEXTS
from app.domain.permissions import Role
from app.services.verification import (
    allowed,
    authentication,
    permits,
    policies,
    prices,
    row_rules,
)
from app.services.verification.allowed import Allowed
from app.services.verification.row_rules import RowRules
from tests.kit.desk import TestHall
from tests.kit.forgeries import FORGERIES
from tests.kit.forging import Forgery
from tests.kit.papers import registered
from tests.kit.verified import codes, look


@pytest.fixture
def working(desk: TestHall) -> TestHall:
    """A hall with a customer, in which nothing is wrong; everybody who is named is signed in."""
    return _working(desk)


@pytest.fixture
def working_locally(local_desk: TestHall) -> TestHall:
    """As `working`, on the embedded file only."""
    return _working(local_desk)


def _working(desk: TestHall) -> TestHall:
    for role in (Role.SUPERVISOR, Role.COMPLIANCE, Role.AUDITOR, Role.ADMINISTRATOR):
        desk.session(role)
    registered(desk)
    return desk


def _name(forgery: Forgery) -> str:
    return forgery.__name__


@pytest.mark.program_decides(
    "whether an event was allowed is judged by the program, from rows that both databases give back as they"
    " were; rows that differ are found on both in test_records"
)
@pytest.mark.parametrize("forgery", FORGERIES, ids=_name)
def test_what_nobody_was_allowed_to_do_is_found(working: TestHall, forgery: Forgery) -> None:
    forgery(working)
    every = look(working).findings
    found = [each for each in every if each.code == FORGERIES[forgery]]
    assert found, [(each.code, each.place) for each in every]
    for each in found:
        assert each.text == TEXTS[each.code]
        assert "越秀旗舰厅 3 #" in each.place or each.code == "counter_unknown"


def _says_nothing(*_: Any, **__: Any) -> None:
    return None


def _everybody(*_: Any) -> bool:
    return True


GUARDS: dict[str, tuple[object, str, Callable[..., Any]]] = {
    "authentication_wrong": (authentication, "check", _says_nothing),
    "change_not_allowed": (RowRules, "judge", _says_nothing),
    "counter_unknown": (Allowed, "judge", _says_nothing),
    "event_wrote": (Allowed, "_judge_outside", _says_nothing),
    "hall_wrong": (Allowed, "_check_hall", _says_nothing),
    "kind_unknown": (Allowed, "judge", _says_nothing),
    "move_wrong": (RowRules, "_check_moves", _says_nothing),
    "delegation_wrong": (policies, "load", _says_nothing),
    "outcome_missing": (Allowed, "judge", _says_nothing),
    "own_account": (Allowed, "_check_others", _says_nothing),
    "paid_wrong": (prices, "_is_paid", _everybody),
    "permit_again": (permits, "load", lambda *_: permits.UsedPermits()),
    "permit_misused": (permits, "_check_used", _says_nothing),
    "permit_not_used": (permits.UsedPermits, "fault", _says_nothing),
    "permit_own": (permits, "_check_given", _says_nothing),
    "policy_wrong": (policies, "load", _says_nothing),
    "price_wrong": (prices, "_as_sold", _everybody),
    "refund_wrong": (prices, "_check_refunds", _says_nothing),
    "refused_wrote": (allowed, "written", lambda _: set()),
    "request_wrong": (Allowed, "_request", lambda *_: (None, None)),
    "role_not_allowed": (allowed, "_may", _everybody),
    "rules_back": (Allowed, "_rules", lambda _, __, ___, body: None),
    "rules_unknown": (Allowed, "_rules", lambda _, __, ___, body: None),
    "signer_wrong": (Allowed, "judge", _says_nothing),
    "stamp_wrong": (RowRules, "_bears", _everybody),
    "table_not_allowed": (allowed.Doer, "writes", lambda *_: set()),
}
"""The check behind each finding, and what takes its place when it is removed."""


def test_every_finding_has_a_forgery_and_a_control() -> None:
    assert set(FORGERIES.values()) == set(GUARDS)
    assert row_rules.RowRules is RowRules


@pytest.mark.parametrize("code", GUARDS)
def test_without_its_check_it_is_not_found(
    working_locally: TestHall, code: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The control: so it is this check that finds it."""
    forgery = next(each for each, named in FORGERIES.items() if named == code)
    forgery(working_locally)
    assert code in codes(look(working_locally))
    monkeypatch.setattr(*GUARDS[code])
    assert code not in codes(look(working_locally))
