"""The editable rule set: what can be switched off, what cannot, numbers that change."""

from dataclasses import replace

from app.domain.catalogue import Offering
from app.domain.customers import RealName
from app.domain.rules import DEFAULT_RULES, Facts, evaluate

GOOD = Facts("individual", real_name=RealName.CARD_READ, phone_given=True, notice_acknowledged=True)
TEL = Offering("TEL", "Tel", "telephone", must_read_card=True)


def switched(code, **changes):
    return tuple(replace(rule, **changes) if rule.code == code else rule for rule in DEFAULT_RULES)


def codes(rules, facts):
    return [problem.code for problem in evaluate(rules, facts)]


def test_every_rule_has_text_and_source():
    assert len({rule.code for rule in DEFAULT_RULES}) == len(DEFAULT_RULES)
    assert all(rule.text and rule.source for rule in DEFAULT_RULES)
    assert [rule.code for rule in DEFAULT_RULES if not rule.on] == ["manual_entry_permit"]


def test_a_typed_card_needs_a_permit_where_that_rule_is_on():
    typed = replace(GOOD, typed_card=True)
    rule_on = switched("manual_entry_permit", on=True)
    assert codes(DEFAULT_RULES, typed) == []
    assert codes(rule_on, typed) == ["manual_entry_permit"]
    assert codes(rule_on, replace(typed, permitted=True)) == []
    assert codes(rule_on, GOOD) == []


def test_good_facts_break_no_rule():
    assert codes(DEFAULT_RULES, GOOD) == []


def test_a_rule_can_be_switched_off_unless_it_is_law():
    no_phone = replace(GOOD, phone_given=False)
    assert codes(DEFAULT_RULES, no_phone) == ["phone_missing"]
    assert codes(switched("phone_required", on=False), no_phone) == []
    typed = replace(GOOD, real_name=RealName.PENDING, offerings=(TEL,))
    assert codes(DEFAULT_RULES, typed) == ["real_name"]
    assert codes(switched("real_name_per_product", on=False), typed) == ["real_name"]


def test_the_limit_of_telephone_cards_is_a_number_of_the_rule():
    facts = replace(GOOD, offerings=(TEL, TEL), telephone_cards=4)
    assert codes(DEFAULT_RULES, facts) == ["telephone_cards"]
    assert codes(switched("telephone_cards", value=6), facts) == []
    assert codes(DEFAULT_RULES, replace(GOOD, telephone_cards=9)) == []


def test_no_mobile_needs_a_second_contact():
    facts = replace(GOOD, phone_given=False, no_mobile=True)
    assert codes(DEFAULT_RULES, facts) == ["second_contact_missing"]
    assert codes(DEFAULT_RULES, replace(facts, second_contact=True)) == []


def test_one_owner():
    assert codes(DEFAULT_RULES, replace(GOOD, owners=2)) == ["one_owner"]
    assert codes(DEFAULT_RULES, replace(GOOD, owners=0)) == ["one_owner"]


def test_an_unnamed_holder():
    assert codes(DEFAULT_RULES, replace(GOOD, holder_named=False)) == ["name_missing"]
    no_id = replace(GOOD, real_name=RealName.UNVERIFIED, offerings=(replace(TEL, kind="cable_tv",
        must_read_card=False),))  # fmt: skip
    assert codes(DEFAULT_RULES, no_id) == ["real_name"]
