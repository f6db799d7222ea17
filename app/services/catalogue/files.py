"""Reading a hall's standard addresses (CSV) and products (JSON) from files, each fault with its row."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from pathlib import Path

from app import bounded
from app.domain.canonical import from_plain, read_json
from app.domain.catalogue import PRODUCT_KINDS, Offering
from app.domain.money import LARGEST
from app.domain.text import check_text
from app.errors import QT_TR_NOOP, Problem, Refused, UserError

COLUMNS = ("district_code", "district", "street", "estate", "building", "unit", "room", "serves")
LARGEST_BYTES = 50_000_000
LONGEST_CELL = 100
MOST_PROBLEMS = 50
MOST_MONTHS = 1200
_MAY_BE_EMPTY = ("estate", "unit", "serves")


@dataclass(frozen=True)
class PlaceLine:
    """A standard address; `serves` names the product kinds that can be delivered there."""

    district_code: str
    district: str
    street: str
    estate: str
    building: str
    unit: str
    room: str
    serves: tuple[str, ...]

    @property
    def text(self) -> str:
        """The address as it is searched and printed; it names one place."""
        inner = " ".join(part for part in (self.building, self.unit, self.room) if part)
        return f"{self.district}{self.street}{self.estate} {inner}"


def read_places(file: Path) -> tuple[PlaceLine, ...]:
    """The addresses of a CSV file in UTF-8 or GB 18030 whose first row names `COLUMNS`.

    In `serves`, product kinds are separated by ';' or spaces. Refused with a Problem a fault, its field
    'row 7' (the first line of the file is row 1). UserError 'file_unreadable', 'file_too_large',
    'input_silent'.
    """
    rows = csv.reader(io.StringIO(_text(file), newline=""), strict=True)
    lines: list[PlaceLine] = []
    problems: list[Problem] = []
    seen: dict[str, int] = {}
    try:
        if tuple(cell.strip() for cell in next(rows, [])) != COLUMNS:
            raise Refused([_columns_missing()])
        for cells in rows:
            row = rows.line_num
            if not any(cell.strip() for cell in cells):
                continue
            found = _row_problems(row, cells)
            problems += found
            if found:
                continue
            line = _line(cells)
            if line.text in seen:
                text = QT_TR_NOOP("The same address stands in row {other}.")
                problems.append(_problem(row, "place_twice", text, other=seen[line.text]))
            seen.setdefault(line.text, row)
            lines.append(line)
    except csv.Error:
        problems.append(
            _problem(rows.line_num, "row_form", QT_TR_NOOP("This row cannot be read as CSV."))
        )
    if problems:
        raise Refused(problems[:MOST_PROBLEMS])
    return tuple(lines)


def read_offerings(file: Path) -> tuple[Offering, ...]:
    """The products of a JSON file: a list of objects with the fields of app.domain.catalogue.Offering.

    Refused with a Problem a fault, its field 'item 3'. UserError as in `read_places`.
    """
    try:
        items = read_json(_text(file))
    except (ValueError, RecursionError):
        items = None
    if not isinstance(items, list) or not items:
        raise Refused(
            [
                Problem(
                    "file",
                    "not_a_list",
                    QT_TR_NOOP("The file must hold a JSON list of products, with each field once."),
                )
            ]
        )
    offerings: list[Offering] = []
    problems: list[Problem] = []
    for number, item in enumerate(items, start=1):
        try:
            offerings.append(from_plain(Offering, item))
        except (TypeError, ValueError) as error:
            field = str(error).split(":")[0][:40]
            text = QT_TR_NOOP("This product cannot be read; look at {field}.")
            problems.append(Problem(f"item {number}", "item_form", text, {"field": field}))
            continue
        problems += _offering_problems(number, offerings)
    if problems:
        raise Refused(problems[:MOST_PROBLEMS])
    return tuple(offerings)


def _text(file: Path) -> str:
    """The file's text: UTF-8, else what a Chinese spreadsheet writes."""
    try:
        content = bounded.read_file(file, LARGEST_BYTES)
    except bounded.TooLarge:
        raise UserError(
            "file_too_large",
            QT_TR_NOOP("The file is larger than {limit} MB. Split it."),
            limit=LARGEST_BYTES // 1_000_000,
        ) from None
    except OSError:
        raise _unreadable() from None
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise _unreadable()


