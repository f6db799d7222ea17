"""Events that their signer may not sign, or that are none."""

from __future__ import annotations

import copy
from dataclasses import replace
from uuid import UUID

from app.domain.ids import new_id
from app.domain.permissions import Role
from app.services.session import Heads
from db.schema.catalogue import offering, rule
from db.schema.orders import fee
from db.schema.staff import staff as staff_table
from tests.kit.desk import TestHall
from tests.kit.forging import Forgery, change, forged


def _id(desk: TestHall, role: Role) -> UUID:
    return desk.session(role).actor.id


def edits_a_rule(desk: TestHall) -> None:
    with forged(desk.clerk, "rules.edit") as work:
        change(work, rule, rule.c.code == "telephone_cards", value="99")


def unlocks_a_colleague(desk: TestHall) -> None:
    with forged(desk.clerk, "staff.unlock") as work:
        work.touched("staff", _id(desk, Role.COMPLIANCE))


def unlocks_oneself(desk: TestHall) -> None:
    with forged(desk.session(Role.SUPERVISOR), "staff.unlock") as work:
        work.touched("staff", work.session.actor.id)


def the_counter_edits_a_price(desk: TestHall) -> None:
    with forged(desk.clerk, "catalogue.import_offerings", by_counter=True) as work:
        change(work, offering, monthly_fee=1)


def the_counter_looks(desk: TestHall) -> None:
    with forged(desk.clerk, "customers.look", by_counter=True):
        pass


def the_counter_signs_in(desk: TestHall) -> None:
    with forged(desk.clerk, "staff.sign_in", by_counter=True, outcome=None):
        pass


def a_person_fails_to_sign_in(desk: TestHall) -> None:
    with forged(desk.clerk, "staff.sign_in_failed", outcome=None):
        pass


def takes_a_colleagues_tries_back(desk: TestHall) -> None:
    with forged(desk.clerk, "staff.tries", outcome=None) as work:
        work.details["tries"] = [str(_id(desk, Role.SUPERVISOR)), 0, None, False]


def a_sign_in_writes(desk: TestHall) -> None:
    with forged(desk.clerk, "staff.sign_in", outcome=None) as work:
        change(work, offering, monthly_fee=1)


def a_lock_is_an_operation(desk: TestHall) -> None:
    with forged(desk.clerk, "staff.lock"):
        pass


def an_operation_without_outcome(desk: TestHall) -> None:
    with forged(desk.clerk, "customers.register", outcome=None) as work:
        change(work, fee, paid=0)


def a_refusal_writes(desk: TestHall) -> None:
    with forged(desk.clerk, "rules.edit", outcome="refused") as work:
        change(work, rule, rule.c.code == "telephone_cards", value="99")


def another_halls_event(desk: TestHall) -> None:
    clerk = desk.clerk
    with forged(replace(clerk, actor=replace(clerk.actor, hall_id=new_id())), "customers.look"):
        pass


def rules_of_before(desk: TestHall) -> None:
    with forged(desk.clerk, "customers.look", rules=1):
        pass


def rules_of_nobody(desk: TestHall) -> None:
    with forged(desk.clerk, "customers.look", rules=99):
        pass


def rules_that_are_no_number(desk: TestHall) -> None:
    with forged(desk.clerk, "customers.look", rules="2"):
        pass


def a_decision_by_a_kind_that_decides_nothing(desk: TestHall) -> None:
    with forged(desk.clerk, "customers.look") as work:
        work.on_behalf = {"request": str(new_id()), "kinds": ["rules.edit"], "maker": str(new_id())}


def an_administrator_ends_oneself(desk: TestHall) -> None:
    with forged(desk.session(Role.ADMINISTRATOR), "staff.leave") as work:
        me = staff_table.c.id == work.session.actor.id
        change(work, staff_table, me, valid_to=work.today)


def a_chain_of_ones_own(desk: TestHall) -> None:
    clerk = desk.clerk
    elsewhere = copy.copy(clerk.installation)
    elsewhere.workstation = replace(elsewhere.workstation, id=new_id())
    elsewhere.heads = Heads(
        elsewhere.folders, elsewhere.profile.deployment, elsewhere.workstation.id
    )
    with forged(replace(clerk, installation=elsewhere), "customers.look", rules=1):
        pass


FORGERIES: dict[Forgery, str] = {
    edits_a_rule: "role_not_allowed",
    unlocks_a_colleague: "role_not_allowed",
    unlocks_oneself: "own_account",
    the_counter_edits_a_price: "signer_wrong",
    the_counter_looks: "signer_wrong",
    the_counter_signs_in: "signer_wrong",
    a_person_fails_to_sign_in: "signer_wrong",
    takes_a_colleagues_tries_back: "signer_wrong",
    a_sign_in_writes: "event_wrote",
    a_lock_is_an_operation: "event_wrote",
    an_operation_without_outcome: "outcome_missing",
    a_refusal_writes: "refused_wrote",
    a_chain_of_ones_own: "counter_unknown",
    another_halls_event: "hall_wrong",
    rules_of_before: "rules_back",
    rules_of_nobody: "rules_unknown",
    rules_that_are_no_number: "rules_unknown",
    a_decision_by_a_kind_that_decides_nothing: "request_wrong",
    an_administrator_ends_oneself: "own_account",
}
