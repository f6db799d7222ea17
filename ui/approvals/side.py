"""Right of the queue: one request and its answers, or what was decided."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QStackedWidget, QVBoxLayout, QWidget

from app.domain.requests import Verdict
from app.services.approvals import Decided, RequestView
from ui.deciding.decided_text import decided_text
from ui.deciding.pictures_box import PicturesBox
from ui.deciding.request_page import RequestPage
from ui.deciding.verdict_box import VerdictBox
from ui.desk.base_screen import BaseScreen
from ui.look import theme
from ui.widgets import icons
from ui.widgets.panel import Panel, label, scrolled
from ui.widgets.question import Question
from ui.widgets.tag import Notice
from ui.words.messages import tr


class Side(QStackedWidget):
    """`next` opens the next request after a decision."""

    def __init__(self, screen: BaseScreen) -> None:
        super().__init__(screen.content)
        self._nothing = Panel()
        self._nothing_said = label(tr("Choose a request in the list."), "soft", wrap=True)
        self._nothing_said.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._nothing.add(self._nothing_said, 1)
        self.page = RequestPage(screen.desk)
        self.pictures = PicturesBox(screen.desk)
        self.box = VerdictBox(screen)
        self.look = QPushButton(icons.icon("pictures"), tr("Attached pictures"))
        self.look.clicked.connect(self._show_pictures)
        self.box.put_left(self.look)
        self.unknown = Question("warn", "", tr("Ask again"), "primary", narrow=True)
        self._one = Panel()
        self._one.add(scrolled(self._scrolling()), 1)
        self._one.add(self.unknown)
        self._one.add(self.box)
        self.said = Notice("", "ok")
        self.next = QPushButton(icons.icon("next", theme.tokens().on_brand), tr("Next request"))
        self.next.setProperty("look", "primary")
        self._decided = Panel(tr("Decided"))
        self._decided.add(self.said)
        self._decided.add(self.next)
        self._decided.body.addStretch(1)
        for page in (self._nothing, self._one, self._decided):
            self.addWidget(page)

    def _scrolling(self) -> QWidget:
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GAP_S)
        column.addWidget(self.page)
        column.addWidget(self.pictures)
        column.addStretch(1)
        return inside

    @property
    def is_done(self) -> bool:
        """Whether it is said what was decided."""
        return self.currentWidget() is self._decided

    def show_nothing(self) -> None:
        """No request is shown, so none is decided."""
        self.page.view = None
        self.setCurrentWidget(self._nothing)

    def show_view(self, view: RequestView, reason: str) -> None:
        """Show this request, with what was typed for it before."""
        other = self.page.view is None or self.page.view.row.id != view.row.id
        self.page.show_view(view)
        if other:
            self.pictures.hide()
            self.pictures.show_images(view.row.customer_id, view.images)
            self.box.reason.set_text(reason)
        self.look.setVisible(bool(view.images))
        self.look.setText(tr("Attached pictures {n}", n=len(view.images)))
        self.box.allow(view.may_decide)
        self.setCurrentWidget(self._one)

    def show_done(self, decided: Decided, verdict: Verdict) -> None:
        """Say what came of it; Enter goes on to the next one."""
        self.page.view = None
        self.said.set(*decided_text(decided, verdict))
        self.setCurrentWidget(self._decided)
        self.next.show()
        self.next.setFocus()

    def _show_pictures(self) -> None:
        if self.pictures.isVisible():
            self.pictures.hide()
        else:
            self.pictures.begin()
