"""A PDF from memory on the screen, without a temporary file."""

from __future__ import annotations

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QModelIndex, Qt, Signal
from PySide6.QtPdf import QPdfBookmarkModel, QPdfDocument
from PySide6.QtPdfWidgets import QPdfView
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from ui.look import theme
from ui.widgets import icons
from ui.widgets.panel import label
from ui.words.messages import tr

ZOOM_STEP = 1.2


class PdfView(QWidget):
    """Pages below each other, fitted to the width, with page count and zoom."""

    loaded = Signal(int)
    """the number of pages; 0 when the bytes are no PDF"""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.document = QPdfDocument(self)
        self._bytes = QByteArray()
        self._buffer = QBuffer(self)
        self.view = QPdfView()  # its parent comes with the layout, so that Tab comes to it last
        self.view.setDocument(self.document)
        self.view.setPageMode(QPdfView.PageMode.MultiPage)
        self.view.setZoomMode(QPdfView.ZoomMode.FitToWidth)
        self.view.setAccessibleName(name)
        self.view.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.pages = label("", "small")
        self.bookmarks = QPdfBookmarkModel(self)
        self.bookmarks.setDocument(self.document)
        self.contents = QComboBox()
        self.contents.setAccessibleName(tr("Parts of the paper"))
        self.contents.setModel(self.bookmarks)
        self.contents.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.contents.setMinimumContentsLength(14)
        self.contents.activated.connect(self._go_to)
        self.contents.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GAP_XS)
        column.addLayout(self._bar())
        column.addWidget(self.view, 1)
        self.view.pageNavigator().currentPageChanged.connect(self._count)
        self.document.statusChanged.connect(self._status)

    def _bar(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.addWidget(self.pages)
        row.addWidget(self.contents)
        row.addStretch(1)
        for icon, text, factor in (
            ("zoom_out", tr("Smaller"), 1 / ZOOM_STEP),
            ("zoom_in", tr("Larger"), ZOOM_STEP),
        ):
            button = QPushButton(icons.icon(icon), "")
            button.setProperty("look", "flat")
            button.setAccessibleName(text)
            button.setToolTip(text)
            button.clicked.connect(lambda _=False, by=factor: self.zoom(by))
            row.addWidget(button)
        fit = QPushButton(tr("Fit width"))
        fit.setProperty("look", "flat")
        fit.clicked.connect(lambda: self.view.setZoomMode(QPdfView.ZoomMode.FitToWidth))
        row.addWidget(fit)
        return row

    def show_pdf(self, data: bytes) -> None:
        """Show these bytes; empty bytes clear the page."""
        self.document.close()
        self.contents.hide()
        self.pages.clear()
        self._buffer.close()
        self._bytes = QByteArray(data)
        if data:
            self._buffer.setData(self._bytes)
            self._buffer.open(QIODevice.OpenModeFlag.ReadOnly)
            self.document.load(self._buffer)

    def zoom(self, factor: float) -> None:
        """Enlarge or shrink from what is shown now."""
        if self.view.zoomMode() != QPdfView.ZoomMode.Custom:
            width = self.document.pagePointSize(0).width() or 595.0
            dots = self.view.logicalDpiX() / 72
            self.view.setZoomFactor(max(self.view.viewport().width() - 12, 100) / (width * dots))
            self.view.setZoomMode(QPdfView.ZoomMode.Custom)
        self.view.setZoomFactor(min(max(self.view.zoomFactor() * factor, 0.25), 6.0))

    def _status(self, status: QPdfDocument.Status) -> None:
        if status == QPdfDocument.Status.Ready:
            self._count()
            several = self.document.pageCount() > 1
            self.contents.setVisible(several and self.bookmarks.rowCount(QModelIndex()) > 1)
            self.contents.setCurrentIndex(0)
            self.loaded.emit(self.document.pageCount())
        elif status == QPdfDocument.Status.Error:
            self.pages.setText(tr("This file cannot be shown; it is not a readable PDF."))
            self.loaded.emit(0)

    def _go_to(self, bookmark: int) -> None:
        index = self.bookmarks.index(bookmark, 0)
        page = index.data(QPdfBookmarkModel.Role.Page.value)
        place = index.data(QPdfBookmarkModel.Role.Location.value)
        self.view.pageNavigator().jump(page, place)

    def _count(self) -> None:
        self.pages.setText(
            tr(
                "Page {n} of {total}",
                n=self.view.pageNavigator().currentPage() + 1,
                total=self.document.pageCount(),
            )
        )
