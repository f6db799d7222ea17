"""The window judges a form by the same rules as the procedure."""

from __future__ import annotations

from pathlib import Path

from app.domain.ids import new_id
from app.domain.permissions import Role
from app.domain.rules import DEFAULT_RULES
from app.services import catalogue
from app.services.catalogue import RulesInForce
from app.services.procedure import Query, query
from app.services.registration.facts import gather
from tests.kit import desk as desks
from tests.kit import forms
from tests.kit.desk import TestHall

SCREENS = Path(__file__).parents[3] / "ui"


@query(None)
def of_procedure(query: Query) -> RulesInForce:
    return gather(query, forms.individual("")).in_force


def test_window_and_procedure_stand_on_the_same_rules(desk: TestHall) -> None:
    administrator = desk.session(Role.ADMINISTRATOR)
    before = catalogue.rules_in_force(desk.clerk)
    switched = next(each.code for each in DEFAULT_RULES if not each.fixed)
    desks.switch(administrator, switched, on=False)
    adult = next(row for row in catalogue.rules(administrator) if row.code == "age.adult")
    catalogue.edit_rule(
        administrator,
        new_id(),
        rule_id=adult.id,
        version=adult.version,
        enabled=True,
        value="20",
    )
    now = catalogue.rules_in_force(desk.clerk)
    assert now == of_procedure(desk.clerk)
    assert (before.limits.adult, now.limits.adult) == (18, 20)
    assert switched in {rule.code for rule in now.rules if not rule.on}
    assert [rule.code for rule in now.rules] == [rule.code for rule in DEFAULT_RULES]


def test_no_screen_works_them_out_again() -> None:
    texts = [file.read_text("utf-8") for file in SCREENS.rglob("*.py")]
    assert not [text for text in texts if "DEFAULT_RULES" in text or "AgeLimits(" in text]
