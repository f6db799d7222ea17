"""The network tears at any message, the reply to the commit among them (design: security, T8).

Whatever the answer was, the same operation id tells the truth, and nothing is done twice.
"""

from __future__ import annotations

import random
import shutil
from collections.abc import Iterator
from dataclasses import replace

import pytest

from app.domain.ids import new_id
from app.errors import OutcomeUnknown, UserError
from app.security import profile as profiles
from app.services import procedure, registration
from app.services.procedure import mechanism
from tests.faults.conftest import database_of
from tests.kit import desk as desks
from tests.kit import figures, postgres, wholeness
from tests.kit.desk import TestHall
from tests.kit.proxy import Judge, Proxy, Side, Verdict

OPERATIONS = 60


@pytest.fixture
def proxied(server_desk: TestHall) -> Iterator[tuple[TestHall, Proxy]]:
    """The same hall through a proxy."""
    folder, database = database_of(server_desk)
    with Proxy(folder) as proxy:
        folders = desks.copy_folder(server_desk.folders)
        url = f"postgresql+psycopg://{postgres.USER}@127.0.0.1:{proxy.port}/{database}"
        url += "?sslmode=disable&gssencmode=disable"
        profile = profiles.read(folders.profile)
        key = desks.key_of_administrator(folders, profile)
        profiles.write(folders.profile, replace(profile, url=url).signed(key))
        desk = desks.open_desk(folders)
        yield desk, proxy
        desk.installation.close()
        shutil.rmtree(folders.data)


def have_numbers(desk: TestHall) -> None:
    """So that the next commit is the registration's."""
    procedure.number_blocks(desk.installation).prepare(
        desk.clerk, "customer", "account", "subscription", "slip", "agreement"
    )


def at_commit() -> Judge:
    """The commit reaches the server, its reply does not come back."""
    committed = False

    def judge(side: Side, piece: bytes) -> Verdict:
        nonlocal committed
        if side == "client" and b"COMMIT" in piece:
            committed = True
            return "pass"
        return "cut" if committed and side == "server" else "pass"

    return once(judge)


def at_message(n: int, *, after: bool) -> Judge:
    """The n-th piece of either side is the last: dropped, or just carried."""
    seen = 0

    def judge(_side: Side, _piece: bytes) -> Verdict:
        nonlocal seen
        seen += 1
        if seen < n:
            return "pass"
        return "pass and cut" if after else "cut"

    return once(judge)


def once(judge: Judge) -> Judge:
    """`judge` until it has cut; then the network is well again."""
    over = False

    def decide(side: Side, piece: bytes) -> Verdict:
        nonlocal over
        verdict: Verdict = "pass" if over else judge(side, piece)
        over = over or verdict != "pass"
        return verdict

    return decide


def test_every_unknown_outcome_is_found_out_and_nothing_is_doubled(
    server_desk: TestHall, proxied: tuple[TestHall, Proxy]
) -> None:
    whole, chance = wholeness.example(server_desk), random.Random(8)
    desk, proxy = proxied
    clerk, place = desk.clerk, desk.place()
    for n in range(OPERATIONS):
        cuts = proxy.cuts
        proxy.judge = (
            at_commit() if n % 2 else at_message(chance.randrange(1, 80), after=n % 4 == 0)
        )
        operation_id, form = new_id(), wholeness.form(n, place)
        made = registration.register(clerk, operation_id, form=form, images=wholeness.PICTURES)
        assert n % 2 == 0 or proxy.cuts > cuts
        again = registration.register(clerk, operation_id, form=form, images=wholeness.PICTURES)
        assert again == made
    proxy.judge = lambda _side, _piece: "pass"
    assert len(wholeness.registered(server_desk)) == OPERATIONS + 1
    assert wholeness.faults(server_desk, whole) == []
    figures.publish(
        "lost_commit", seed=8, operations=OPERATIONS, cuts=proxy.cuts, lost=0, half=0, doubled=0
    )


def test_a_network_that_stays_away_gives_an_unknown_outcome_that_the_next_call_resolves(
    server_desk: TestHall, proxied: tuple[TestHall, Proxy]
) -> None:
    desk, proxy = proxied
    clerk, form, operation_id = desk.clerk, wholeness.form(1, desk.place()), new_id()
    have_numbers(desk)
    torn = at_commit()
    gone = False

    def judge(side: Side, piece: bytes) -> Verdict:
        nonlocal gone
        verdict: Verdict = "cut" if gone else torn(side, piece)
        gone = gone or verdict != "pass"
        return verdict

    proxy.judge = judge
    with pytest.raises(OutcomeUnknown):
        registration.register(clerk, operation_id, form=form, images=wholeness.PICTURES)
    assert len(wholeness.registered(server_desk)) == 1  # it was done; nobody told the clerk
    with pytest.raises(UserError) as away:
        registration.check(clerk, form=form)
    assert away.value.code == "server_away"
    proxy.judge = lambda _side, _piece: "pass"
    made = registration.register(clerk, operation_id, form=form, images=wholeness.PICTURES)
    assert wholeness.registered(server_desk) == {operation_id: made.customer_code}


def test_the_same_test_fails_when_the_guard_is_removed(
    server_desk: TestHall, proxied: tuple[TestHall, Proxy], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without the record of operations an operation whose reply was lost is refused or done twice."""
    desk, proxy = proxied
    clerk, form = desk.clerk, wholeness.form(1, desk.place())
    have_numbers(desk)
    monkeypatch.setattr(mechanism, "_replayed", lambda *_arguments: None)
    monkeypatch.setattr(mechanism, "_recorded", lambda *_arguments: None)
    proxy.judge = at_commit()
    with pytest.raises(UserError):  # "this document is registered": the clerk is told a wrong thing
        registration.register(clerk, new_id(), form=form, images=wholeness.PICTURES)
    assert len(wholeness.registered(server_desk)) == 1
