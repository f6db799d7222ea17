"""The main job, driven through the real window where nobody watches: `python -m ui.tour.tour`.

Sample hall, sign-in, search, a card read by the practice reader whose holder's name has a rare
character, its registration, print. Leaves numbered screenshots and the two PDFs beside the data folder,
and says where.
"""

from __future__ import annotations

import shutil
import sys
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication, QComboBox, QWidget

from app import paths
from app.services.papers import list_of_customer, stored_pdf
from app.services.sample import PASSWORD
from app.settings import Settings
from ui.frame.window import Window
from ui.main import open_window
from ui.printing.printers import Printers
from ui.tour import tour_keys

CARD = "rare_name"
PHONE = "13800001234"  # invented
CLERK = "1001"


class FilePrinter(Printers):
    """Where the machine may have no printer: every job becomes a file in `folder`."""

    def __init__(self, settings: Settings, folder: Path) -> None:
        super().__init__(settings)
        self._folder = folder

    def names(self) -> list[str]:
        """The one printer of the tour."""
        return ["PDF"]

    def open(self, name: str) -> QPrinter:
        """A printer that writes its sheets to a file."""
        self._folder.mkdir(exist_ok=True)
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        count = len(list(self._folder.iterdir()))
        printer.setOutputFileName(str(self._folder / f"job-{count + 1}.pdf"))
        return printer


