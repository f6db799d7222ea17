"""Every permission has words, and every role a row of the table."""

from __future__ import annotations

from app.domain.permissions import NEEDS_REASON, TABLE, WORDS, Permission, Role, may


def test_every_permission_has_a_name_and_an_explanation_of_its_own() -> None:
    assert list(WORDS) == list(Permission)
    names = [name for name, _ in WORDS.values()]
    explanations = [text for _, text in WORDS.values()]
    assert all(names)
    assert all(explanations)
    assert len(set(names)) == len(set(explanations)) == len(Permission)


def test_every_role_has_a_row_and_every_permission_a_holder() -> None:
    assert set(TABLE) == set(Role)
    assert set().union(*TABLE.values()) == set(Permission)


def test_who_enrols_people_sees_no_customers_and_who_serves_customers_enrols_nobody() -> None:
    for role in Role:
        enrols = may(role, Permission.STAFF_ENROL)
        assert not (enrols and may(role, Permission.CUSTOMER_OPEN))
    assert {role for role in Role if may(role, Permission.STAFF_ENROL)} == {Role.ADMINISTRATOR}
    assert {Role.COMPLIANCE} == NEEDS_REASON
