"""The customer being served, masked: who, document, phone, place, state, consents, what matters now."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from app.domain.consent import PURPOSES
from app.domain.customers import (
    KINDS,
    LEVELS,
    REAL_NAME_STATES,
    STATUSES,
    RealName,
    Status,
    is_unit,
)
from app.domain.document_types import DOCUMENT_TYPES
from ui.look import theme
from ui.look.glyphs import displayable
from ui.widgets import icons
from ui.widgets.panel import label
from ui.widgets.reveal import Reveal
from ui.widgets.tab_order import leaves, reading_order, set_tab_order
from ui.widgets.tag import Notice, Tag, tag_rows
from ui.words.messages import error_text, tr
from ui.words.number_text import number_text

if TYPE_CHECKING:
    from app.services.customers import CustomerView, DocumentView, Masked

AVATAR = 40
LABELS = 70
PLACES = 3
WIDTH = 270
_TONES: dict[RealName, theme.Tone] = {
    RealName.MISMATCH: "bad",
    RealName.UNVERIFIED: "warn",
    RealName.PENDING: "warn",
    RealName.CARD_READ: "ok",
    RealName.ONLINE_VERIFIED: "ok",
    RealName.EXEMPT: "plain",
}


class CustomerSummary(QWidget):
    """Built anew for each view; with `reveals` its masked values can be shown one at a time."""

    reveal_wanted = Signal(str, str, object)
    """field, reason, and the Reveal that waits for the text"""
    close_wanted = Signal()

    def __init__(self, view: CustomerView, *, reveals: bool) -> None:
        super().__init__()
        self.view = view
        self._reveals = reveals
        self.setAccessibleName(tr("Customer being served"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GAP_S)
        column.addLayout(self._head())
        column.addWidget(tag_rows(self._states(), WIDTH))
        for warning in view.warnings:
            tone: theme.Tone = "bad" if warning.severity == "error" else "warn"
            column.addWidget(Notice(error_text(warning), tone))
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(theme.GAP_S)
        self._grid.setVerticalSpacing(theme.GAP_XS)
        self._grid.setColumnMinimumWidth(0, LABELS)
        self._grid.setColumnStretch(1, 1)
        column.addLayout(self._grid)
        self._is_large = self._of_large_text()
        self._basic()
        self._more(column)
        column.addStretch(1)
        set_tab_order(reading_order(self))

    # --- the parts

    def _head(self) -> QHBoxLayout:
        avatar = QLabel(displayable(self.view.name.text[:1]))
        avatar.setProperty("look", "notice")
        avatar.setProperty("tone", "brand")
        avatar.setFont(theme.font(theme.TITLE, bold=True))
        avatar.setAlignment(Qt.AlignmentFlag.AlignCenter)
        avatar.setFixedSize(AVATAR, AVATAR)
        who = QVBoxLayout()
        who.setSpacing(0)
        masked = self.view.name
        if is_unit(self.view.kind):
            name: QWidget = label(displayable(masked.text), "subtitle", wrap=True)
        else:
            name = self._value(masked, tr("Name"))
            value = name.value if isinstance(name, Reveal) else name
            theme.set_look(value, "look", "title")
        who.addWidget(name)
        who.addWidget(label(number_text(self.view.code), "small"))
        close = QPushButton(icons.icon("close"), "")
        close.setProperty("look", "icon")
        close.setAccessibleName(tr("Close this customer"))
        close.setToolTip(tr("Close this customer"))
        close.clicked.connect(self.close_wanted)
        leaves(close)
        row = QHBoxLayout()
        row.setSpacing(theme.GAP_S)
        row.addWidget(avatar, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(who, 1)
        row.addWidget(close, 0, Qt.AlignmentFlag.AlignTop)
        return row

    def _states(self) -> Iterator[Tag]:
        view = self.view
        state = RealName(view.real_name_state)
        yield Tag(tr(REAL_NAME_STATES[state]), _TONES[state], "card")
        yield Tag(tr(LEVELS[view.level]) if view.level in LEVELS else view.level)
        if view.kind != "individual":
            yield Tag(tr(KINDS[view.kind]), "brand")
        for wanted, text in (
            (view.large_print, tr("Large print")),
            (view.needs_help, tr("Needs help")),
            (view.no_mobile, tr("No mobile phone")),
        ):
            if wanted:
                yield Tag(text, "brand")

    def _basic(self) -> None:
        view = self.view
        for document in view.documents:
            below = _document_text(document)
            self._row(tr("Document"), self._value(document.number, tr("Document number"), below))
        for phone in view.phones:
            self._row(tr("Phone"), self._value(phone, tr("Phone")))
        for text in view.places[:PLACES]:
            self._row(tr("Installed at"), label(displayable(text), wrap=True))
        if len(view.places) > PLACES:
            n = len(view.places) - PLACES
            self._row("", label(tr("and {n} more addresses", n=n), "small"))
        if view.waiting and view.waiting_since is not None:
            since = tr("since {day}", day=view.waiting_since.isoformat())
            self._row(tr("Waiting"), label(f"{view.waiting} · {since}", wrap=True))
        status = tr(STATUSES[Status(view.status)])
        self._row(tr("Status"), label(f"{status} · {_since(view)}", wrap=True))
        counts = f"{view.subscriptions} / {view.accounts}"
        phones = tr("telephone {n}/{limit}", n=view.telephones, limit=view.telephone_limit)
        self._row(tr("Users / accounts"), label(f"{counts}   {phones}", wrap=True))
        if consents := _consents(view):
            self._row(tr("Consents"), label(consents, wrap=True))

    def _more(self, column: QVBoxLayout) -> None:
        """Second contact, addresses and the like, on demand."""
        if not self.view.others:
            return
        names = field_names()
        added: list[QWidget] = []
        for masked in self.view.others:
            added += self._row(names[masked.kind], self._value(masked, names[masked.kind]))
        more = QPushButton(tr("More"))
        more.setProperty("look", "flat")
        more.setCheckable(True)

        def show(shown: bool) -> None:
            for widget in added:
                widget.setVisible(shown)
            more.setText(tr("Less") if shown else tr("More"))

        more.toggled.connect(show)
        show(False)
        column.addWidget(more, 0, Qt.AlignmentFlag.AlignLeft)
        self.more = more

    # --- pieces

    def _of_large_text(self) -> bool:
        """Whether a name and a document number have no room beside each other: values stand below their names."""
        name, number = label(tr("Document"), "soft"), Reveal("0" * 18, "")
        for part in (name, number):
            part.ensurePolished()
        needed = max(LABELS, name.sizeHint().width()) + theme.GAP_S + number.sizeHint().width()
        return needed > WIDTH

    def _row(self, name: str, value: QWidget) -> tuple[QWidget, QWidget]:
        n = self._grid.rowCount()
        side = label(name, "soft", wrap=True)
        side.ensurePolished()
        if not self._is_large:
            side.setFixedWidth(max(LABELS, side.minimumSizeHint().width()))
        top = Qt.AlignmentFlag.AlignTop
        if isinstance(value, QLabel):
            value.setAlignment(top)
        if self._is_large:
            self._grid.addWidget(side, n, 0, 1, 2)
            self._grid.addWidget(value, n + 1, 0, 1, 2)
        else:
            self._grid.addWidget(side, n, 0, top)
            self._grid.addWidget(value, n, 1)
        return side, value

    def _value(self, masked: Masked, name: str, below: str = "") -> QWidget:
        """The masked text, with the button that shows it where the role may ask."""
        if self._reveals:
            value: QWidget = Reveal(masked.text, name)
            assert isinstance(value, Reveal)
            value.wanted.connect(
                lambda reason, w=value: self.reveal_wanted.emit(masked.field, reason, w)
            )
        else:
            value = label(displayable(masked.text), wrap=True)
        if not below:
            return value
        both = QWidget()
        column = QVBoxLayout(both)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(value)
        column.addWidget(label(below, "small", wrap=True))
        return both


class FormSummary(QWidget):
    """The person of the registration in front, shown in place of a customer."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(tr("Registration in front"))
        mark = label("")
        mark.setPixmap(icons.pixmap("add_person", theme.tokens().brand_ink, 32))
        self.name = label("", "title", wrap=True)
        self._said = label("", "small", wrap=True)
        who = QVBoxLayout()
        who.setSpacing(0)
        who.addWidget(self.name)
        who.addWidget(self._said)
        head = QHBoxLayout()
        head.setSpacing(theme.GAP_S)
        head.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
        head.addLayout(who, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GAP_S)
        column.addLayout(head)
        text = tr("Opening a customer holds this form; the top bar brings it back.")
        column.addWidget(label(text, "soft", wrap=True))
        column.addStretch(1)
        self.set_name(name)

    def set_name(self, name: str) -> None:
        """Whose form it is, masked; '' while it names nobody."""
        self.name.setText(displayable(name) or tr("New customer"))
        self._said.setText(
            tr("New customer, not registered yet") if name else tr("Nothing is typed yet")
        )