class Tour:
    """One walk through the window; `out` gets the screenshots."""

    def __init__(self, window: Window, out: Path) -> None:
        self.window = window
        self.out = out
        self.pictures: list[Path] = []

    def picture(self, name: str) -> None:
        """A screenshot of the window as it stands."""
        tour_keys.settle()
        path = self.out / f"{len(self.pictures) + 1:02d}-{name}.png"
        self.window.grab().save(str(path))
        self.pictures.append(path)

    @property
    def page(self) -> Any:
        return self.window.currentWidget()

    @property
    def main(self) -> Any:
        return self.window.session_pages.main

    def run(self) -> None:
        """Every step of the main job."""
        self._sample_hall()
        self._sign_in()
        self._search()
        self._register()
        self._papers()
        self._lock()

    def _sample_hall(self) -> None:
        tour_keys.wait_for("the first-run page", lambda: hasattr(self.page, "choice"))
        self.picture("first-run")
        first_run = self.page
        tour_keys.click(first_run.choice.sample)
        tour_keys.wait_for(
            "the sample hall", lambda: hasattr(first_run.currentWidget(), "go"), patience=240
        )
        self.picture("sample-people")
        tour_keys.click(first_run.currentWidget().go)
        tour_keys.wait_for("the sign-in page", lambda: hasattr(self.page, "staff_no"))

    def _sign_in(self) -> None:
        self.window.activateWindow()
        self.page.staff_no.setFocus()
        self.page.staff_no.selectAll()
        tour_keys.type_text(CLERK)
        self.page.password.setFocus()
        tour_keys.type_text(PASSWORD)
        self.picture("sign-in")
        tour_keys.press(Qt.Key.Key_Return)
        tour_keys.wait_for("the PIN page", lambda: hasattr(self.page, "skip"))
        tour_keys.click(self.page.skip)
        tour_keys.wait_for(
            "the main window", lambda: self.main is not None and self.page is self.main
        )
        self.window.session_pages.desk.printers = FilePrinter(
            self.window.settings, self.out / "printed"
        )
        self.picture("home")

    def _search(self) -> None:
        tour_keys.press(Qt.Key.Key_F3)
        tour_keys.type_text("gongyan")
        tour_keys.settle()
        self.picture("search")
        tour_keys.press(Qt.Key.Key_Return)
        tour_keys.settle(10)
        self.picture("customer")

    def _register(self) -> None:
        tour_keys.press(Qt.Key.Key_F5)
        screen = self.screen("registration")
        tour_keys.wait_for("the catalogue", lambda: screen.view is not None)
        self._business(screen)
        self._document(screen)
        self._person(screen)
        self._fees(screen)
        tour_keys.wait_for("the last step", lambda: screen.open.step == 4)
        self.picture("registration-5-confirm")
        self._go_on()
        tour_keys.wait_for(
            "the registration", lambda: screen.open.is_empty and not screen.commit.busy
        )

    def screen(self, key: str) -> Any:
        """An open screen of the main window."""
        tour_keys.wait_for(f"the screen {key}", lambda: self.main.open_one(key) is not None)
        return self.main.open_one(key)

    def _business(self, screen: Any) -> None:
        business = screen.form.business
        self._fill(screen, "place_id", "示例路 4 栋 602", then_enter=False)
        tour_keys.wait_for("addresses", business.place.list.isVisible)
        tour_keys.press(Qt.Key.Key_Return)
        tour_keys.click(business.products.boxes["TV-BASIC"])
        tour_keys.wait_for("the serial number", lambda: "serials.TV-BASIC" in screen.fields.paths())
        self._fill(screen, "serials.TV-BASIC", "STB00990001")
        self.picture("registration-1-business")
        self._go_on()

    def _document(self, screen: Any) -> None:
        """The practice reader reads the card of somebody with a rare character in the name."""
        tour_keys.wait_for("step 2", lambda: screen.open.step == 1)
        tour_keys.press(Qt.Key.Key_F6)
        capture = self.screen("capture")
        tour_keys.wait_for("the practice reader", lambda: capture.sources.chip.is_practice)
        capture.bar.cards.setCurrentIndex(capture.bar.cards.findData(CARD))
        tour_keys.press(Qt.Key.Key_F2)
        tour_keys.wait_for("the card's record", lambda: capture.destination.known is not None)
        self.picture("capture-card-read")
        self._go_on()
        tour_keys.wait_for("the filled form", lambda: bool(screen.open.entry.form.holder.number))
        self.picture("registration-2-document")
        self._go_on()

    def _person(self, screen: Any) -> None:
        tour_keys.wait_for("step 3", lambda: screen.open.step == 2)
        self._fill(screen, "holder.phone", PHONE[:-1])
        tour_keys.settle()
        self.picture("registration-3-customer-one-digit-short")
        tour_keys.type_text(PHONE[-1])
        tour_keys.click(screen.form.person.consent.notice.box)
        for line in (
            *screen.form.person.consent.separate.values(),
            *screen.form.person.consent.optional.values(),
        ):
            if line.isVisible():
                tour_keys.click(line.buttons["agree"])
        self.picture("registration-3-customer")
        self._go_on()

    def _fees(self, screen: Any) -> None:
        tour_keys.wait_for("step 4", lambda: screen.open.step == 3)
        self._fill(screen, "received", "160")
        self._fill(screen, "payment.method", "cash")
        self._fill(screen, "payment.receipt_no", "R-000201")
        self.picture("registration-4-fees")
        self._go_on()

    def _fill(self, screen: Any, path: str, text: str, *, then_enter: bool = True) -> None:
        control: QWidget = screen.fields.control(path)
        box = control.findChild(QComboBox)
        if box is not None:
            box.setCurrentIndex(box.findData(text))
            return
        control.setFocus()
        QApplication.processEvents()
        tour_keys.press(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        tour_keys.type_text(text)
        tour_keys.settle(3)

    def _go_on(self) -> None:
        tour_keys.settle()
        tour_keys.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)

    def _papers(self) -> None:
        papers = self.screen("agreements")
        tour_keys.wait_for("the papers", lambda: papers.box.row is not None)
        tour_keys.settle(20)
        self.picture("agreement")
        session, desk = self.window.session_pages.session, self.window.session_pages.desk
        rows = list_of_customer(session, customer_id=desk.customer_id)
        for row in rows:
            content = stored_pdf(session, document_id=row.document_id).pdf
            (self.out / f"{row.kind}.pdf").write_bytes(content)
        self._print(papers)
        tour_keys.wait_for(
            "the printed agreement",
            lambda: any(
                row.prints for row in list_of_customer(session, customer_id=desk.customer_id)
            ),
        )
        self.picture("printed")

    def _print(self, papers: Any) -> None:
        """The agreement on the tour's own printer: Qt's, with a file at its other end."""
        tour_keys.press(Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
        tour_keys.wait_for("the question how it came out", lambda: papers.box.asked is not None)
        self.picture("how-did-it-come-out")
        tour_keys.press(Qt.Key.Key_1)

    def _lock(self) -> None:
        tour_keys.press(Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
        tour_keys.wait_for("the lock screen", lambda: self.window.session_pages.locked is not None)
        self.picture("locked")


def main() -> int:
    """Run the tour in out/tour; 0 when every step was reached."""
    data = paths.folders().data
    out = data.parent
    for old_folder in (data, out / "printed"):
        shutil.rmtree(old_folder, ignore_errors=True)
    for old in (*out.glob("*.png"), *out.glob("*.pdf")):
        old.unlink()
    app = QApplication(sys.argv[:1])
    window = open_window(paths.Folders(data))
    window.resize(1440, 900)
    window.activateWindow()  # there is no window manager on a virtual display
    tour = Tour(window, out)
    try:
        tour.run()
    except tour_keys.Stuck as stuck:
        tour.picture("stuck")
        print(f"The tour waited in vain for {stuck}.", file=sys.stderr)
        return 1
    finally:
        window.close()
        app.processEvents()
    print(f"The main job was done on a virtual display. {len(tour.pictures)} pictures and 2 PDFs:")
    for made in (*tour.pictures, *sorted(out.glob("*.pdf"))):
        print(f"  {made}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
