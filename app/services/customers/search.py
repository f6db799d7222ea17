"""The search box (R-011). The typed text becomes tokens or plain prefixes; hits are unsealed,
compared and masked. See data.md 8 and app.domain.search_grammar."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from uuid import UUID

import sqlalchemy as sa

from app.domain.identity import tidy_number
from app.domain.names import compound_surnames, readings
from app.domain.numbers import compact
from app.domain.permissions import Permission
from app.domain.place_grammar import Grade
from app.domain.search_grammar import ParsedSearch, is_whole, parse
from app.errors import QT_TR_NOOP, Problem
from app.lanes import lane
from app.security.blind_index import BlindIndex
from app.services import catalogue
from app.services.customers import listing, search_names
from app.services.customers import tokens as index
from app.services.customers.listing import Candidate, Condition, FoundRow
from app.services.customers.reindex import anybody_waits
from app.services.customers.search_questions import SearchQuestion, by_tokens, note, older
from app.services.procedure import Query, Work, not_allowed, procedure, query
from app.services.session import no_records_key
from db.schema.agreements import agreement
from db.schema.customers import account, customer, subscription
from db.schema.orders import product_order
from db.select import any_of, numbered

_LAST = "\U0010ffff"
CANDIDATES = 200
"""At most so many are unsealed for one search; the most recently served come first."""
OLDER_CANDIDATES = 4000
"""Of who still waits for today's tokens so many: the older ones hid the person sought behind 200, and it
is better that a key takes longer until the last has today's."""
HOUSEHOLDS = 1024
"""At most so many addresses are asked for who lives there."""


@dataclass(frozen=True)
class Found:
    """Masked rows, last contact first; those of the very name or place before those that say more. `hint`
    says what is missing in the text; `more` that there are further customers, so that more should be
    typed."""

    rows: tuple[FoundRow, ...]
    hint: Problem | None = None
    more: bool = False
    note: Problem | None = None
    """whom the rows leave out, or why there are none"""
    nobody: bool = False
    """there is no such customer: a complete number, name or document was looked for"""


@query(Permission.CUSTOMER_SEARCH)
def find(query: Query, *, text: str, limit: int = 20) -> Found:
    """The customers that `text` means, at most `limit`."""
    asked = parse(text)
    if not isinstance(asked, ParsedSearch):
        return Found((), asked)
    found: dict[UUID, Candidate] = {}
    first: set[UUID] = set()
    more, beside = False, None
    most = max(CANDIDATES, 2 * limit)
    waiting = anybody_waits(query)
    for question in questions(query, asked):
        if question.older and not waiting:
            continue
        if question.unless and len(found) > (limit if question.unless == "full" else 0):
            continue
        looked_at = max(most, OLDER_CANDIDATES) if question.older else most
        looked, matched = _matching(query, question, limit + 1, looked_at)
        more = more or question.more or looked == looked_at
        beside = beside or (question.note if matched else None)
        for each in matched:
            found.setdefault(each.row.customer_id, each)
        if not question.last:
            first.update(each.row.customer_id for each in matched)
    ordered = sorted(found.values(), key=lambda each: each.row.last_contact_at, reverse=True)
    ordered.sort(key=lambda each: each.row.customer_id not in first)
    shown = ordered[:limit]
    listing.open_numbers(query, [each for each in shown if not (each.all_phones or each.numbers)])
    listing.open_places(query, shown)
    rows = tuple(listing.masked(query.session, each) for each in shown)
    if not rows:
        return Found((), None, more, _nobody(asked), is_whole(asked) and not more)
    return Found(rows, None, more or len(ordered) > limit, beside)


