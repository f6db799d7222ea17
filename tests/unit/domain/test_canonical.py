"""Canonical bytes and the plain form of frozen dataclasses."""

import hashlib
import json
from datetime import UTC, date, datetime
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.canonical import canonical, encoded, from_plain, to_plain
from app.domain.consent import ConsentForm
from app.domain.customers import RealName
from app.domain.people import PersonForm
from app.domain.registration.form import RegistrationForm, SubscriptionForm

PLAIN = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**63), 2**64 - 1)
    | st.text(st.characters(exclude_categories=["Cs"])),
    lambda inner: st.lists(inner) | st.dictionaries(st.text("abc_", max_size=4), inner),
)


@pytest.mark.parametrize(
    ("label", "value", "expected"),
    [
        ("counter/event/1", {"b": 1, "a": "䶮"}, 'counter/event/1\0{"a":"䶮","b":1}'),
        ("counter/row/1", {}, "counter/row/1\0{}"),
        ("x", [True, None, "·"], 'x\0[true,null,"·"]'),
    ],
)
def test_vectors(label, value, expected):
    assert canonical(label, value) == expected.encode()


@pytest.mark.parametrize(
    ("label", "value", "digest"),
    [
        (
            "counter/event/1",
            {"b": 1, "a": "䶮"},
            "fd87c9aa79590458a2a0a6b470eae63dfd8762911edaec909021d71addd923c2",
        ),
        ("counter/row/1", {}, "ff0e511a35ba866df6109c809936aea13536c30aca3e0833305fd8252acdaa71"),
        (
            "x",
            [True, None, "·"],
            "1b8605273e7a39108688befbde07cf3d7eea61c88a4a749dfaf2591d630da710",
        ),
    ],
)
def test_vectors_as_sha_256(label, value, digest):
    assert hashlib.sha256(canonical(label, value)).hexdigest() == digest


@given(PLAIN, PLAIN)
def test_equal_bytes_mean_equal_values(one, other):
    assert canonical("t", one).startswith(b"t\0")
    if canonical("t", one) == canonical("t", other):
        assert to_plain(one) == to_plain(other)


@given(PLAIN)
def test_the_bytes_are_json_that_anybody_reads(value):
    shown = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    assert canonical("t", value) == b"t\0" + shown.encode()


def test_rows_need_not_be_made_plain_first():
    row = {
        "id": UUID(int=7),
        "day": date(2026, 1, 2),
        "at": datetime(2026, 1, 2, 3, 4, 5, 6, tzinfo=UTC),
        "midnight": datetime(2026, 1, 2, tzinfo=UTC),
        "key": b"\x01\x02",
        "state": RealName.CARD_READ,
        "entry": {"name": "reader"},
    }
    assert encoded(row) == encoded(to_plain(row))


def test_names_are_not_normalised():
    assert canonical("t", "\uf9dd") != canonical("t", "利")


@pytest.mark.parametrize("value", [1.5, b"x", (1,), {1: 2}, {"ä": 1}, [object()], 2**64, "\ud800"])
def test_what_has_no_canonical_form(value):
    with pytest.raises(TypeError):
        canonical("t", value)


def test_a_form_comes_back_from_its_plain_form():
    form = RegistrationForm(
        holder=PersonForm(name="䶮", entry={"name": "reader"}),
        subscriptions=(SubscriptionForm(offering="TV", user=PersonForm(name="王𠅤")),),
        consent=ConsentForm(separate={"id_image": "agree"}),
    )
    assert from_plain(RegistrationForm, to_plain(form)) == form


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        (UUID, UUID(int=7)),
        (date, date(2026, 1, 2)),
        (datetime, datetime(2026, 1, 2, 3, tzinfo=UTC)),
        (bytes, b"\x01\x02"),
        (tuple[date, ...], (date(2026, 1, 2),)),
        (list[int], [1, 2]),
        (dict[str, int], {"a": 1}),
        (date | None, None),
        (int | str, "x"),
        (type(None), None),
        (bool, True),
        (RealName, RealName.CARD_READ),
    ],
)
def test_values_come_back(kind, value):
    assert from_plain(kind, to_plain(value)) == value


def test_anything_stays_as_it_is():
    import typing

    assert from_plain(typing.Any, {"x": 1}) == {"x": 1}


@pytest.mark.parametrize(
    ("value", "error", "named"),
    [
        ({"colour": "red"}, ValueError, "unknown field: colour"),
        ({"holder": {"name": 5}}, TypeError, "holder: name: str"),
        ({"customer_kind": "pirate"}, ValueError, "customer_kind"),
        ({"subscriptions": {}}, TypeError, "subscriptions: a list"),
        ({"consent": {"separate": []}}, TypeError, "consent: separate: an object"),
        ({"large_print": 1}, TypeError, "large_print"),
        ([], TypeError, "an object was expected"),
    ],
)
def test_a_wrong_form_names_the_field(value, error, named):
    with pytest.raises(error, match=named):
        from_plain(RegistrationForm, value)


def test_dates_are_text():
    with pytest.raises(TypeError, match="text"):
        from_plain(date, 20260102)


def test_no_plain_form():
    with pytest.raises(TypeError, match="object"):
        to_plain(object())
