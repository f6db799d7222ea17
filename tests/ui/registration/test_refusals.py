"""What a registration is refused for: a sentence says so, nothing is written, the draft stands."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.domain.ids import new_id
from app.errors import OutcomeUnknown, UserError
from app.services import catalogue, registration
from tests.kit.clerk import ADULT, Registering, born_years_ago, focused, person, type_text
from tests.kit.forms import individual, resident_number
from ui.desk.background import Call
from ui.form.fields import Fields
from ui.registration.side_panel import checks


def refused(clerk: Registering, changed: dict[str, str], at: str, step: int) -> str:
    """Change a complete form, try to register, and be sent to `at`; the sentence there."""
    before = {path: clerk.text(path) for path in changed}
    clerk.put(changed)
    clerk.screen.go_to(4)
    clerk.go_on()
    assert clerk.step == step, changed
    kind, said = clerk.status(at)
    assert kind == "bad", (changed, said)
    assert len(said) > 10
    names = clerk.screen.fields.names([at])
    assert names[0] in clerk.screen.bottom.left.words()
    clerk.put(before)
    return said


def people(rows: dict[str, int]) -> dict[str, int]:
    """What a registration writes, apart from the record that somebody asked for it."""
    records = ("operation", "audit_event", "record_version", "blob", "paper")
    return {name: count for name, count in rows.items() if name not in records}


def wrong_digit(number: str) -> str:
    """The same number with another check digit."""
    return number[:-1] + ("1" if number[-1] != "1" else "2")


def test_each_wrong_entry_is_refused_with_its_sentence(clerk: Registering) -> None:
    clerk.individual()
    rows = clerk.counts()
    good = resident_number(ADULT)
    yesterday = (born_years_ago(0) + timedelta(days=99)).isoformat()
    cases = [
        ({"holder.number": wrong_digit(good)}, "holder.number", 2, "check digit"),
        ({"holder.birth_date": "1991-03-07"}, "holder.birth_date", 2, "contradicts"),
        ({"holder.valid_to": yesterday}, "holder.valid_to", 2, "expired"),
        ({"holder.phone": "1382600260"}, "holder.phone", 3, "1 digits short"),
        ({"holder.phone": "99999999"}, "holder.phone", 3, "begins with 1"),
        ({"holder.name": "12345"}, "holder.name", 3, "no digits"),
        ({"received": "a lot"}, "received", 4, "amount in yuan"),
    ]
    for changed, at, step, words in cases:
        assert words in refused(clerk, changed, at, step)
    assert clerk.counts() == rows
    clerk.screen.go_to(4)
    clerk.register()


def test_ten_thousand_characters_in_any_field_are_refused(clerk: Registering) -> None:
    clerk.choose_place()
    clerk.put({"products": "TV-BASIC", "by_agent": "1", **person("holder", born_years_ago(15))})
    rows = clerk.counts()
    fields: Fields = clerk.screen.fields
    long = "字" * 10_000
    texts = [
        path
        for path in fields.paths()
        if path != "place_id" and hasattr(fields.control(path), "control")
    ]
    typed = []
    for path in texts:
        control = getattr(fields.control(path), "control")  # noqa: B009 - a Field's own input
        if not hasattr(control, "setText") or path.startswith(("organization.", "handler.")):
            continue
        before = clerk.text(path)
        clerk.put({path: long})
        assert clerk.text(path) == long, path
        assert clerk.status(path)[0] == "bad" or path == "holder.country", path
        clerk.put({path: before})
        typed.append(path)
    assert {"holder.name", "guardian.id_address", "agent.relation", "remark"} <= set(typed)
    assert clerk.counts() == rows


def test_an_address_that_is_not_served_is_told_before_anything_personal(clerk: Registering) -> None:
    rows = clerk.counts()
    clerk.choose_place(9)
    clerk.put({"products": "TV-BASIC"})
    clerk.go_on()
    assert clerk.step == 1
    assert clerk.status("place_id") == (
        "bad",
        "This product cannot be delivered at this address. Choose another product or address.",
    )
    assert clerk.counts() == rows


def test_a_telephone_is_refused_below_its_real_name_state(clerk: Registering) -> None:
    rows = clerk.counts()
    clerk.put({"products": "TEL-39"})
    clerk.go_on()
    assert clerk.step == 1
    assert "typing it is not enough" in clerk.screen.form.business.products.notice.text()
    assert clerk.counts() == rows


def test_a_document_that_has_a_customer_stops_and_opens_that_customer(clerk: Registering) -> None:
    clerk.individual()
    clerk.register()
    owner = clerk.screen.desk.customer_id
    rows = clerk.counts()
    clerk.open_tab()
    clerk.choose_place(1)
    clerk.put({"products": "TV-BASIC"})
    clerk.go_on()
    clerk.put(person("holder"))
    clerk.settled()
    document = clerk.screen.form.document
    assert document.duplicate.isVisible()
    assert "欧阳*" in document.duplicate_notice.text()
    clerk.go_on()
    assert clerk.step == 2
    assert people(clerk.counts()) == people(rows)
    draft_id = clerk.screen.open.draft_id
    document.open_owner.click()
    clerk.wait(lambda: clerk.screen.desk.customer_id == owner)
    assert [form.draft_id for form in clerk.screen.desk.forms.all if form.held] == [draft_id]


def test_same_name_and_phone_are_compared_side_by_side(clerk: Registering) -> None:
    clerk.individual()
    clerk.register()
    clerk.open_tab()
    clerk.choose_place(1)
    clerk.put({"products": "TV-BASIC"})
    clerk.go_on()
    clerk.put(person("holder", date(1970, 1, 2)))
    clerk.go_on()
    clerk.put({"holder.name": "欧阳䶮", "holder.phone": "13800000001"})
    clerk.consent()
    clerk.settled()
    assert clerk.screen.form.person.look_alike.isVisible()
    clerk.put({"holder.name": "张三"})  # somebody else: whom the other was like is gone at once
    assert not clerk.screen.form.person.look_alike.isVisible()
    clerk.put({"holder.name": "欧阳䶮"})
    clerk.settled()
    assert clerk.screen.form.person.look_alike.isVisible()
    clerk.go_on()
    assert clerk.step == 3
    assert clerk.status("same_person_checked")[0] == "bad"
    clerk.put({"same_person_checked": "1"})
    clerk.settled()
    clerk.go_on()
    assert clerk.step == 4


def test_what_only_the_procedure_sees_is_shown_at_its_field(clerk: Registering) -> None:
    """Another counter registers the same document between the last check and Ctrl+Enter."""
    clerk.individual()
    clerk.settled()
    first = clerk.screen.open.operation_id
    session = clerk.desk.session
    place = str(catalogue.places(session, text="示例花园 308")[0].id)
    other: list[object] = []
    clerk.background.run(
        Call(registration.register, session, new_id(), form=individual(place)),
        done=other.append,
    )
    clerk.wait(lambda: bool(other))
    rows = clerk.counts()
    clerk.go_on()
    clerk.wait(lambda: clerk.step != 5)
    assert clerk.step == 2
    assert clerk.status("holder.number")[0] == "bad"
    assert clerk.screen.open.operation_id != first
    assert people(clerk.counts()) == people(rows)


def test_an_unknown_outcome_is_asked_again_under_the_same_number(
    clerk: Registering, monkeypatch: pytest.MonkeyPatch
) -> None:
    clerk.individual()
    real = registration.register
    asked = []

    def lost(session, operation_id, **request):
        asked.append(operation_id)
        done = real(session, operation_id, **request)
        if len(asked) == 1:
            raise OutcomeUnknown("outcome_unknown", "The connection was lost.")
        return done

    monkeypatch.setattr(registration, "register", lost)
    clerk.go_on()
    clerk.wait(clerk.screen.bottom.unknown.isVisible)
    assert not clerk.screen.form.pages.isEnabled()
    clerk.screen.bottom.unknown.act.click()
    clerk.wait(lambda: clerk.screen.open.is_empty)
    assert asked[0] == asked[1]
    assert clerk.counts()["customer"] == 1


def test_a_full_disk_keeps_the_form_and_takes_a_new_number(
    clerk: Registering, monkeypatch: pytest.MonkeyPatch
) -> None:
    clerk.individual()
    rows = clerk.counts()
    first = clerk.screen.open.operation_id

    def full(session, operation_id, **request):
        raise UserError("disk_full", "The disk is full.")

    monkeypatch.setattr(registration, "register", full)
    clerk.go_on()
    clerk.wait(lambda: bool(clerk.said) and clerk.said[-1].text == "The disk is full.")
    assert clerk.step == 5
    assert clerk.screen.form.pages.isEnabled()
    assert clerk.screen.open.operation_id != first
    assert clerk.counts() == rows
    monkeypatch.undo()
    clerk.register()


def test_an_empty_field_is_not_red_until_it_was_left_or_tried(clerk: Registering) -> None:
    clerk.choose_place()
    clerk.put({"products": "TV-BASIC"})
    clerk.go_on()
    assert clerk.status("holder.number")[0] == "hint"
    clerk.screen.fields.focus("holder.number")
    clerk.screen.fields.focus("holder.authority")
    assert clerk.status("holder.number")[0] == "bad"
    assert clerk.status("holder.valid_to")[0] == "hint"
    clerk.go_on()
    assert clerk.status("holder.valid_to")[0] == "bad"
    assert clerk.screen.bottom.left.words().startswith("3 left: Document number")


def test_a_refusal_waits_for_the_end_of_the_typing_and_nothing_is_green_beside_it(
    clerk: Registering,
) -> None:
    clerk.choose_place()
    clerk.put({"products": "TV-BASIC"})
    clerk.go_on()
    fields = clerk.screen.fields
    fields.focus("holder.number")
    wrong = wrong_digit(resident_number(ADULT))
    for text in (wrong[:10], wrong[10:]):
        type_text(text)
        clerk.settled()
        mine = [path for path in fields.paths() if path.startswith("holder.")]
        assert "bad" not in {clerk.status(path)[0] for path in mine}
    QTest.keyClick(focused(), Qt.Key.Key_Return)
    assert clerk.status("holder.number")[0] == "bad"
    for derived in ("holder.birth_date", "holder.sex"):
        assert clerk.text(derived)
        assert clerk.status(derived)[0] != "ok"
    assert clerk.screen.view is not None
    said = " ".join(text for tone, text in checks(clerk.screen.view) if tone == "ok")
    assert "No guardian" not in said
    assert "Under this document" not in said