def _nobody(asked: ParsedSearch) -> Problem:
    if is_whole(asked):
        text = QT_TR_NOOP("Nobody found. Compare what you typed with the document.")
    elif asked.kind == "letters":
        text = QT_TR_NOOP(
            "Nobody found by these letters. Type the full pinyin or the initials, such as wjj; to be "
            "sure, search for the name or a whole number."
        )
    elif asked.kind == "one_character":
        text = QT_TR_NOOP(
            "Nobody of this name among the last 20 customers served at this hall. Type 2 characters "
            "or more to search all."
        )
    else:
        text = QT_TR_NOOP(
            "Nobody found by this part. Before registering anybody, search for the whole name, "
            "phone or document number."
        )
    return note("nobody", text)


def _matching(
    query: Query, question: SearchQuestion, enough: int, most: int
) -> tuple[int, list[Candidate]]:
    """How many candidates were looked at, `most` at most, and those that match, at least `enough` if
    there are."""
    looked, matched = 0, []
    for batch in listing.candidates(query, question.condition, most):
        if question.numbers:
            listing.open_numbers(query, batch)
        looked += len(batch)
        matched += [each for each in batch if question.matches(each)]
        if len(matched) >= enough:
            break
    return looked, matched


@lane("reads")
def prepare() -> None:
    """Load the readings of pinyin (a tenth of a second), so that the first search need not."""
    readings("单")
    compound_surnames()


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
def find_by_id(query: Query, *, customer_id: UUID) -> FoundRow:
    """A customer known by id, as a search would list it; NotAllowed when this person may not find it."""
    row = listing.customer_row(query, customer_id)
    if row is None:
        raise not_allowed()
    return row


def kind_of_search(text: str) -> str:
    """The kind of query that `text` is, for the event of the search; '' when it asks nothing."""
    asked = parse(text)
    return asked.kind if isinstance(asked, ParsedSearch) else ""


def questions(query: Query, asked: ParsedSearch) -> list[SearchQuestion]:
    """The questions to the base, several where the text may mean several things."""
    tokens = query.session.index
    if tokens is None:
        raise no_records_key()
    first, *rest = asked.parts
    match asked.kind:
        case "last_four":
            return [_last_four(tokens, first)]
        case "phone_ends":
            return _phone_ends(tokens, first, rest[0])
        case "phone":
            return [_phone(tokens, first), _serial(first)]
        case "document":
            return [_document(tokens, first), _serial(first)]
        case "letters":
            return search_names.letters(tokens, first)
        case "letters_last_four":
            return [
                search_names.letters_last_four(tokens, first, rest[0]),
                _serial(first + rest[0]),
            ]
        case "name":
            return search_names.name(tokens, first)
        case "name_or_address":
            return [*search_names.name(tokens, first), *_address(query, first)]
        case "one_character":
            return [search_names.served_here(query, first)]
        case "number":
            return [_number(first, rest[0]), _serial(rest[0])]
        case "code":
            return _code(tokens, first)
        case "address":
            return [
                *search_names.name(tokens, first),
                _document(tokens, tidy_number(first)),
                *_address(query, first),
            ]


def _last_four(tokens: BlindIndex, four: str) -> SearchQuestion:
    return SearchQuestion(
        by_tokens(_endings(tokens, four)),
        lambda each: any(
            form.endswith(four)
            for number in (*each.all_phones, *each.numbers)
            for form in index.number_forms(number)
        ),
        numbers=True,
    )


def _phone_ends(tokens: BlindIndex, three: str, four: str) -> list[SearchQuestion]:
    kinds = ("phone_ends", "second_ends")
    today = SearchQuestion(
        by_tokens([index.token(tokens, kind, three + four) for kind in kinds]),
        lambda each: any(p.startswith(three) and p.endswith(four) for p in each.all_phones),
        numbers=True,
    )
    return [today, older(tokens, today, last_four=[four], second_four=[four])]


def _endings(tokens: BlindIndex, four: str) -> list[index.Token]:
    return [index.token(tokens, kind, four) for kind in ("last_four", "second_four")]


def _phone(tokens: BlindIndex, phone: str) -> SearchQuestion:
    return SearchQuestion(
        by_tokens([index.token(tokens, kind, phone) for kind in ("phone", "second_phone")]),
        lambda each: phone in each.all_phones,
        numbers=True,
    )


