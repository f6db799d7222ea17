"""The one search box (R-011): what is typed becomes tokens or plain prefixes, hits are compared for
real and masked. See data.md 8 and app.domain.search_grammar."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from uuid import UUID

import sqlalchemy as sa

from app.domain.identity import tidy_number
from app.domain.names import readings
from app.domain.numbers import compact
from app.domain.permissions import Permission
from app.domain.place_grammar import Grade
from app.domain.search_grammar import Query, parse
from app.errors import Problem
from app.security.blind_index import BlindIndex
from app.services import found_places, found_rows, index
from app.services.found_rows import Candidate, Condition, FoundRow, any_of, numbered
from app.services.procedure import not_allowed, procedure, query
from app.services.work import Reader, Work
from db.schema.agreements import agreement
from db.schema.customers import account, customer, subscription
from db.schema.interactions import interaction
from db.schema.orders import product_order
from db.schema.search import search_token

_LAST = "\U0010ffff"
CANDIDATES = 200
"""At most so many are unsealed for one search; the most recently served come first."""
SERVED_HERE = 20
RECENT_VISITS = 400
HOUSEHOLDS = 1024
"""At most so many addresses are asked for who lives there."""

Matches = Callable[[Candidate], bool]


@dataclass(frozen=True)
class Found:
    """Masked rows, last contact first; at an address those of the very place before all others. `hint`
    says what is missing in the text; `more` that there are further customers, so that more should be
    typed."""

    rows: tuple[FoundRow, ...]
    hint: Problem | None = None
    more: bool = False


@dataclass(frozen=True)
class Question:
    """Candidates by `condition`; those for which `matches` holds are shown."""

    condition: Condition
    matches: Matches
    numbers: bool = False
    """`matches` looks at phones and document numbers"""
    more: bool = False
    """the condition leaves out some that were asked for"""
    last: bool = False
    """who is found by it only stands behind the others"""


@query(Permission.CUSTOMER_SEARCH)
def find(reader: Reader, *, text: str, limit: int = 20) -> Found:
    """The customers that `text` means."""
    asked = parse(text)
    if not isinstance(asked, Query):
        return Found((), asked)
    found: dict[UUID, Candidate] = {}
    first: set[UUID] = set()
    more = False
    for question in questions(reader, asked):
        looked, matched = _matching(reader, question, limit + 1)
        more = more or question.more or looked == CANDIDATES
        for each in matched:
            found.setdefault(each.row.customer_id, each)
        if not question.last:
            first.update(each.row.customer_id for each in matched)
    ordered = sorted(found.values(), key=lambda each: each.row.last_contact_at, reverse=True)
    ordered.sort(key=lambda each: each.row.customer_id not in first)
    shown = ordered[:limit]
    found_rows.open_numbers(
        reader, [each for each in shown if not (each.all_phones or each.numbers)]
    )
    found_rows.open_places(reader, shown)
    rows = tuple(found_rows.masked(reader.session, each) for each in shown)
    return Found(rows, None, more or len(ordered) > limit)


def _matching(reader: Reader, question: Question, enough: int) -> tuple[int, list[Candidate]]:
    """How many candidates were looked at, and those that match, at least `enough` if there are."""
    looked, matched = 0, []
    for batch in found_rows.candidates(reader, question.condition, CANDIDATES):
        if question.numbers:
            found_rows.open_numbers(reader, batch)
        looked += len(batch)
        matched += [each for each in batch if question.matches(each)]
        if len(matched) >= enough:
            break
    return looked, matched


def prepare() -> None:
    """Load the readings of pinyin (a tenth of a second), so that the first search need not."""
    readings("单")


@dataclass(frozen=True)
class Noted:
    """An event was written."""

    shown: int


@procedure("search.leave", Permission.CUSTOMER_SEARCH)
def record_search(work: Work, *, kind: str, shown: tuple[UUID, ...]) -> Noted:
    """The event of a search after which nobody was opened; `kind` is the query's, never its text."""
    work.details["query"] = kind
    for customer_id in shown:
        work.touched("customer", customer_id)
    return Noted(len(shown))