def field_names() -> dict[str, str]:
    """The further fields of a customer in words."""
    return {
        "second": tr("Second contact"),
        "email": tr("E-mail"),
        "id_address": tr("Address on the document"),
        "mailing": tr("Mailing address"),
        "registered": tr("Registered address"),
        "birth_date": tr("Birth date"),
        "legal_representative": tr("Legal representative"),
    }


def _document_text(document: DocumentView) -> str:
    known = DOCUMENT_TYPES.get(document.type)
    name = tr(known.label) if known else document.type
    if document.valid_to is not None:
        until = tr("to {day}", day=document.valid_to.isoformat())
    elif document.long_term:
        until = tr("long-term")
    else:
        return name
    return f"{name} · {until}"


def _since(view: CustomerView) -> str:
    years, months = divmod(view.months, 12)
    if years and not months:
        return tr("{y} years", y=years)
    if years:
        return tr("{y} years {m} months", y=years, m=months)
    if months:
        return tr("{m} months", m=months)
    return tr("since {day}", day=view.registered_on.isoformat())


def _consents(view: CustomerView) -> str:
    """Optional purposes with what was said; a mark and its place tell the same."""
    return "  ".join(
        f"{tr(PURPOSES[code].label)} {'✓' if decision == 'agree' else '×'}"
        for code, decision in view.consents.items()
        if code in PURPOSES and PURPOSES[code].part == "optional"
    )