def _document(tokens: BlindIndex, number: str) -> SearchQuestion:
    forms = index.number_forms(number)
    return SearchQuestion(
        by_tokens([index.token(tokens, "number", form) for form in forms]),
        lambda each: any(
            form in forms for value in each.numbers for form in index.number_forms(value)
        ),
        numbers=True,
    )


_OWNERS = {
    "subscription": subscription.c.number,
    "account": account.c.number,
    "agreement": agreement.c.number,
    "slip": product_order.c.number,
}


def _number(kind: str, number: str) -> SearchQuestion:
    if kind == "customer":
        return _owners(kind, customer.c.id, customer.c.code, number)
    if kind not in _OWNERS:
        return SearchQuestion(Condition(("nobody",), sa.false, {}), _always)
    column = _OWNERS[kind]
    return _owners(kind, column.table.c.customer_id, column, number)


def _serial(text: str) -> SearchQuestion:
    """Also search device numbers, because STB and 12 digits can be a document's number too."""
    serial = subscription.c.equipment_serial
    return _owners("serial", subscription.c.customer_id, serial, compact(text))


def _owners(
    shape: str, owner: sa.Column[UUID], column: sa.Column[str], value: str
) -> SearchQuestion:
    def build() -> sa.ColumnElement[bool]:
        return customer.c.id.in_(sa.select(owner).where(column == sa.bindparam("value")))

    return SearchQuestion(Condition((shape,), build, {"value": value}), _always)


def _code(tokens: BlindIndex, text: str) -> list[SearchQuestion]:
    def build() -> sa.ColumnElement[bool]:
        columns = (*_OWNERS.values(), subscription.c.equipment_serial)
        owners = [_first(column.table.c.customer_id, column) for column in columns]
        mine = _first(customer.c.id, customer.c.code)
        return customer.c.id.in_(sa.union(mine, *owners))

    found = [SearchQuestion(Condition(("code",), build, _from("text", text)), _always)]
    found.append(_document(tokens, text))
    if re.fullmatch(r"\d{3}X", text, re.ASCII):
        found.append(_last_four(tokens, text))
    return found


def _first(owner: sa.Column[UUID], column: sa.Column[str]) -> sa.Select[tuple[UUID]]:
    """The owners of the first numbers that begin with the text, because nobody picks one row of ten
    thousand."""
    numbers = sa.select(owner.label("owner")).where(_begins(column, "text"))
    return sa.select(numbers.order_by(column).limit(CANDIDATES).subquery().c.owner)


def _begins(column: sa.Column[str], name: str) -> sa.ColumnElement[bool]:
    """`column` begins with the parameter, as a range that an ordinary index answers (code point order)."""
    return sa.and_(column >= sa.bindparam(name), column <= sa.bindparam(f"{name}_end"))


def _from(name: str, text: str) -> dict[str, str]:
    """The parameters of `_begins`."""
    return {name: text, f"{name}_end": text + _LAST}


def _address(query: Query, typed: str) -> list[SearchQuestion]:
    """Households at the addresses that were typed whole, then at those that say more."""
    hits = catalogue.find_places(query, typed, HOUSEHOLDS)[:HOUSEHOLDS]
    full = [hit.id for hit in hits if hit.match.grade == Grade.FULL]
    rest = [hit.id for hit in hits[len(full) :]]
    more = len(hits) == HOUSEHOLDS
    return [_households(full), replace(_households(rest), more=more, last=True)]


def _households(ids: list[UUID]) -> SearchQuestion:
    if not ids:
        return SearchQuestion(Condition(("nobody",), sa.false, {}), _always)
    asked = numbered("place", ids)

    def build() -> sa.ColumnElement[bool]:
        at = any_of(subscription.c.place_id, "place", len(asked))
        return customer.c.id.in_(sa.select(subscription.c.customer_id).where(at))

    return SearchQuestion(Condition(("address", len(asked)), build, asked), _always)


def _always(_each: Candidate) -> bool:
    return True