@query(Permission.CUSTOMER_OPEN)
def row_of(reader: Reader, *, customer_id: UUID) -> FoundRow:
    """A customer known by id, as a search would list it; NotAllowed when this person may not find it."""
    row = found_rows.one(reader, customer_id)
    if row is None:
        raise not_allowed()
    return row


def kind_of(text: str) -> str:
    """The kind of query that `text` is, for the event of the search; '' when it asks nothing."""
    asked = parse(text)
    return asked.kind if isinstance(asked, Query) else ""


def questions(reader: Reader, asked: Query) -> list[Question]:
    """What is asked of the base; several questions where the text may mean several things."""
    tokens = reader.session.index
    assert tokens is not None
    first, *rest = asked.parts
    match asked.kind:
        case "last_four":
            return [_last_four(tokens, first)]
        case "phone_ends":
            return [_phone_ends(tokens, first, rest[0])]
        case "phone":
            return [_phone(tokens, first), _serial(first)]
        case "document":
            return [_document(tokens, first), _serial(first)]
        case "letters":
            return [_letters(tokens, first)]
        case "letters_last_four":
            return [_letters_last_four(tokens, first, rest[0]), _serial(first + rest[0])]
        case "name":
            return [_name(tokens, first)]
        case "name_or_address":
            return [_name(tokens, first), *_address(reader, first)]
        case "one_character":
            return [_served_here(reader, first)]
        case "number":
            return [_number(first, rest[0]), _serial(rest[0])]
        case "code":
            return _code(tokens, first)
        case "address":
            others = [_name(tokens, first), _document(tokens, tidy_number(first))]
            return [*others, *_address(reader, first)]


def _by_tokens(found: list[index.Token]) -> Condition:
    tokens = list(dict.fromkeys(found))
    kinds = tuple(kind for kind, _ in tokens)

    def build() -> sa.ColumnElement[bool]:
        selects = [
            sa.select(search_token.c.party_id).where(
                # A parameter would make SQLite plan anew at every run, for the partial index of documents.
                search_token.c.kind
                == sa.literal_column(f"'{kind}'"),  # one of the code's own words
                search_token.c.token == sa.bindparam(f"token_{n}"),
            )
            for n, kind in enumerate(kinds)
        ]
        return customer.c.party_id.in_(selects[0] if len(selects) == 1 else sa.union(*selects))

    values = {f"token_{n}": token for n, (_, token) in enumerate(tokens)}
    return Condition(("tokens", *kinds), build, values)


def _last_four(tokens: BlindIndex, four: str) -> Question:
    return Question(
        _by_tokens(_endings(tokens, four)),
        lambda each: any(
            form.endswith(four)
            for number in (*each.all_phones, *each.numbers)
            for form in index.number_forms(number)
        ),
        numbers=True,
    )


def _phone_ends(tokens: BlindIndex, three: str, four: str) -> Question:
    return Question(
        _by_tokens(_endings(tokens, four)),
        lambda each: any(p.startswith(three) and p.endswith(four) for p in each.all_phones),
        numbers=True,
    )


def _endings(tokens: BlindIndex, four: str) -> list[index.Token]:
    return [index.token(tokens, kind, four) for kind in ("last_four", "second_four")]


def _phone(tokens: BlindIndex, phone: str) -> Question:
    return Question(
        _by_tokens([index.token(tokens, kind, phone) for kind in ("phone", "second_phone")]),
        lambda each: phone in each.all_phones,
        numbers=True,
    )


def _document(tokens: BlindIndex, number: str) -> Question:
    forms = index.number_forms(number)
    return Question(
        _by_tokens([index.token(tokens, "number", form) for form in forms]),
        lambda each: any(
            form in forms for value in each.numbers for form in index.number_forms(value)
        ),
        numbers=True,
    )


def _letters(tokens: BlindIndex, letters: str) -> Question:
    wanted = [index.token(tokens, "pinyin", letters), index.token(tokens, "initials", letters[:4])]
    return Question(
        _by_tokens(wanted),
        lambda each: any(
            spelled == letters or initials.startswith(letters)
            for spelled, initials in readings(each.name)
        ),
    )


def _letters_last_four(tokens: BlindIndex, letters: str, four: str) -> Question:
    return Question(
        _by_tokens([index.token(tokens, "initials_four", letters + four)]),
        lambda each: (
            any(initials[:4] == letters for _, initials in readings(each.name))
            and any(number.endswith(four) for number in (*each.phones, *each.numbers))
        ),
        numbers=True,
    )


