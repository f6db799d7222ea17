"""The customer panel without a window system, as a clerk types into it."""

from __future__ import annotations

import os
import time
from types import TracebackType

from PySide6.QtCore import QEventLoop
from PySide6.QtWidgets import QApplication

from app.services.session import Session
from app.settings import Settings
from ui.customer.customer_panel import CustomerPanel
from ui.desk.background import Background
from ui.desk.desk import Desk
from ui.look import theme
from ui.words.messages import Messages


class Panel:
    """The panel of one session, until the end of the block."""

    def __init__(self, session: Session) -> None:
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
        app = QApplication.instance() or QApplication([])
        assert isinstance(app, QApplication)
        theme.apply(app)
        self._lanes = Background()
        settings = Settings(session.installation.folders.settings)
        self._panel = CustomerPanel(Desk(session, self._lanes, Messages(), settings))
        self._panel.resize(320, 800)
        self._panel.show()

    def __enter__(self) -> Panel:
        return self

    def __exit__(
        self,
        _kind: type[BaseException] | None,
        _error: BaseException | None,
        _trace: TracebackType | None,
    ) -> None:
        self._panel.close_down()
        self._lanes.stop()

    def seconds(self, text: str) -> float:
        """From the text in the box to its results painted."""
        panel = self._panel
        panel.box.clear()
        loop = QEventLoop()
        panel.answered.connect(loop.quit)
        started = time.perf_counter()
        panel.box.setText(text)
        loop.exec()
        panel.results.viewport().repaint()
        taken = time.perf_counter() - started
        panel.answered.disconnect(loop.quit)
        return taken
