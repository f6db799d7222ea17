"""The life of requests, with two makers, two checkers, a delegate, clocks, and another counter that changes the same
rows: no sequence of anything applies twice, applies unapproved or by its maker, or loses a field that nobody asked
to change. A model keeps what must be on record; what the program says is compared after every step."""

from __future__ import annotations

import os
import tempfile
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

import hypothesis
import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle,
    RuleBasedStateMachine,
    consumes,
    initialize,
    invariant,
    multiple,
    rule,
    run_state_machine_as_test,
)

from app.domain.ids import new_id
from app.domain.permissions import Role
from app.errors import UserError
from app.services import approvals, changes, policies, registration  # noqa: F401 - the kinds of change
from app.services.approvals import KINDS, Subject, Wish
from app.services.procedure import Query, query
from app.services.session import Session
from db.schema.customers import customer
from tests.kit import forms
from tests.kit.administrators import enrol
from tests.kit.desk import TestHall, copy_folder, open_desk
from tests.kit.heads import runtime_folder
from tests.kit.verified import look

FIELDS = {"phone": "phone", "email": "email", "name": "name", "flags": "needs_help"}
NAMES = st.sampled_from(["林一诺", "林二诺", "欧阳娜娜"])
PHONES = st.sampled_from(["13900000008", "13900000009"])
EMAILS = st.sampled_from(["a@example.com", "b@example.com"])
TEXTS: dict[str, st.SearchStrategy[str]] = {
    "name": NAMES,
    "phone": PHONES,
    "email": EMAILS,
    "flags": st.sampled_from(["1", ""]),
}
WISHES = st.dictionaries(st.sampled_from(list(FIELDS)), st.just(None), min_size=1).flatmap(
    lambda kinds: st.fixed_dictionaries({kind: TEXTS[kind] for kind in kinds})
)


@query(None)
def on_record(query: Query, customer_id: UUID) -> dict[str, str]:
    """What stands now in every field that this test changes, in clear."""
    subject = Subject(query.one(customer, customer_id), None, "holder")
    return {kind: KINDS[kind].read(query, subject)[FIELDS[kind]] for kind in FIELDS}


@dataclass
class Asked:
    """A request as the model knows it: who made it, what was seen and wanted, who approved."""

    id: UUID
    maker: str
    wanted: dict[str, str]
    seen: dict[str, str]
    status: str
    checkers: list[str]


