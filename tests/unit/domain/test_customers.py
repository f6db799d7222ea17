"""Life cycle, real-name state, ages, money, catalogue, permissions."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain import ages, catalogue, consent, customers
from app.domain.customers import (
    RealName,
    Status,
    better,
    real_name_state,
    satisfies,
)
from app.domain.money import format_yuan, parse_yuan
from app.domain.permissions import TABLE, Permission, Role, may
from app.errors import UserError


def test_every_status_has_its_words():
    assert set(customers.STATUSES) == set(Status)
    assert set(customers.REAL_NAME_STATES) == set(RealName)


READ = {"name": "reader", "number": "reader"}


@pytest.mark.parametrize(
    ("kind", "entry", "complete", "online", "state"),
    [
        ("virtual_card", {}, False, None, RealName.EXEMPT),
        ("individual", READ, False, None, RealName.UNVERIFIED),
        ("individual", READ, True, None, RealName.CARD_READ),
        ("individual", READ | {"name": "typed"}, True, None, RealName.PENDING),
        ("individual", READ | {"number": "recognised"}, True, None, RealName.PENDING),
        ("individual", {}, True, None, RealName.PENDING),
        ("business", READ, True, True, RealName.ONLINE_VERIFIED),
        ("individual", READ, True, False, RealName.MISMATCH),
    ],
)
def test_the_real_name_state_is_computed(kind, entry, complete, online, state):
    assert real_name_state(kind, entry, complete=complete, online=online) is state


def test_what_satisfies_a_product():
    order = [RealName.UNVERIFIED, RealName.PENDING, RealName.CARD_READ, RealName.ONLINE_VERIFIED]
    for high, needed in enumerate(order):
        assert [satisfies(state, needed) for state in order] == [n >= high for n in range(4)]
    assert all(satisfies(state, RealName.EXEMPT) for state in order)
    assert satisfies(RealName.EXEMPT, RealName.EXEMPT)
    assert not satisfies(RealName.EXEMPT, RealName.PENDING)
    assert not any(satisfies(RealName.MISMATCH, needed) for needed in RealName)


@pytest.mark.parametrize(
    ("age", "own_income", "band", "guardian", "acts", "holder_signs", "sensitive"),
    [
        (0, False, "under_8", True, True, False, True),
        (7, False, "under_8", True, True, False, True),
        (8, False, "child", True, False, True, True),
        (13, True, "child", True, False, True, True),
        (14, False, "minor", True, False, True, False),
        (15, True, "minor", True, False, True, False),
        (17, False, "minor", True, False, True, False),
        (16, True, "own_income", False, False, True, False),
        (17, True, "own_income", False, False, True, False),
        (18, False, "adult", False, False, True, False),
    ],
)
def test_age_bands(age, own_income, band, guardian, acts, holder_signs, sensitive):
    found = ages.needs(age, own_income=own_income, limits=ages.AgeLimits())
    assert (found.band, found.guardian, found.guardian_acts) == (band, guardian, acts)
    assert (found.holder_signs, found.sensitive_consent) == (holder_signs, sensitive)
    assert found.guardian_signs == guardian
    assert band in ages.BANDS


def test_age_limits_are_parameters():
    limits = ages.AgeLimits(signs=10, own_data=10, own_income=10, adult=20)
    assert ages.needs(9, own_income=True, limits=limits).band == "under_8"
    assert ages.needs(19, own_income=True, limits=limits).band == "own_income"


@given(st.dates(date(1900, 1, 1), date(2020, 1, 1)), st.integers(0, 100))
def test_age_changes_on_the_birthday(born, years):
    from app.domain.dates import add_years

    assert ages.age_on(born, add_years(born, years)) == years


def test_age_on_days_around_a_birthday():
    assert ages.age_on(date(2018, 11, 21), date(2026, 11, 20)) == 7
    assert ages.age_on(date(2018, 11, 20), date(2026, 11, 20)) == 8
    assert ages.age_on(date(2016, 2, 29), date(2017, 2, 28)) == 1


@pytest.mark.parametrize(
    ("text", "fen"),
    [
        ("128.50", 12850),
        ("128.5", 12850),
        ("128.", 12800),
        ("0", 0),
        ("￥1,200.00", 120000),
        ("¥１２", 1200),
        (" 30 元", 3000),
    ],
)
def test_yuan(text, fen):
    assert parse_yuan(text) == fen


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "amount"),
        ("1.234", "amount"),
        ("-1", "amount"),
        ("abc", "amount"),
        ("1" * 10_000, "amount"),
        ("99999999999", "amount_large"),
    ],
)
def test_wrong_amounts(text, code):
    with pytest.raises(UserError, match=code):
        parse_yuan(text)


@given(st.integers(0, 10**9))
def test_amounts_come_back(fen):
    assert parse_yuan(format_yuan(fen)) == fen


def test_a_negative_amount():
    assert format_yuan(-123450) == "-¥1,234.50"


def test_due_fees():
    tv = catalogue.Offering(
        "TV",
        "TV",
        "cable_tv",
        fees=(catalogue.Fee("deposit", 10000), catalogue.Fee("materials", 0)),
    )
    due = catalogue.due_fees((tv, tv))
    assert due == (catalogue.DueFee("TV", "TV", "deposit", 10000),) * 2
    assert catalogue.total(due) == 20000
    assert tv.needed_state is RealName.PENDING


def test_separate_consents_that_are_asked():
    plain = consent.separate_asked(
        "individual", bank_debit=False, child=False, product_kinds=frozenset({"cable_tv"})
    )
    assert plain == {"id_image": False, "live_photo": False, "signature": False}
    full = consent.separate_asked(
        "individual", bank_debit=True, child=True, product_kinds=frozenset({"telephone"})
    )
    assert full == {
        "id_image": True,
        "live_photo": True,
        "signature": False,
        "bank_account": True,
        "child_data": True,
    }
    assert not consent.separate_asked(
        "virtual_card", bank_debit=False, child=False, product_kinds=frozenset({"vod"})
    )
    assert consent.optional_asked() == ("service_notice", "marketing", "follow_up")


def test_roles_and_permissions():
    assert {p for role in Role for p in TABLE[role]} == set(Permission)
    customer = {p for p in Permission if p.startswith(("customer.", "draft.", "print."))}
    assert not TABLE[Role.ADMINISTRATOR] & customer
    assert TABLE[Role.SERVICE] == {Permission.DUE_RUN}
    assert may(Role.CLERK, Permission.CUSTOMER_REGISTER)
    assert not may(Role.COMPLIANCE, Permission.CUSTOMER_REGISTER)
    assert may(Role.AUDITOR, Permission.AUDIT_READ)
    assert may(Role.AUDITOR, Permission.VERIFY_RUN)
    assert not may(Role.ACCOUNT_MANAGER, Permission.CUSTOMER_REVEAL)


@pytest.mark.parametrize(
    ("before", "now", "after"),
    [
        (RealName.PENDING, RealName.CARD_READ, RealName.CARD_READ),
        (RealName.CARD_READ, RealName.PENDING, RealName.CARD_READ),
        (RealName.ONLINE_VERIFIED, RealName.CARD_READ, RealName.ONLINE_VERIFIED),
        (RealName.ONLINE_VERIFIED, RealName.MISMATCH, RealName.MISMATCH),
        (RealName.MISMATCH, RealName.CARD_READ, RealName.MISMATCH),
        (RealName.MISMATCH, RealName.ONLINE_VERIFIED, RealName.ONLINE_VERIFIED),
    ],
)
def test_what_was_known_of_a_person_is_not_forgotten(
    before: RealName, now: RealName, after: RealName
) -> None:
    assert better(before, now) is after
