"""The table of fees 应收/实收 (R-084) that agreement and slip share."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from app.papers import wording
from app.papers.paper import Paper
from app.papers.table import Cell, Row, table
from app.papers.templates import Template


@dataclass(frozen=True)
class FeeLine:
    """One fee; amounts in fen."""

    name: str
    due_fen: int
    paid_fen: int


def fee_table(
    paper: Paper, template: Template, fees: Sequence[FeeLine], *, size: float = 8.5
) -> None:
    """A row per fee and the totals; the labels are the template's fee, due, paid and total."""
    label = template.label
    rows = [_row(fee.name, fee.due_fen, fee.paid_fen) for fee in fees]
    due, paid = sum(fee.due_fen for fee in fees), sum(fee.paid_fen for fee in fees)
    rows.append(_row(label("total"), due, paid, bold=True))
    head = [
        Cell(label("fee"), bold=True, label=True),
        Cell(label("due"), bold=True, label=True, align="right"),
        Cell(label("paid"), bold=True, label=True, align="right"),
    ]
    table(paper, (60, 20, 20), rows, head=head, size=size)


def _row(name: str, due: int, paid: int, *, bold: bool = False) -> Row:
    return [
        Cell(name, bold=bold),
        Cell(wording.money(due), bold=bold, align="right"),
        Cell(wording.money(paid), bold=bold, align="right"),
    ]
