"""The products on sale as boxes to tick, each with its price and what it needs."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from app.domain.catalogue import PRODUCT_KINDS, Offering, due_fees, total
from app.domain.money import format_yuan
from app.errors import Problem
from ui.form.form_grid import FormGrid
from ui.look import theme
from ui.look.glyphs import displayable
from ui.widgets.one_stop import OneStop
from ui.widgets.panel import keep_room, label
from ui.widgets.tag import Notice
from ui.words.messages import error_text, tr


class ProductPicker(QWidget):
    """`text()` is the chosen codes, joined by commas, in the order they were chosen.

    One stop of the Tab key: arrows walk, Space ticks, a digit ticks the product that bears it.
    """

    changed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._chosen: list[str] = []
        self._offerings: tuple[Offering, ...] = ()
        self._stop = OneStop(self, lambda box: box.click(), arrows_only_walk=True)
        self.boxes: dict[str, QCheckBox] = {}
        self._notes: dict[str, QWidget] = {}
        self.grid = FormGrid()
        self.notice = Notice("")
        keep_room(self.notice)
        self.notice.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GAP_S)
        column.addWidget(self.grid)
        column.addWidget(self.notice)
        self.setAccessibleName(tr("Products"))

    def offer(self, offerings: tuple[Offering, ...]) -> None:
        """Show what is sold to this kind of customer."""
        if offerings == self._offerings:
            return
        self._offerings = offerings
        self.grid.clear()
        self.boxes.clear()
        for number, offering in enumerate(offerings, start=1):
            self.grid.add(self._tile(number, offering))
        self._stop.set_buttons(list(self.boxes.values()))
        self._chosen = [code for code in self._chosen if code in self.boxes]
        self._show_chosen()

    def _tile(self, number: int, offering: Offering) -> QWidget:
        tile = QWidget()
        said = displayable(offering.name).replace("&", "&&")
        box = QCheckBox(f"{number} {said}")
        box.setAccessibleName(f"{offering.name}, {price(offering)}")
        box.toggled.connect(lambda on, code=offering.code: self._toggle(code, on))
        self.boxes[offering.code] = box
        note = label(needs(offering), "small", wrap=True)
        note.setContentsMargins(26, 0, 0, 0)
        column = QVBoxLayout(tile)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(box)
        column.addWidget(note)
        note.setAlignment(Qt.AlignmentFlag.AlignTop)
        return tile

    def _toggle(self, code: str, on: bool) -> None:
        if on and code not in self._chosen:
            self._chosen.append(code)
        elif not on and code in self._chosen:
            self._chosen.remove(code)
        self.changed.emit(self.text())

    def text(self) -> str:
        """The chosen codes, joined by commas."""
        return ",".join(self._chosen)

    def set_text(self, text: str) -> None:
        """Choose these codes, as if they were ticked."""
        self._chosen = [code for code in text.split(",") if code]
        self._show_chosen()
        self.changed.emit(text)

    def _show_chosen(self) -> None:
        for code, box in self.boxes.items():
            box.blockSignals(True)
            box.setChecked(code in self._chosen)
            box.blockSignals(False)

    def show_problem(self, problem: Problem | None, good: str = "") -> None:
        """Say below the boxes what is wrong with the choice."""
        self.notice.setVisible(problem is not None or bool(good))
        if problem is not None:
            tone: theme.Tone = "bad" if problem.severity == "error" else "warn"
            self.notice.set(error_text(problem), tone)
        elif good:
            self.notice.set(good, "ok")


def price(offering: Offering) -> str:
    """'¥39.00 a month · once ¥460.00'."""
    parts = []
    if offering.monthly_fee:
        parts.append(tr("{amount} a month", amount=format_yuan(offering.monthly_fee)))
    once = total(due_fees([offering]))
    if once:
        parts.append(tr("once {amount}", amount=format_yuan(once)))
    return " · ".join(parts)


def needs(offering: Offering) -> str:
    """Kind, price and what must be shown for it."""
    parts = [tr(PRODUCT_KINDS[offering.kind]), price(offering)]
    if offering.contract_months:
        parts.append(tr("contract {n} months", n=offering.contract_months))
    if offering.must_read_card:
        parts.append(tr("the ID card must be read"))
    return " · ".join(part for part in parts if part)
