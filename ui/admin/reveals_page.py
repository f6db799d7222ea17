"""搜索会暴露什么: what somebody learns from a copied database without any key (data.md 8)."""

from __future__ import annotations

from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from app.services import customers
from app.services.customers import Reveals, TokenKind
from ui.admin.page import AdminPage, word
from ui.desk.base_screen import BaseScreen
from ui.look import theme
from ui.widgets.panel import Panel, rule, scrolled
from ui.widgets.tag import Notice
from ui.words.messages import tr


class RevealsPage(AdminPage):
    """Names, numbers, phones and addresses are sealed; this page says what stays visible."""

    def __init__(self, screen: BaseScreen) -> None:
        super().__init__(
            screen,
            tr("What search reveals"),
            tr(
                "Names, numbers, phones, addresses and birth dates are sealed. To be found, they "
                "leave tokens: values that cannot be turned back. Equal values leave equal tokens."
            ),
        )
        inside = QWidget()
        self._column = QVBoxLayout(inside)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.GAP)
        self._column.addWidget(
            Notice(
                tr(
                    "This is what a person sees who has a copy of the database file and no "
                    "password. With a password of this hall, more opens: see Permissions."
                ),
                "brand",
            )
        )
        self._column.addWidget(
            Notice(
                tr(
                    "The more bits a token has, the better it finds one person among a million, and the "
                    "more exactly it tells how many people share a value. With few bits several values "
                    "share a token: it tells less, and finds more people than were asked for."
                ),
                "plain",
            )
        )
        self._column.addStretch(1)
        self.body.addWidget(scrolled(inside), 1)
        self.shown: Reveals | None = None

    def refresh(self) -> None:
        """Ask once; the answer does not change while the program runs."""
        if self.shown is None:
            self.host.query(customers.what_search_reveals, done=self._fill)

    def _fill(self, found: Reveals) -> None:
        if self.shown is not None:
            return
        self.shown = found
        tokens = Panel(tr("Tokens for searching"))
        tokens.add(
            _grid(
                (tr("What is searched"), tr("Bits"), tr("Told apart"), tr("What it tells")),
                [
                    (tr(each.label), str(each.bits), _told_apart(each), tr(each.tells))
                    for each in found.tokens
                ],
                (4, 0, 3, 7),
            )
        )
        clear = Panel(tr("Columns in clear"))
        clear.add(
            _grid(
                (tr("What is stored in clear"), tr("What it tells"), tr("Where")),
                [(tr(each.label), tr(each.tells), _where(each.columns)) for each in found.clear],
                (3, 5, 4),
            )
        )
        self._column.insertWidget(2, tokens)
        self._column.insertWidget(3, clear)


def _told_apart(token: TokenKind) -> str:
    if token.unique:
        return tr("each value")
    return tr("{n} groups at most", n=f"{2**token.bits:,}")


def _where(columns: dict[str, str]) -> str:
    return "; ".join(f"{table}: {names.replace(' ', ', ')}" for table, names in columns.items())


def _grid(
    heads: tuple[str, ...], rows: list[tuple[str, ...]], widths: tuple[int, ...]
) -> QGridLayout:
    """Rows of wrapped text under their heads, parted by thin lines; `widths` are shares."""
    grid = QGridLayout()
    grid.setHorizontalSpacing(theme.GAP_L)
    grid.setVerticalSpacing(theme.GAP_S)
    for column, (head, width) in enumerate(zip(heads, widths, strict=True)):
        grid.addWidget(word(head, "soft"), 0, column)
        grid.setColumnStretch(column, width)
    for number, texts in enumerate(rows):
        grid.addWidget(rule(), 2 * number + 1, 0, 1, len(heads))
        for column, text in enumerate(texts):
            last = column == len(texts) - 1
            small = last and heads[-1] == tr("Where")
            grid.addWidget(
                word(text, "bold" if column == 0 else "small" if small else ""),
                2 * number + 2,
                column,
            )
    return grid
