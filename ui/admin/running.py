"""Progress of a long job in the background: a bar that moves, and a button to give up."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QPushButton, QWidget

from ui.desk.background import Call, Job
from ui.desk.base_screen import CANCEL_MS, BaseScreen
from ui.look import theme
from ui.widgets.panel import label
from ui.widgets.tab_order import leaves
from ui.words.messages import tr

R = TypeVar("R")
T = TypeVar("T")


class Running(QWidget):
    """Hidden until `start`, one thing at a time; `ended` comes whether it was done, failed or given up."""

    ended = Signal()

    def __init__(self, screen: BaseScreen) -> None:
        super().__init__()
        self._screen = screen
        self._job: Job | None = None
        self.text = label("", "soft")
        self.bar = QProgressBar()
        self.bar.setRange(0, 0)
        self.bar.setTextVisible(False)
        self.bar.setMaximumWidth(240)
        self.bar.setAccessibleName(tr("In progress"))
        self.cancel = QPushButton(tr("Cancel"))
        self.cancel.clicked.connect(self.stop)
        leaves(self.cancel)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(CANCEL_MS)
        self._may_cancel = False
        self._timer.timeout.connect(lambda: self.cancel.setVisible(self._may_cancel))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.GAP_S)
        row.addWidget(self.text)
        row.addWidget(self.bar, 1)
        row.addWidget(self.cancel)
        row.addStretch(1)
        self.hide()

    @property
    def is_running(self) -> bool:
        return self._job is not None

    def start(
        self,
        call: Call[R],
        *,
        text: str,
        done: Callable[[R], object],
        failed: Callable[[BaseException], object],
        may_cancel: bool = False,
        counts: bool = False,
    ) -> None:
        """Run `call`, which is of the long lane; `may_cancel`: can be given up after 1 s; `counts`: its
        function also takes `progress(done, total)`, which fills the bar."""

        def finished(answer: Callable[[T], object], value: T) -> None:
            self._end()
            answer(value)

        self.text.setText(text)
        self._may_cancel = may_cancel
        self.cancel.hide()
        self.show()
        self._timer.start()
        self._job = self._screen.desk.background.run(
            call,
            done=lambda result: finished(done, result),
            failed=lambda error: finished(failed, error),
            progress=self._fill if counts else None,
            receiver=self,
        )

    def _fill(self, done: int, total: int) -> None:
        if self._job is not None:
            self.bar.setRange(0, total)
            self.bar.setValue(done)

    def stop(self) -> None:
        """Stop waiting; the result is thrown away."""
        if self._job is not None:
            self._job.cancel()
            self._end()

    def _end(self) -> None:
        self._job = None
        self._timer.stop()
        self.bar.setRange(0, 0)
        self.hide()
        self.ended.emit()
