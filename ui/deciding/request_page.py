"""One request as whoever decides sees it: who asked for what and why, before and after, what to look at."""

from __future__ import annotations

from uuid import UUID

from PySide6.QtCore import QTimer
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.ids import new_id
from app.services import approvals
from app.services.approvals import DecisionLine, FieldLine, RequestView
from ui.desk.background import Call
from ui.desk.desk import Desk
from ui.look import theme
from ui.look.glyphs import displayable
from ui.widgets.discard import discard
from ui.widgets.panel import label
from ui.widgets.table import Column, Table
from ui.widgets.tag import Notice, Tag, TagButton
from ui.widgets.wrapped_row import WrappedRow
from ui.words import request_words as words
from ui.words.messages import tr
from ui.words.moment_text import short_moment
from ui.words.number_text import number_text

CLEAR_MS = 30_000
LINES = 9
"""Fields that are seen without scrolling; a request of more scrolls."""


class RequestPage(QWidget):
    """`view` is what is shown, None until there is one."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.view: RequestView | None = None
        self.title = label("", "subtitle", wrap=True)
        self.step, self.present = Tag("", "brand"), Tag(tr("Customer waits here"), "warn")
        self.urged = Tag(tr("Urged"), "bad")
        self.status = Tag("")
        tags = WrappedRow()
        self.clear = TagButton(tr("Reveal"), "brand")
        self.clear.clicked.connect(self._ask_clear)
        for tag in (self.step, self.present, self.urged, self.status, self.clear):
            tags.addWidget(tag)
        self.asked = label("", "soft", wrap=True)
        self.who = label("", "soft", wrap=True)
        self.lines: Table[FieldLine] = Table(
            tr("Before and after"), _columns(), "", key=lambda line: (line.kind, line.field)
        )
        self._mask_again = QTimer(self)
        self._mask_again.setSingleShot(True)
        self._mask_again.setInterval(CLEAR_MS)
        self._mask_again.timeout.connect(self._mask)
        self._notices = QVBoxLayout()
        self._notices.setSpacing(theme.GAP_XS)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GAP_S)
        column.addWidget(self.title)
        column.addLayout(tags)
        column.addWidget(self.asked)
        column.addWidget(self.who)
        column.addWidget(self.lines)
        column.addLayout(self._notices)

    def show_view(self, view: RequestView) -> None:
        """Show this request; whoever calls it keeps what was typed."""
        self.view = view
        row, session = view.row, self._desk.session
        title = f"{words.kinds_text(row.kinds)} {number_text(row.number)} · {displayable(row.name)}"
        self.title.setText(title)
        waits = row.status == "waiting"
        self.step.set(tr("Step {n} of {of}", n=min(row.step, row.steps), of=row.steps), "brand")
        self.step.setVisible(waits)
        self.present.setVisible(waits and row.present)
        self.urged.setVisible(waits and row.urged)
        self.status.set(*words.status(row.status))
        self.status.setVisible(not waits)
        self.asked.setText(
            tr(
                "{name} ({staff_no}), counter {counter}, asked at {time} · Reason: {reason}",
                name=displayable(row.maker),
                staff_no=row.maker_no,
                counter=row.counter,
                time=short_moment(row.waits_since, session),
                reason=displayable(view.reason) or tr("nothing"),
            )
        )
        self.who.setText(
            tr(
                "Asked by: {who} · {how} · takes effect on {day} · {n} pictures attached",
                who=words.asked_by_text(view.asked_by),
                how=words.authenticated_text(view.authenticated),
                day=view.effective_on.isoformat(),
                n=len(view.images),
            )
        )
        self._mask()
        self.clear.setVisible(waits)
        shown = min(len(view.lines), LINES)
        table = self.lines.view
        height = table.verticalHeader().defaultSectionSize() * shown
        frame = 2 * table.frameWidth() + table.horizontalHeader().sizeHint().height()
        self.lines.setFixedHeight(height + frame + theme.GAP_XS)
        self._show_notices(view)

    # --- in clear

    def _ask_clear(self) -> None:
        """The look is on record before anything is read; it ends after half a minute."""
        if self.view is None or not self.clear.isVisible():
            return
        request_id = self.view.row.id
        self._desk.background.run(
            Call(approvals.look_at_request, self._desk.session, new_id(), request_id=request_id),
            done=lambda lines: self._show_clear(request_id, lines),
            failed=self._desk.messages.error,
            receiver=self,
        )

    def _show_clear(self, request_id: UUID, lines: tuple[FieldLine, ...]) -> None:
        if self.view is not None and self.view.row.id == request_id and self.isVisible():
            self.lines.set_rows(lines)
            self._mask_again.start()

    def _mask(self) -> None:
        self._mask_again.stop()
        self.lines.set_rows(self.view.lines if self.view is not None else ())

    def hideEvent(self, event: QHideEvent) -> None:
        """Qt override: nothing in clear stays on a page that is not seen."""
        super().hideEvent(event)
        if self._mask_again.isActive():
            self._mask()

    # --- what to look at

    def _show_notices(self, view: RequestView) -> None:
        while (item := self._notices.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                discard(widget)
        for text, tone in self._said(view):
            self._notices.addWidget(Notice(text, tone))

    def _said(self, view: RequestView) -> list[tuple[str, theme.Tone]]:
        said: list[tuple[str, theme.Tone]] = [
            (words.flag_text(flag), "warn") for flag in view.flags
        ]
        moved = [words.field_name(line.field) for line in view.lines if line.moved]
        if view.row.status in ("waiting", "overtaken", "booked"):
            if moved:
                text = tr(
                    "Changed since it was asked for: {fields}. It cannot be carried out; the colleague "
                    "who asked has to ask anew.",
                    fields=tr(", ").join(moved),
                )
                said.append((text, "bad"))
            else:
                said.append((tr("Nobody changed these fields since it was asked for."), "ok"))
        said += [(self._decided(each), words.verdict(each.verdict)[1]) for each in view.decisions]
        return said

    def _decided(self, each: DecisionLine) -> str:
        return tr(
            "Step {n}: {verdict} by {name} ({staff_no}) at {time}. {reason}",
            n=each.step,
            verdict=words.verdict(each.verdict)[0],
            name=displayable(each.checker),
            staff_no=each.checker_no,
            time=short_moment(each.at, self._desk.session),
            reason=displayable(each.reason),
        ).strip()


def _columns() -> list[Column[FieldLine]]:
    return [
        Column(tr("Field"), lambda line: words.field_name(line.field), lambda line: line.field),
        Column(tr("Before"), lambda line: words.value_text(line.field, line.before)),
        Column(tr("After"), _after),
        Column(
            tr("Stands now"),
            lambda line: words.value_text(line.field, line.now) if line.moved else tr("as before"),
            lambda line: line.moved,
            tone=lambda line: "bad" if line.moved else "plain",
        ),
    ]


def _after(line: FieldLine) -> str:
    if line.after is None:
        return tr("stays")
    return words.value_text(line.field, line.after)
