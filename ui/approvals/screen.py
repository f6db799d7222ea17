"""审批 (R-076, R-077): the queue left, one request right; deciding it."""

from __future__ import annotations

from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from app.domain.requests import Verdict
from app.errors import Conflict, Refused, UserError
from app.services import approvals, changes, drafts  # noqa: F401 - the kinds of change
from app.services.approvals import Decided, RequestRow, RequestView
from app.services.session import Shown, Written
from ui.approvals.queue import Queue
from ui.approvals.side import Side
from ui.desk.base_screen import NEXT_TURN_MS, BaseScreen
from ui.desk.desk import Desk
from ui.desk.submission import Submission
from ui.look import theme
from ui.widgets.panel import label
from ui.widgets.tag import Tag
from ui.words.messages import text_of, tr

ASK_MS = 15_000
"""How often a shared database is asked while the tab is in front."""


class ApprovalsScreen(BaseScreen):
    """What is decided is what is shown: the answer carries the digest of the view, and a view that another one
    takes the place of has to be gone to by a key of its own."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.queue = Queue(self)
        self.side: Side | None = None
        self._wanted: UUID | None = None
        """the request that is to be shown"""
        self._reasons: dict[str, str] = {}
        """what was typed and not sent, by request"""
        self.submission = Submission(desk, self)
        self._sent: tuple[RequestView, Verdict, str] | None = None
        self.count = Tag("0", "plain")
        head = QHBoxLayout()
        head.setSpacing(theme.GAP_S)
        head.addWidget(label(tr("Waiting for my decision"), "title"))
        head.addWidget(self.count)
        head.addWidget(
            label(tr("The longest waiting first. Nobody decides the own request."), "soft")
        )
        head.addStretch(1)
        self._row = QHBoxLayout()
        self._row.setSpacing(theme.GAP)
        self._row.addWidget(self.queue.table, 3)
        column = QVBoxLayout(self.content)
        column.setContentsMargins(theme.GAP_L, theme.GAP_S, theme.GAP_L, theme.GAP_L)
        column.setSpacing(theme.GAP)
        column.addLayout(head)
        column.addLayout(self._row, 1)
        self.queue.filled.connect(self._listed)
        self.queue.table.current_changed.connect(self._choose)
        self.queue.table.chosen.connect(self._go_to_reason)
        self.submission.done.connect(self._done)
        self.submission.refused.connect(self._refused)
        self.submission.unknown.connect(self._unknown)
        self.listen(desk.changed, self._written)
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._ask_again)
        if not self.session.installation.local:
            self._timer.start(ASK_MS)
        self.set_busy(True)
        # in a turn of its own: the list is read meanwhile
        QTimer.singleShot(NEXT_TURN_MS, self, self._build_side)
        self.queue.refresh()

    def _build_side(self) -> None:
        self.side = side = Side(self)
        self._row.addWidget(side, 2)
        side.box.wanted.connect(self._decide)
        side.box.typed.connect(self._keep_reason)
        side.next.clicked.connect(self._next)
        side.unknown.act.clicked.connect(self.submission.ask_again)
        self._listed()

    # --- the list

    def _written(self, written: Written) -> None:
        if Shown.REQUEST in written.kinds and not self.submission.is_open:
            self.queue.refresh()

    def _ask_again(self) -> None:
        if self.isVisible() and not self.submission.is_open and not self.queue.is_long():
            self.queue.refresh()

    def _listed(self) -> None:
        """The list was read anew, or the side is there: what is shown is still what waits, or is read again."""
        rows = self.queue.rows
        self.count.set(self.queue.count, "warn" if rows else "plain")
        if self.side is None:
            return
        view, current = self.side.page.view, self.queue.table.current()
        if self.side.is_done:
            self.side.next.setVisible(bool(rows))
            return
        if view is None:
            if current is None and rows and not self.queue.table.waits:
                self.queue.table.select(0)
            elif current is not None:
                self._open(current.id)
            elif not rows:
                self.side.show_nothing()
        elif view.may_decide and not self.submission.is_open:
            row = next((each for each in rows if each.id == view.row.id), None)
            if row is None or (row.step, row.urged) != (view.row.step, view.row.urged):
                self._open(view.row.id)

    def _choose(self, row: RequestRow | None) -> None:
        if row is not None and self.side is not None and row.id != self._shown():
            self._open(row.id)

    def _shown(self) -> UUID | None:
        view = self.side.page.view if self.side else None
        return view.row.id if view else None

    def _open(self, request_id: UUID) -> None:
        if self.submission.is_open or self.side is None:
            return
        self._wanted = request_id
        if request_id != self._shown():
            self.side.show_nothing()
        self.query(approvals.request, request_id=request_id, done=partial(self._show, request_id))

    def _show(self, request_id: UUID, view: RequestView) -> None:
        if request_id != self._wanted or self.side is None or self.submission.is_open:
            return
        self.side.show_view(view, self._reasons.get(str(request_id), ""))

    def _go_to_reason(self, row: RequestRow | None) -> None:
        if row is not None and self.side is not None and self.side.box.isVisible():
            self.side.box.reason.setFocus()

    def _next(self) -> None:
        """The next request, by a key of its own: two quick approvals never mean one that nobody read."""
        if self.side is None or not self.queue.rows:
            return
        self.side.show_nothing()
        self.queue.table.view.setFocus()
        self.queue.table.select(0)
        if self._shown() is None and (row := self.queue.table.current()) is not None:
            self._open(row.id)

    # --- deciding

    def _keep_reason(self, text: str) -> None:
        shown = self._shown()
        if shown is not None:
            self._reasons[str(shown)] = text

    def _decide(self, verdict: Verdict, reason: str) -> None:
        view = self.side.page.view if self.side else None
        if view is None or view.row.id != self._wanted or self.submission.is_open:
            return
        self._sent = view, verdict, reason
        self._allow(False)
        self.submission.ask(
            approvals.decide,
            request_id=view.row.id,
            seen=view.digest,
            verdict=verdict,
            reason=reason,
            language="zh_CN",
        )

    def _allow(self, allowed: bool) -> None:
        assert self.side is not None
        self.side.unknown.hide()
        self.side.box.allow(allowed)
        self.queue.table.setEnabled(allowed)

    def _done(self, decided: Decided) -> None:
        assert self.side is not None
        assert self._sent is not None
        _, verdict, _ = self._sent
        self._sent = None
        self._allow(True)
        self._reasons.pop(str(decided.request_id), None)
        if decided.status == "overtaken":
            self._open(decided.request_id)
            self.desk.messages.say(overtaken_text(), "warn")
        else:
            self.side.show_done(decided, verdict)
        self.queue.refresh()

    def _refused(self, error: BaseException) -> None:
        """Nothing was written; what another one did meanwhile is read, to be compared."""
        assert self.side is not None
        self._sent = None
        self._allow(True)
        if isinstance(error, Refused):
            self.side.box.show_problem(error.problems[0])
            return
        self.desk.messages.error(error)
        if isinstance(error, Conflict | UserError) and self._wanted is not None:
            self._open(self._wanted)
            self.queue.refresh()

    def _unknown(self, error: BaseException) -> None:
        assert self.side is not None
        self.side.unknown.ask(text_of(error), "warn")

    # --- life

    def activate(self) -> None:
        """Read the list anew; the cursor stands in it."""
        if not self.submission.is_open:
            self.queue.refresh()
        if self.side is not None and self.side.is_done and self.side.next.isVisible():
            self.side.next.setFocus()
        else:
            self.queue.table.view.setFocus()

    def save_state(self) -> dict[str, Any]:
        """The chosen request, and sealed the reasons that were typed."""
        state: dict[str, Any] = self.queue.table.save_state()
        if typed := {key: text for key, text in self._reasons.items() if text}:
            state["typed"] = drafts.seal_typed(self.session, typed)
        return state

    def restore_state(self, state: dict[str, Any]) -> None:
        """Choose it again, with what was typed."""
        self.queue.table.restore_state(state)
        if "typed" in state:
            self._reasons = drafts.open_typed(self.session, state["typed"])


def overtaken_text() -> str:
    """What a decision came to that decided nothing."""
    return tr(
        "Nothing was decided: what the request changes stands otherwise now. The colleague who asked is told and "
        "has to ask anew."
    )