def _name(tokens: BlindIndex, typed: str) -> Question:
    plain = index.plain_name(typed)
    return Question(
        _by_tokens([index.token(tokens, "name_start", plain[:3])]),
        lambda each: index.plain_name(each.name).startswith(plain),
    )


def _served_here(reader: Reader, character: str) -> Question:
    """One character is too little to look for in the base; the last ones served here may be meant."""

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

    condition = Condition(("served",), build, {"hall": reader.session.actor.hall_id})
    return Question(condition, lambda each: index.plain_name(each.name).startswith(character))


_OWNERS = {
    "subscription": subscription.c.number,
    "account": account.c.number,
    "agreement": agreement.c.number,
    "slip": product_order.c.number,
}


def _number(kind: str, number: str) -> Question:
    if kind == "customer":
        return _owners(kind, customer.c.id, customer.c.code, number)
    if kind not in _OWNERS:
        return Question(Condition(("nobody",), sa.false, {}), _always)
    column = _OWNERS[kind]
    return _owners(kind, column.table.c.customer_id, column, number)


def _serial(text: str) -> Question:
    """What has the form of another number may be a device's: STB and 12 digits is a document's too."""
    serial = subscription.c.equipment_serial
    return _owners("serial", subscription.c.customer_id, serial, compact(text))


def _owners(shape: str, owner: sa.Column[UUID], column: sa.Column[str], value: str) -> Question:
    def build() -> sa.ColumnElement[bool]:
        return customer.c.id.in_(sa.select(owner).where(column == sa.bindparam("value")))

    return Question(Condition((shape,), build, {"value": value}), _always)


def _code(tokens: BlindIndex, text: str) -> list[Question]:
    def build() -> sa.ColumnElement[bool]:
        columns = (*_OWNERS.values(), subscription.c.equipment_serial)
        owners = [_first(column.table.c.customer_id, column) for column in columns]
        mine = _first(customer.c.id, customer.c.code)
        return customer.c.id.in_(sa.union(mine, *owners))

    found = [Question(Condition(("code",), build, _from("text", text)), _always)]
    found.append(_document(tokens, text))
    if re.fullmatch(r"\d{3}X", text, re.ASCII):
        found.append(_last_four(tokens, text))
    return found


def _first(owner: sa.Column[UUID], column: sa.Column[str]) -> sa.Select[tuple[UUID]]:
    """The owners of the first numbers that begin with the text: of ten thousand nobody picks one."""
    numbers = sa.select(owner.label("owner")).where(_begins(column, "text"))
    return sa.select(numbers.order_by(column).limit(CANDIDATES).subquery().c.owner)


def _begins(column: sa.Column[str], name: str) -> sa.ColumnElement[bool]:
    """`column` begins with the parameter, as a range that an ordinary index answers (code point order)."""
    return sa.and_(column >= sa.bindparam(name), column <= sa.bindparam(f"{name}_end"))


def _from(name: str, text: str) -> dict[str, str]:
    """The parameters of `_begins`."""
    return {name: text, f"{name}_end": text + _LAST}


def _address(reader: Reader, typed: str) -> list[Question]:
    """Households at the addresses that were typed whole, then at those that say more."""
    hits = found_places.look(reader, typed, HOUSEHOLDS)[:HOUSEHOLDS]
    full = [hit.id for hit in hits if hit.match.grade == Grade.FULL]
    rest = [hit.id for hit in hits[len(full) :]]
    more = len(hits) == HOUSEHOLDS
    return [_households(full), replace(_households(rest), more=more, last=True)]


def _households(ids: list[UUID]) -> Question:
    if not ids:
        return Question(Condition(("nobody",), sa.false, {}), _always)
    asked = numbered("place", ids)

    def build() -> sa.ColumnElement[bool]:
        at = any_of(subscription.c.place_id, "place", len(asked))
        return customer.c.id.in_(sa.select(subscription.c.customer_id).where(at))

    return Question(Condition(("address", len(asked)), build, asked), _always)


def _always(_each: Candidate) -> bool:
    return True
