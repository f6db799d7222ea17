"""证件采集 F6: from a photo, a scan or a chip on the counter to checked fields, which the clerk confirms."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from functools import cached_property
from typing import Any
from uuid import UUID

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.domain.permissions import Permission
from app.errors import UserError
from app.services.identity import Corners, Worker
from ui.capture.bench_page import BenchPage
from ui.capture.destination import Destination
from ui.capture.devices_panel import DevicesPanel
from ui.capture.document import Document, Page, Photo
from ui.capture.keeping import TrayDrafts
from ui.capture.sources import Sources
from ui.capture.tray import Tray
from ui.capture.two_pages import TwoPages
from ui.capture.words import document_name, owner_and_document
from ui.desk.base_screen import NEXT_TURN_MS, BaseScreen
from ui.desk.desk import Desk
from ui.desk.requests import Capture, Request
from ui.document.kept_page import KeptPage
from ui.look import theme
from ui.widgets.choices import Choices
from ui.widgets.one_stop import PageSwitch
from ui.widgets.tab_order import reading_order, set_tab_order
from ui.widgets.tag import Notice
from ui.words.messages import error_text, tr


class CaptureScreen(BaseScreen):
    """State: whose (the person asked for), read True to read the card that lies on the reader."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.captures = self.session.may(Permission.CUSTOMER_REGISTER)
        self.worker = Worker()
        self.tray = Tray(desk, self.worker, self)
        self.keeping = TrayDrafts(desk, self.tray)
        self.choices = Choices()
        self.destination = Destination(self, self.choices)
        self.sources = Sources(desk, self.worker, self.tray, lambda: self.bench, self)
        self.bar = self.sources.bar
        self.devices = DevicesPanel(desk)
        self.problem = Notice("", "warn")
        self.pages = TwoPages(self.content)
        self.pick = PageSwitch({"bench": tr("Capture"), "kept": tr("Kept pictures")})
        self._shown: UUID | None = None
        self._built: object = None
        self._names: dict[UUID, tuple[Document, str]] = {}
        """what stands on the buttons, told anew when a document changed and not with every key"""
        self._photo: datetime | None = None
        """when the photo was taken that the clerk was asked about last"""
        self._lay_out()
        self._connect()
        self._wanted = "bench" if self.captures else "kept"
        self.pick.show_page(self._wanted)
        self.sources.show()
        # in a turn of its own, because both halves of the screen together take long
        QTimer.singleShot(NEXT_TURN_MS, self, self._begin)
        if self.captures:
            self.keeping.load(self._refresh)

    def _begin(self) -> None:
        self._show_page(self._wanted)
        self._refresh()

    # --- building

    @cached_property
    def bench(self) -> BenchPage:
        """The lower half, built when it is first wanted or in the turn after the upper one."""
        page = BenchPage(self.desk, self.sources.camera, self.pages)
        self.sources.connect_to(page)
        page.typed.connect(self._typed)
        page.replaced.connect(self.tray.replace)
        page.corners_set.connect(self._corners_set)
        page.chosen.connect(self.tray.show)
        page.used.connect(self.use)
        page.put_aside.connect(self._put_aside)
        page.bar.whose_changed.connect(self._show_use)
        page.show_document(None)  # before it is seen: what is hidden is not styled and laid out
        page.bar.hide()
        self.pages.addWidget(page)
        return page

    @cached_property
    def kept(self) -> KeptPage:
        """Built when it is first shown: few clerks ever look at a picture that is kept."""
        page = KeptPage(self.desk, self.pages)
        self.pages.addWidget(page)
        return page

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(theme.GAP_S)
        head.addWidget(self.pick, 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(self.bar, 100)
        head.addStretch(1)
        self.problem.hide()
        column = QVBoxLayout(self.content)
        column.setContentsMargins(theme.GAP_L, theme.GAP_XS, theme.GAP_L, theme.GAP_XS)
        column.setSpacing(theme.GAP_S)
        column.addLayout(head)
        self.pick.allow("bench", self.captures)
        self.bar.setVisible(self.captures)
        for part in (self.devices, self.problem, self.choices):
            column.addWidget(part)
        column.addWidget(self.pages, 100)
        column.addStretch(1)  # takes the room while a question is open

    def _connect(self) -> None:
        sources = self.sources
        self.pick.chosen.connect(self._show_page)
        sources.began.connect(self.problem.hide)
        sources.chip.changed.connect(self._refresh)
        self.tray.emptied.connect(self.destination.withdraw)
        sources.refused.connect(self._refused)
        self.bar.devices_wanted.connect(self.devices.setVisible)
        self.devices.changed.connect(self._devices_changed)
        if self.captures:
            sources.files.accept_drops(self)
        self.tray.changed.connect(self._refresh)
        self.tray.photo_missing.connect(self._no_document)
        self.tray.beside.connect(self._beside)
        self.tray.guessed.connect(self._guessed)
        self.choices.opened.connect(lambda on: self.pages.setVisible(not on))
        self.destination.compared.connect(self._show_use)
        self.destination.gone.connect(self._gone)
        self.destination.renewing.begun.connect(self._begun)
        self.destination.renewing.permit_spent.connect(self._permit_spent)
        self.destination.dropped.connect(lambda document: self.tray.remove(document.id))
        self.destination.whose.connect(self._choose)
        self.destination.left.connect(self._show_left)
        keys_of_work = (
            ("Ctrl+Return", self.use),
            ("Ctrl+Enter", self.use),
            ("Ctrl+O", sources.open_files),
            ("Ctrl+V", sources.files.paste),
        )
        for keys, action in keys_of_work if self.captures else ():
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(action)
        self.listen(self.desk.customer_changed, self._customer_changed)
        self.listen(self.desk.forms.changed, self._show_use)
        self.listen(self.desk.hand_over.form_changed, self._choose)
        self.listen(self.desk.changed, lambda *_: self._customer_changed(None))

    def _choose(self, whose: str = "") -> None:
        self.bench.bar.choose(whose)

    # --- what is said

    def read_chip(self) -> None:
        """F2: read the card on the reader."""
        if self.captures:
            self.sources.read_chip()

    def _guessed(self, document: Document) -> None:
        who = document_name(document)
        text = tr("The back was put to {who}. Compare: another document has no back yet.", who=who)
        self.desk.messages.say(text, "warn")

    def _beside(self) -> None:
        text = tr("Another document was read. It lies beside this one, at the top.")
        self.desk.messages.say(text)

    def _refused(self, error: UserError) -> None:
        self.problem.set(error_text(error), "warn")
        self.problem.show()
        self._refresh()

    def _no_document(self) -> None:
        text = tr(
            "The document of this picture is not here any more. Capture the document first; nothing "
            "was kept."
        )
        self.problem.set(text, "warn")
        self.problem.show()

    def _devices_changed(self) -> None:
        self.sources.folder.start()
        self.sources.show()

    # --- showing

    @property
    def _reads(self) -> bool:
        """Whether a card, a file or a picture is being read."""
        return self.tray.is_reading or self.sources.is_reading

    def _refresh(self) -> None:
        tray = self.tray
        document = tray.document
        names = [(each.id, self._name_of(each)) for each in tray.documents]
        self._names = {which: self._names[which] for which, _ in names}  # none that is gone
        self.bench.show_documents(names, tray.current if tray.is_live else None)
        self.bench.show_document(document)
        self.bench.show_busy(tray.preview, tray.waiting, busy=self._reads)
        self.destination.compare(document)
        self._show_use()
        self._chain()
        if document is not None and document.id != self._shown and self.isVisible():
            self._shown = document.id
            if not self.bench.fields.hold_again():
                self.bench.focus_first()
        elif document is not None and document.photo is not None and self._is_new(document.photo):
            self.bench.focus_on("photo")
        elif document is None:
            if self._shown is not None and self.isVisible() and self.choices.isHidden():
                # the field with the cursor is gone, and Enter must start nothing while another
                # document is on its way
                (self.bench.panel if tray.documents else self.bar.reader).setFocus()
            self._shown = None

    def _name_of(self, document: Document) -> str:
        """On its button at the top: whose it is, masked, and what."""
        known = self._names.get(document.id)
        if known is not None and known[0] is document:
            return known[1]
        told = owner_and_document(document, self.session.today)
        self._names[document.id] = (document, told)
        return told

    def _chain(self) -> None:
        """Tab goes in reading order however late a field was built; walked only when one was."""
        document = self.tray.document
        pages = () if document is None else tuple(page.id for page in document.pages)
        proofs = () if document is None else tuple(each.id for each in document.attachments)
        built = (len(self.tray.documents), pages, proofs, tuple(self.bench.fields.fields))
        if built != self._built:
            self._built = built
            set_tab_order(reading_order(self))

    def _is_new(self, photo: Photo) -> bool:
        """Whether a photo was taken just now: the clerk is to compare it."""
        seen, self._photo = self._photo, photo.taken_at
        return seen != photo.taken_at and self.isVisible()

    def _show_use(self) -> None:
        destination, document = self.destination, self.tray.document
        destination.compare(document)  # what came while another was being used
        bar, busy = self.bench.bar, destination.busy or self._reads
        if destination.given is not None and document is not None and not destination.busy:
            bar.show_question()
            bar.show()
            return
        self.bench.show_use(document, destination.known, bar.chosen(), busy=busy)
        if document is not None and not self.tray.is_live:
            bar.show_not_in_use()

    def _show_left(self, what: str) -> None:
        """What keeps the shown document from being used."""
        self.bench.focus_on(what)

    def _show_page(self, key: str) -> None:
        self._wanted = key
        self.pick.show_page(key)
        self.pages.setCurrentWidget(self.kept if key == "kept" else self.bench)
        self.bar.setVisible(self.captures and key == "bench")
        if key == "kept":
            self.kept.refresh()

    def _customer_changed(self, _: object) -> None:
        self.destination.compare(self.tray.document)
        if isinstance(self.pages.currentWidget(), KeptPage):
            self.kept.refresh()

    # --- what the clerk does

    def _typed(self, name: str, text: str) -> None:
        if self.tray.document is not None:
            self.tray.replace(self.tray.document.with_typed(name, text))

    def _corners_set(self, page: Page, corners: Corners) -> None:
        self.problem.hide()
        self.tray.read_again(page, corners)

    def use(self) -> None:
        """Ctrl+Enter: bring the document where it belongs."""
        document = self.tray.document
        if not self.choices.isHidden() or not self.captures:
            return
        if self._reads and self.destination.given is None:
            # it may be the other face of this document, or somebody else's
            self.desk.messages.say(tr("A picture is still being read. Try again in a moment."))
            return
        if document is None or not self.tray.is_live:
            if self.tray.documents:
                self.desk.messages.say(tr("Press the document at the top that is meant."))
            return
        self.destination.use(document, self.bench.bar.chosen())

    def _begun(self, document: Document) -> None:
        # Replace the document only if nobody edited it since it was sent.
        for each in self.tray.documents:
            if replace(each, operation_id=document.operation_id) == document:
                self.tray.replace(document)
                self.keeping.save()

    def _permit_spent(self, document: Document) -> None:
        """The clerk's own verdict stands again, and with it the way to a new permit."""
        now = next((each for each in self.tray.documents if each.id == document.id), None)
        if now is not None and now.photo is not None:
            self.tray.replace(
                replace(now, photo=replace(now.photo, verdict="different", permit=""))
            )
            if now.id == self.tray.current:
                self.bench.focus_on("photo")

    def _gone(self, document: Document) -> None:
        """Remove a document that is where it belongs. The form decides again for whom the next one
        is."""
        now = next((each for each in self.tray.documents if each.id == document.id), document)
        if now == document:
            self.tray.remove(document.id)
        else:  # pages added since are not in the form
            text = tr("The document was changed while it was being used. Use it once more.")
            self.desk.messages.say(text, "warn")
            self._refresh()
        if self.isVisible():
            self.activate()

    def _put_aside(self) -> None:
        document: Document | None = self.tray.document
        if self.destination.busy:
            text = tr("The document is being used. Wait for the answer first.")
            self.desk.messages.say(text, "warn")
        elif document is not None and self.destination.is_given(document):
            self.destination.use(document, "")  # to the form's question, which can put it aside
        elif document is not None:
            self.tray.remove(document.id)
            self.bench.bar.choose("")
            self.desk.messages.say(tr("Put aside. Nothing of it was kept."))

    # --- life

    def activate(self) -> None:
        """The cursor goes where work begins."""
        self.sources.show()
        if not self.choices.isHidden():
            self.choices.buttons[-1].setFocus()
        elif isinstance(self.pages.currentWidget(), KeptPage):
            self.kept.refresh()
        elif self.tray.document is not None:
            self.bench.focus_first()
        else:
            self.bar.reader.setFocus()

    def showEvent(self, event: Any) -> None:
        """Qt override: a scanner's folder is watched from the first look at this tab on, so that
        a scan waits here already when the clerk comes back from the form."""
        super().showEvent(event)
        if self.captures and not self.sources.folder.watching:
            self.sources.folder.start()

    def save_draft(self) -> None:
        """Before a lock, a rebuild and the end."""
        if self.captures:
            self.keeping.save()

    def close_down(self) -> None:
        """End pictures, reader and reading process at a lock, a sign-out or a change of
        language."""
        self._names.clear()
        self.sources.close()
        self.keeping.stop()
        self.tray.close()
        super().close_down()

    def restore_state(self, state: dict[str, Any]) -> None:
        """For whom it was."""
        if "whose" in state:
            self.bench.bar.choose(str(state["whose"]))

    def show_request(self, request: Request) -> None:
        """For whom, and whether to read at once."""
        if not isinstance(request, Capture):
            return
        if request.whose is not None:
            self.bench.bar.choose(request.whose)
        if request.read and self.captures:
            self._show_page("bench")
            self.read_chip()

    def save_state(self) -> dict[str, Any]:
        """For whom; the pictures are gone with the lock."""
        return {"whose": self.bench.bar.chosen()}