class Life(RuleBasedStateMachine):
    """Its hall is made anew for each example."""

    requests: Bundle[Asked] = Bundle("requests")
    folders: Any = None

    def __init__(self) -> None:
        super().__init__()
        # halls of one template, each at a counter that has seen no other
        os.environ["COUNTER_SECOND_PLACE"] = tempfile.mkdtemp(dir=runtime_folder(""))
        self.desk: TestHall = open_desk(copy_folder(self.folders))
        administrator = self.desk.session(Role.ADMINISTRATOR)
        self.people: dict[str, Session] = {
            "maker": self.desk.clerk,
            "checker": self.desk.session(Role.SUPERVISOR),
            "other_maker": enrol(administrator, "3101"),
            "other_checker": enrol(administrator, "3102", Role.SUPERVISOR),
        }
        made = registration.register(
            self.desk.clerk, new_id(), form=forms.individual(self.desk.place())
        )
        self.customer_id = made.customer_id
        self.record = on_record(self.desk.clerk, self.customer_id)
        self.delegated: set[str] = set()
        self.all: list[Asked] = []

    @initialize()
    def begin(self) -> None:
        assert set(self.record) == set(FIELDS)

    # --- what people do

    @rule(target=requests, who=st.sampled_from(["maker", "other_maker", "checker"]), wishes=WISHES)
    def ask(self, who: str, wishes: dict[str, str]) -> Any:
        session = self.people[who]
        seen = dict(self.record)
        items = tuple(
            Wish(
                kind,
                approvals.standing(session, customer_id=self.customer_id, kind=kind).seen,
                {FIELDS[kind]: text},
            )
            for kind, text in wishes.items()
        )
        same = any(seen[kind] == text for kind, text in wishes.items())
        try:
            made = approvals.submit(
                session,
                new_id(),
                customer_id=self.customer_id,
                items=items,
                reason="更名",
                language="zh_CN",
            )
        except UserError as refused:
            refusal = refused.code
        else:
            refusal = ""
        assert refusal == ("nothing_changed" if same else "")
        if refusal:
            return multiple()
        waits = "name" in wishes
        assert made.status == ("waiting" if waits else "applied")
        asked = Asked(made.request_id, who, wishes, seen, made.status, [])
        self.all.append(asked)
        if not waits:
            self.record |= wishes
        return asked

    @rule(
        asked=requests,
        who=st.sampled_from(["maker", "other_maker", "checker", "other_checker"]),
        verdict=st.sampled_from(["approve", "approve", "reject", "return"]),
    )
    def decide(self, asked: Asked, who: str, verdict: Any) -> None:
        shown = approvals.request(self.people[who], request_id=asked.id)
        may = who != asked.maker and (who.endswith("checker") or self._is_delegate(who, asked))
        moved = any(self.record[kind] != asked.seen[kind] for kind in asked.wanted)
        try:
            done = approvals.decide(
                self.people[who],
                new_id(),
                request_id=asked.id,
                seen=shown.digest,
                verdict=verdict,
                reason="已核对",
                language="zh_CN",
            )
        except UserError:
            assert not may or asked.status != "waiting"
            return
        assert may
        assert asked.status == "waiting"
        if moved:
            asked.status = "overtaken"
        elif verdict == "approve":
            asked.status = "applied"
            asked.checkers.append(who)
            self.record |= asked.wanted
        else:
            asked.status = {"reject": "rejected", "return": "returned"}[verdict]
        assert done.status == asked.status

    def _is_delegate(self, who: str, asked: Asked) -> bool:
        return who in self.delegated and asked.maker != "checker"

    @rule(asked=requests, who=st.sampled_from(["maker", "other_maker", "checker"]))
    def withdraw(self, asked: Asked, who: str) -> None:
        open_ = asked.status in ("waiting", "returned", "overtaken")
        try:
            approvals.withdraw(self.people[who], new_id(), request_id=asked.id)
        except UserError:
            assert who != asked.maker or not open_
            return
        assert who == asked.maker
        assert open_
        asked.status = "withdrawn"

    @rule(target=requests, asked=consumes(requests))
    def ask_anew(self, asked: Asked) -> Any:
        """What was returned or overtaken is corrected: a new request that names the old one."""
        session = self.people[asked.maker]
        seen = dict(self.record)
        items = tuple(
            Wish(kind, "", {FIELDS[kind]: text})
            for kind, text in asked.wanted.items()
            if seen[kind] != text
        )
        if not items or len(items) < len(asked.wanted):
            return asked
        open_ = asked.status in ("waiting", "returned", "overtaken")
        try:
            made = approvals.submit(
                session,
                new_id(),
                customer_id=self.customer_id,
                items=items,
                reason="更正",
                language="zh_CN",
                replaces=asked.id,
            )
        except UserError:
            assert not open_
            return asked
        assert open_
        asked.status = "replaced"
        again = Asked(made.request_id, asked.maker, asked.wanted, seen, made.status, [])
        self.all.append(again)
        if made.status == "applied":
            self.record |= asked.wanted
        return again

    @rule(hours=st.sampled_from([1, 5, 20]))
    def time_passes(self, hours: int) -> None:
        self.desk.clock.pass_time(seconds=hours * 3600)

    @rule()
    def delegate(self) -> None:
        """The supervisor lets the other clerk decide for two weeks."""
        if "other_maker" in self.delegated:
            return
        now = self.desk.clock.now
        policies.delegate(
            self.people["checker"],
            new_id(),
            to_id=self.people["other_maker"].actor.id,
            starts_at=now,
            ends_at=now + timedelta(days=14),
            reason="开会",
        )
        self.delegated.add("other_maker")

    # --- what is always so

    @invariant()
    def the_record_is_what_was_approved(self) -> None:
        if not hasattr(self, "record"):
            return
        assert on_record(self.desk.clerk, self.customer_id) == self.record
        for each in self.all:
            shown = approvals.request(self.people["checker"], request_id=each.id)
            assert shown.row.status == each.status
            assert each.maker not in each.checkers

    def teardown(self) -> None:
        found = look(self.desk).findings
        self.desk.installation.close()
        assert found == ()


@pytest.mark.timeout(400)
def test_no_sequence_breaks_the_life_of_requests(
    sqlite_hall: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COUNTER_SECOND_PLACE", "")  # and back again afterwards
    machine = type("OfHall", (Life,), {"folders": sqlite_hall})
    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=8,
            stateful_step_count=15,
            deadline=None,
            suppress_health_check=list(hypothesis.HealthCheck),
        ),
    )


def test_a_model_that_lets_the_maker_decide_would_be_noticed(
    sqlite_hall: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The control: without the check of who decides, the model and the program part."""
    monkeypatch.setenv("COUNTER_SECOND_PLACE", "")
    monkeypatch.setattr("app.services.approvals.deciding.authority", lambda query, row: None)
    machine = type("Unguarded", (Life,), {"folders": sqlite_hall})()
    asked = machine.ask("maker", {"name": "林一诺"})
    with pytest.raises(Exception, match=r"another_person|own_request|assert"):
        machine.decide(asked, "maker", "approve")
    machine.desk.installation.close()
