"""The three recovery sheets: shown, printed or saved one by one, and confirmed before going on."""

from __future__ import annotations

import os
from pathlib import Path

from PySide6.QtCore import QStandardPaths, Signal
from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo
from PySide6.QtWidgets import QCheckBox, QFileDialog, QHBoxLayout, QPushButton, QWidget

from ui.look import theme
from ui.printing import print_pdf
from ui.printing.printers import printer_gone
from ui.widgets import icons
from ui.widgets.panel import Panel, label
from ui.widgets.pdf_view import PdfView
from ui.widgets.tag import Notice, Tag
from ui.words.messages import error_text, tr

WIDTH = 980


class RecoverySheets(QWidget):
    """The program does not keep the sheets after this page, because two of them open the whole
    hall."""

    finished = Signal()

    def __init__(self, sheets: tuple[bytes, ...]) -> None:
        super().__init__()
        self._sheets = sheets
        self._shown = 0
        self.view = PdfView(tr("Recovery sheet"))
        self.message = Notice(
            tr(
                "Any two of the three sheets open this hall again when every administrator is "
                "gone. Give each to another person, on paper; they are not shown again."
            ),
            "warn",
        )
        self.pick: list[QPushButton] = []
        self.taken: list[Tag] = []
        self.out: set[int] = set()
        self.sure = QCheckBox(
            tr("The sheets are with three people who keep them in different places.")
        )
        self.go = QPushButton(tr("Go to sign-in"))
        self.go.setProperty("look", "primary")
        self.go.setEnabled(False)
        self.sure.setEnabled(False)
        self.first = label(tr("First print or save each sheet."), "small")
        self.sure.toggled.connect(self.go.setEnabled)
        self.go.clicked.connect(self.finished)
        self._lay_out()
        self.show_sheet(0)

    def _lay_out(self) -> None:
        panel = Panel(tr("Recovery sheets"))
        panel.setMaximumWidth(WIDTH)
        panel.add(self.message)
        row = QHBoxLayout()
        for number in range(len(self._sheets)):
            button = QPushButton(tr("Sheet {n}", n=number + 1))
            button.setCheckable(True)
            button.clicked.connect(lambda _=False, n=number: self.show_sheet(n))
            tag = Tag(tr("not printed or saved"), "warn")
            row.addWidget(button)
            row.addWidget(tag)
            self.pick.append(button)
            self.taken.append(tag)
        row.addStretch(1)
        save = QPushButton(icons.icon("save"), tr("Save this sheet …"))
        save.clicked.connect(self._ask_where)
        print_it = QPushButton(icons.icon("print"), tr("Print this sheet …"))
        print_it.clicked.connect(self._ask_printer)
        panel.add_action(save)
        panel.add_action(print_it)
        panel.add(row)
        panel.add(self.view, 1)
        self.refusal = label("", wrap=True)
        self.refusal.setProperty("status", "bad")
        panel.add(self.refusal)
        below = QHBoxLayout()
        below.addWidget(self.sure)
        below.addWidget(self.first)
        below.addStretch(1)
        below.addWidget(self.go)
        panel.add(below)
        outer = QHBoxLayout(self)
        outer.setContentsMargins(theme.GAP_L, theme.GAP_L, theme.GAP_L, theme.GAP_L)
        outer.addWidget(panel)

    def show_sheet(self, number: int) -> None:
        """Show sheet `number`, counted from 0."""
        self._shown = number
        for index, button in enumerate(self.pick):
            button.setChecked(index == number)
        self.view.show_pdf(self._sheets[number])

    def save_to(self, path: Path) -> None:
        """Write the shown sheet to a file that only its owner reads."""
        try:
            with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
                file.write(self._sheets[self._shown])
        except OSError:
            self.refusal.setText(tr("The file could not be written there. Choose another place."))
            return
        self._take(tr("saved"))

    def print_on(self, printer: QPrinter) -> None:
        """Print the shown sheet; Qt would take the default printer in the place of one that is gone."""
        native = printer.outputFormat() == QPrinter.OutputFormat.NativeFormat
        if native and QPrinterInfo.printerInfo(printer.printerName()).isNull():
            self.refusal.setText(error_text(printer_gone(printer.printerName())))
        elif print_pdf.send(self._sheets[self._shown], printer):
            self._take(tr("printed"))
        else:
            self.refusal.setText(tr("The printer took nothing. Check it, or save the sheet."))

    def _take(self, word: str) -> None:
        self.refusal.setText("")
        self.out.add(self._shown)
        self.taken[self._shown].set(word, "ok")
        every = len(self.out) == len(self._sheets)
        self.sure.setEnabled(every)
        self.first.setVisible(not every)

    def _ask_where(self) -> None:
        places = QStandardPaths.StandardLocation
        folder = QStandardPaths.writableLocation(places.DocumentsLocation)
        name = str(Path(folder) / f"recovery-{self._shown + 1}.pdf")
        path, _ = QFileDialog.getSaveFileName(self, tr("Save this sheet …"), name, "PDF (*.pdf)")
        if path:
            self.save_to(Path(path))

    def _ask_printer(self) -> None:
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        if QPrintDialog(printer, self).exec():
            self.print_on(printer)
