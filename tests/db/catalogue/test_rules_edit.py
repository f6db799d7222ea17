"""Rules and parameters: changed by an administrator within their limits, every version kept."""

from __future__ import annotations

import pytest

from app.domain.ids import new_id
from app.domain.permissions import Role
from app.errors import Conflict, Refused, UserError
from app.services import catalogue
from app.services.catalogue import RuleEdited, RuleRow, sale
from app.services.procedure import Query, query
from tests.databases import REFUSED
from tests.kit.desk import STAFF_NO, TestHall


def rule(desk: TestHall, code: str) -> RuleRow:
    return next(row for row in catalogue.rules(desk.clerk) if row.code == code)


def edit(
    desk: TestHall,
    code: str,
    *,
    value: str | None = None,
    enabled: bool = True,
    version: int | None = None,
) -> RuleEdited:
    row = rule(desk, code)
    return catalogue.edit_rule(
        desk.session(Role.ADMINISTRATOR),
        new_id(),
        rule_id=row.id,
        version=row.version if version is None else version,
        enabled=enabled,
        value=row.value if value is None else value,
    )


def test_a_new_value_holds_at_once_and_the_old_one_is_kept(desk: TestHall) -> None:
    done = edit(desk, "telephone_cards", value=" 3 ")
    assert (done.version, done.value) == (2, "3")

    @query(None)
    def in_force(query: Query) -> int:
        today = sale.in_force(query)
        return next(each.value or 0 for each in today.rules if each.code == "telephone_cards")

    assert in_force(desk.clerk) == 3
    versions = catalogue.rule_history(desk.clerk, rule_id=done.rule_id)
    assert [(each.version, each.value, each.enabled) for each in versions] == [
        (2, "3", True),
        (1, "5", True),
    ]
    assert versions[0].staff_no == STAFF_NO[Role.ADMINISTRATOR]
    assert versions[0].at > versions[1].at


def test_a_rule_is_switched_off_and_on_again(desk: TestHall) -> None:
    edit(desk, "handler_for_units", enabled=False)
    assert not rule(desk, "handler_for_units").enabled
    edit(desk, "handler_for_units", enabled=True)
    assert rule(desk, "handler_for_units").enabled
    assert rule(desk, "handler_for_units").version == 3


@REFUSED
def test_a_rule_of_law_stays_as_it_is(desk: TestHall) -> None:
    for code in ("real_name_per_product", "notice_acknowledged"):
        with pytest.raises(UserError, match="rule_fixed"):
            edit(desk, code, enabled=False)
        assert rule(desk, code).version == 1


@REFUSED
def test_a_parameter_cannot_be_off(desk: TestHall) -> None:
    with pytest.raises(UserError, match="not_a_switch"):
        edit(desk, "age.adult", enabled=False)


@REFUSED
@pytest.mark.parametrize(
    ("code", "value"),
    [
        ("telephone_cards", "6"),
        ("telephone_cards", "many"),
        ("age.signs", "17"),
        ("terms.points_validity", ""),
        ("handler_for_units", "1"),
    ],
)
def test_a_value_out_of_its_limits_is_refused(desk: TestHall, code: str, value: str) -> None:
    with pytest.raises(Refused) as refused:
        edit(desk, code, value=value)
    assert refused.value.problems[0].field == "value"
    assert rule(desk, code).version == 1


@REFUSED
def test_nothing_is_written_when_nothing_changed(desk: TestHall) -> None:
    with pytest.raises(UserError, match="nothing_changed"):
        edit(desk, "telephone_cards")
    assert rule(desk, "telephone_cards").version == 1


def test_an_older_version_is_not_written_over(desk: TestHall) -> None:
    edit(desk, "telephone_cards", value="4")
    with pytest.raises(Conflict):
        edit(desk, "telephone_cards", value="3", version=1)
    assert rule(desk, "telephone_cards").value == "4"


@REFUSED
def test_a_rule_that_is_not_there_is_said_so(desk: TestHall) -> None:
    with pytest.raises(Conflict):
        catalogue.edit_rule(
            desk.session(Role.ADMINISTRATOR),
            new_id(),
            rule_id=new_id(),
            version=1,
            enabled=True,
            value="",
        )