def _unreadable() -> UserError:
    return UserError(
        "file_unreadable",
        QT_TR_NOOP("The file cannot be read as text. Choose a CSV or JSON file in UTF-8."),
    )


def _columns_missing() -> Problem:
    return Problem(
        "row 1",
        "columns",
        QT_TR_NOOP("The first row must name the columns: {columns}."),
        {"columns": ",".join(COLUMNS)},
    )


def _row_problems(row: int, cells: list[str]) -> list[Problem]:
    if len(cells) != len(COLUMNS):
        text = QT_TR_NOOP("This row has {given} columns instead of {wanted}.")
        return [_problem(row, "row_columns", text, given=len(cells), wanted=len(COLUMNS))]
    named = dict(zip(COLUMNS, (cell.strip() for cell in cells), strict=True))
    problems = []
    for name, cell in named.items():
        if not cell and name not in _MAY_BE_EMPTY:
            text = QT_TR_NOOP("{column} is empty.")
            problems.append(_problem(row, "cell_empty", text, column=name))
        if len(cell) > LONGEST_CELL or not cell.isprintable():
            text = QT_TR_NOOP("{column} is longer than {limit} characters or holds control signs.")
            problems.append(_problem(row, "cell_form", text, column=name, limit=LONGEST_CELL))
    code = named["district_code"]
    if code and not (len(code) == 6 and code.isascii() and code.isdigit()):
        text = QT_TR_NOOP("The district code has 6 digits.")
        problems.append(_problem(row, "district_code", text))
    if unknown := [kind for kind in _kinds(named["serves"]) if kind not in PRODUCT_KINDS]:
        text = QT_TR_NOOP("There is no kind of product called {kind}.")
        problems.append(_problem(row, "product_kind", text, kind=unknown[0][:LONGEST_CELL]))
    return problems


def _kinds(cell: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(cell.replace(";", " ").split()))


def _line(cells: list[str]) -> PlaceLine:
    code, district, street, estate, building, unit, room, serves = (cell.strip() for cell in cells)
    return PlaceLine(code, district, street, estate, building, unit, room, _kinds(serves))


def _offering_problems(number: int, offerings: list[Offering]) -> list[Problem]:
    offering = offerings[-1]
    problems = []
    if not (offering.code.strip() and offering.name.strip()):
        text = QT_TR_NOOP("A product needs a code and a name.")
        problems.append(Problem(f"item {number}", "code_missing", text))
    for name in ("code", "name", "termination"):
        if check_text(getattr(offering, name), field=name, limit=LONGEST_CELL):
            text = QT_TR_NOOP("{column} is longer than {limit} characters or holds control signs.")
            values: dict[str, str | int] = {"column": name, "limit": LONGEST_CELL}
            problems.append(Problem(f"item {number}", "cell_form", text, values))
    amounts = [offering.monthly_fee, offering.price_after, *(fee.amount for fee in offering.fees)]
    if min(amounts) < 0 or min(_months(offering)[1:]) < 0:
        text = QT_TR_NOOP("Amounts and months cannot be negative.")
        problems.append(Problem(f"item {number}", "negative", text))
    if max(amounts) > LARGEST or max(_months(offering)) > MOST_MONTHS:
        text = QT_TR_NOOP("An amount or a number of months is too large. Check the digits.")
        problems.append(Problem(f"item {number}", "too_large", text))
    if offering.billing_months < 1:
        text = QT_TR_NOOP("A bill covers at least one month.")
        problems.append(Problem(f"item {number}", "billing_months", text))
    if offering.code in [other.code for other in offerings[:-1]]:
        text = QT_TR_NOOP("The code {product} stands twice in the file.")
        values = {"product": offering.code[:LONGEST_CELL]}
        problems.append(Problem(f"item {number}", "code_twice", text, values))
    return problems


def _months(offering: Offering) -> tuple[int, int, int]:
    return offering.billing_months, offering.contract_months, offering.offer_months


def _problem(row: int, code: str, text: str, **values: str | int) -> Problem:
    return Problem(f"row {row}", code, text, values)
