"""Tables of wrapped text: rows stay whole where a page can hold them, heads repeat on each page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from app.papers.lines import break_lines
from app.papers.pages import Frame
from app.papers.paper import LABEL_GREY, Align, Paper

_SIDE = 4.0
"""Points left and right of a cell's text."""
_ABOVE = 0.42
"""White above and below a cell's text over its size."""
_LEADING = 1.35


@dataclass(frozen=True)
class Cell:
    """`span` columns wide; `label` is the shaded name of what stands beside it."""

    text: str
    span: int = 1
    bold: bool = False
    label: bool = False
    align: Align = "left"


Row = Sequence[Cell]


@dataclass(frozen=True)
class _Column:
    cell: Cell
    x: float
    width: float
    lines: list[str]


def table(
    paper: Paper,
    columns: Sequence[float],
    rows: Sequence[Row],
    *,
    head: Row = (),
    size: float = 8.5,
) -> None:
    """Draw `rows` in columns of the given relative widths, under `head` on every page.

    The last row (a total) never stands alone on a page.
    """
    opening = _place(paper, columns, head, size) if head else []
    head_height = _height(paper, opening, size)
    laid = [_place(paper, columns, row, size) for row in rows]
    heights = [_height(paper, row, size) for row in laid]
    for index, row in enumerate(laid):
        before = head_height if index == 0 else 0.0
        after = heights[-1] if index == len(laid) - 2 else 0.0
        breaks = paper.y - before - heights[index] - after < paper.layout.bottom
        if breaks:
            paper.new_page()
        if opening and (breaks or index == 0):
            _draw(paper, opening, size)
        for part in _parts(paper, row, size, paper.full_height - head_height):
            paper.need(_height(paper, part, size))
            _draw(paper, part, size)


def fields(
    paper: Paper, pairs: Sequence[tuple[str, str]], *, label: float = 0.17, size: float = 8.5
) -> None:
    """Label and value, two pairs a row; a value too long for its half gets a row of its own."""
    half = 0.5 - label
    final = paper.points(size)
    room = paper.width * half - 2 * _SIDE
    rows: list[Row] = []
    waiting: tuple[str, str] | None = None
    for name, value in pairs:
        wide = len(break_lines(value, room, final)) > 1
        if waiting and not wide:
            rows.append((*_pair(waiting), *_pair((name, value))))
            waiting = None
            continue
        if waiting:
            rows.append(_pair(waiting, span=3))
            waiting = None
        if wide:
            rows.append(_pair((name, value), span=3))
        else:
            waiting = (name, value)
    if waiting:
        rows.append(_pair(waiting, span=3))
    columns = (label, half, label, half)
    whole = sum(_height(paper, _place(paper, columns, row, size), size) for row in rows)
    if whole <= paper.full_height / 2:
        paper.need(whole)
    table(paper, columns, rows, size=size)


def _pair(pair: tuple[str, str], span: int = 1) -> tuple[Cell, Cell]:
    return Cell(pair[0], label=True), Cell(pair[1], span=span)


def _place(paper: Paper, columns: Sequence[float], row: Row, size: float) -> list[_Column]:
    unit = paper.width / sum(columns)
    final = paper.points(size)
    placed, column, x = [], 0, paper.left
    for cell in row:
        width = unit * sum(columns[column : column + cell.span])
        lines = [
            line
            for part in cell.text.split("\n")
            for line in break_lines(part, width - 2 * _SIDE, final, cell.bold)
        ]
        placed.append(_Column(cell, x, width, lines))
        column, x = column + cell.span, x + width
    return placed


def _height(paper: Paper, placed: Sequence[_Column], size: float) -> float:
    if not placed:
        return 0.0
    return max(len(each.lines) for each in placed) * paper.points(
        size
    ) * _LEADING + 2 * _ABOVE * paper.points(size)


def _parts(paper: Paper, placed: list[_Column], size: float, room: float) -> list[list[_Column]]:
    """The row itself, or, where it is taller than a page, pieces of it that are not."""
    most = max(1, int(room / paper.points(size) / _LEADING - 2 * _ABOVE))
    longest = max(len(each.lines) for each in placed)
    return [
        [_Column(each.cell, each.x, each.width, each.lines[at : at + most]) for each in placed]
        for at in range(0, longest, most)
    ]


def _draw(paper: Paper, placed: Sequence[_Column], size: float) -> None:
    height = _height(paper, placed, size)
    final = paper.points(size)
    bottom = paper.y - height
    for each in placed:
        if each.cell.label:
            paper.shade(each.x, bottom, each.width, height)
    for each in placed:
        grey = LABEL_GREY if each.cell.label and not each.cell.bold else 0.0
        spare = (height - 2 * _ABOVE * final - len(each.lines) * final * _LEADING) / 2
        base = paper.y - _ABOVE * final - spare - final * (_LEADING / 2 + 0.38)
        for line in each.lines:
            paper.line(
                line, base, final, bold=each.cell.bold, grey=grey, align=each.cell.align,
                left=each.x + _SIDE, width=each.width - 2 * _SIDE,
            )  # fmt: skip
            base -= final * _LEADING
        paper.mark(Frame(each.x, bottom, each.width, height))
    paper.y = bottom
