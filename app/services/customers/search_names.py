"""The questions of a search that ask for a name: in letters, Han characters, or one character alone."""

from __future__ import annotations

from dataclasses import replace
from typing import Literal

import sqlalchemy as sa

from app.domain.names import compound_surnames, readings, surname_readings
from app.domain.syllables import is_one, spellings
from app.errors import QT_TR_NOOP
from app.security.blind_index import BlindIndex
from app.services.customers import tokens as index
from app.services.customers.listing import Condition
from app.services.customers.search_questions import SearchQuestion, by_tokens, note, older
from app.services.procedure import Query
from db.schema.customers import customer
from db.schema.interactions import interaction

SERVED_HERE = 20
RECENT_VISITS = 400
SHORTEST_WORD = 4
"""Fewer letters are initials, or one syllable; more may be the first word of a foreign name."""


def letters(tokens: BlindIndex, letters: str) -> list[SearchQuestion]:
    """People with this full pinyin, these initials or this surname; ü may be typed in any way."""
    kept = spellings(letters) or (letters,)
    one = is_one(letters)
    pinyin, initials = _pinyin(tokens, kept), _initials(tokens, letters)
    if len(letters) < SHORTEST_WORD and not one:
        return [*pinyin, initials]
    surname = SearchQuestion(
        by_tokens([index.token(tokens, "surname", each) for each in kept]),
        lambda each: not set(kept).isdisjoint(surname_readings(each.name)),
        note=note(
            "surname",
            QT_TR_NOOP(
                "Customers with this surname or these initials, those served last first. For one of "
                "them type the full pinyin or all initials, such as wjj."
            ),
        ),
        unless=None if one or set(kept) & compound_surnames() else "found",
    )
    # four syllables or more are rarely anybody's initials
    if one and len(letters) >= SHORTEST_WORD:
        rest = [*pinyin, initials]
        return [surname, *(replace(each, unless="full") for each in rest)]
    # whole pinyin is rarely anybody's initials, and so few share it that they cost less
    unless: Literal["found", "full"] = "found" if len(letters) > SHORTEST_WORD else "full"
    return [*pinyin, replace(initials, unless=unless), surname]


def _pinyin(tokens: BlindIndex, kept: tuple[str, ...]) -> list[SearchQuestion]:
    """People whose whole name is read so."""
    today = SearchQuestion(
        by_tokens([index.token(tokens, "full_pinyin", each) for each in kept]),
        lambda each: any(spelled in kept for spelled, _ in readings(each.name)),
    )
    return [today, older(tokens, today, pinyin=list(kept))]


def _initials(tokens: BlindIndex, letters: str) -> SearchQuestion:
    return SearchQuestion(
        by_tokens([index.token(tokens, "initials", letters[:4])]),
        lambda each: any(initials.startswith(letters) for _, initials in readings(each.name)),
    )


def letters_last_four(tokens: BlindIndex, letters: str, four: str) -> SearchQuestion:
    """People with these initials and these last four characters of a phone or document."""
    return SearchQuestion(
        by_tokens([index.token(tokens, "initials_four", letters + four)]),
        lambda each: (
            any(initials[:4] == letters for _, initials in readings(each.name))
            and any(number.endswith(four) for number in (*each.phones, *each.numbers))
        ),
        numbers=True,
    )


def name(tokens: BlindIndex, typed: str) -> list[SearchQuestion]:
    """People of this name, then those whose name begins so."""
    plain = index.plain_name(typed)
    whole = SearchQuestion(
        by_tokens([index.token(tokens, "full_name", plain)]),
        lambda each: index.plain_name(each.name) == plain,
    )
    begins = SearchQuestion(
        by_tokens([index.token(tokens, "name_start", plain[:3])]),
        lambda each: index.plain_name(each.name).startswith(plain),
        unless="full",
        last=True,
    )
    return [whole, older(tokens, whole, name=[plain]), begins]


def served_here(query: Query, character: str) -> SearchQuestion:
    """One character is too little for a search of the base, so only the customers served here last
    are compared."""

    def build() -> sa.ColumnElement[bool]:
        recent = (
            sa.select(interaction.c.customer_id, interaction.c.at)
            .where(interaction.c.hall_id == sa.bindparam("hall"))
            .order_by(interaction.c.at.desc())
            .limit(RECENT_VISITS)
            .subquery()
        )
        last = (
            sa.select(recent.c.customer_id)
            .group_by(recent.c.customer_id)
            .order_by(sa.func.max(recent.c.at).desc())
            .limit(SERVED_HERE)
        )
        return customer.c.id.in_(last)

    condition = Condition(("served",), build, {"hall": query.session.actor.hall_id})
    return SearchQuestion(
        condition,
        lambda each: index.plain_name(each.name).startswith(character),
        note=note(
            "served_here",
            QT_TR_NOOP(
                "Only among the last 20 customers served at this hall. Type 2 characters or more to "
                "search all."
            ),
        ),
    )
