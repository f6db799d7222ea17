"""The parameters that an administrator may change (R-163), with what each allows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise

from app.domain.rules import DEFAULT_RULES
from app.errors import QT_TR_NOOP, Problem

LONGEST_TEXT = 100
"""Characters of a parameter that is a text; it is printed on one line of an agreement."""


@dataclass(frozen=True)
class Parameter:
    """`least` and `most` limit a whole number counted in `unit`; a text has neither."""

    text: str
    least: int = 0
    most: int = 0
    unit: str = ""

    @property
    def is_number(self) -> bool:
        return self.most > 0


_YEARS = QT_TR_NOOP("years")
_AGE = QT_TR_NOOP("years old")
_DAYS = QT_TR_NOOP("days")
_HOURS = QT_TR_NOOP("hours")
_MONTHS = QT_TR_NOOP("months")

PARAMETERS: dict[str, Parameter] = {
    "telephone_cards": Parameter("", 1, 5, QT_TR_NOOP("cards")),  # the text is the rule's own
    "age.signs": Parameter(QT_TR_NOOP("From this age a child signs too"), 1, 18, _AGE),
    "age.own_data": Parameter(QT_TR_NOOP("From this age not all data is sensitive"), 14, 18, _AGE),
    "age.own_income": Parameter(
        QT_TR_NOOP("From this age with own income a minor acts as an adult"), 16, 18, _AGE
    ),
    "age.adult": Parameter(QT_TR_NOOP("From this age a person is an adult"), 18, 21, _AGE),
    "terms.install_days": Parameter(QT_TR_NOOP("Installed within"), 1, 60, _DAYS),
    "terms.repair_hours": Parameter(QT_TR_NOOP("Repaired within"), 1, 240, _HOURS),
    "terms.major_repair_hours": Parameter(
        QT_TR_NOOP("Major fault repaired within"), 1, 240, _HOURS
    ),
    "terms.resume_hours": Parameter(
        QT_TR_NOOP("Service resumed after payment within"), 1, 240, _HOURS
    ),
    "terms.maintenance_hours": Parameter(
        QT_TR_NOOP("Planned maintenance announced before"), 1, 720, _HOURS
    ),
    "terms.suspend_days": Parameter(QT_TR_NOOP("Suspended after arrears of"), 1, 365, _DAYS),
    "terms.terminate_days": Parameter(
        QT_TR_NOOP("Ended after a further suspension of"), 1, 365, _DAYS
    ),
    "terms.cable_arrears_months": Parameter(
        QT_TR_NOOP("Cable TV cut after arrears of"), 1, 24, _MONTHS
    ),
    "terms.late_fee_per_mille": Parameter(
        QT_TR_NOOP("Late fee per day"), 1, 3, QT_TR_NOOP("per mille")
    ),
    "terms.notice_days": Parameter(QT_TR_NOOP("Changes announced before"), 1, 365, _DAYS),
    "terms.reply_days": Parameter(QT_TR_NOOP("Complaints answered within"), 1, 15, _DAYS),
    "terms.retention_years": Parameter(
        QT_TR_NOOP("Identity data kept after the service ends for"), 2, 30, _YEARS
    ),
    "time.ahead_days": Parameter(
        QT_TR_NOOP("A clock is asked about when no record was made for"), 1, 366, _DAYS
    ),
    "terms.points_validity": Parameter(QT_TR_NOOP("How long points are valid")),
    "terms.complaint_channels": Parameter(QT_TR_NOOP("Where a customer can complain further")),
}

AGES = ("age.signs", "age.own_data", "age.own_income", "age.adult")
"""Each is no higher than the next one."""
_SWITCHES = frozenset(rule.code for rule in DEFAULT_RULES if not rule.fixed)


def can_switch(code: str) -> bool:
    """Whether this is a rule that may be off; parameters always hold, and so do rules of law."""
    return code in _SWITCHES


def check(code: str, value: str, others: Mapping[str, str]) -> Problem | None:
    """What speaks against `value` for the parameter `code`; `others` are the values in force."""
    parameter = PARAMETERS.get(code)
    if parameter is None:
        text = QT_TR_NOOP("This rule has no value.")
        return Problem("value", "no_value", text) if value else None
    if parameter.is_number:
        return _number(parameter, value) or _order(code, int(value), others)
    if not value.strip() or len(value) > LONGEST_TEXT or not value.isprintable():
        text = QT_TR_NOOP("Type one line of 1 to {most} characters.")
        return Problem("value", "value_text", text, {"most": LONGEST_TEXT})
    return None


def _number(parameter: Parameter, value: str) -> Problem | None:
    digits = value.isascii() and value.isdigit() and len(value) <= len(str(parameter.most))
    if digits and str(int(value)) == value and parameter.least <= int(value) <= parameter.most:
        return None
    return Problem(
        "value",
        "value_range",
        QT_TR_NOOP("Type a whole number from {least} to {most}."),
        {"least": parameter.least, "most": parameter.most},
    )


def _order(code: str, value: int, others: Mapping[str, str]) -> Problem | None:
    if code not in AGES:
        return None
    ages = {each: int(others[each]) for each in AGES if each in others} | {code: value}
    if all(
        ages[low] <= ages[high] for low, high in pairwise(each for each in AGES if each in ages)
    ):
        return None
    text = QT_TR_NOOP("The ages must rise: signs, own data, own income, adult.")
    return Problem("value", "age_order", text)
