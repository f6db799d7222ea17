"""The form judged after every change: at once by the rules, a moment later by what the base knows."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from app.domain.catalogue import Offering, Place
from app.domain.customers import CustomerKind, RealName, satisfies
from app.domain.registration.check import Checked, check_form
from app.domain.registration.form import RegistrationForm
from app.errors import QT_TR_NOOP, Problem
from app.services import catalogue, identity, registration
from app.services.catalogue import PlaceRow, RulesInForce
from app.services.registration import CheckedForm
from ui.desk.base_screen import BaseScreen
from ui.registration.drafting import Evidence
from ui.registration.entry import Entry, read, to_form

if TYPE_CHECKING:
    from app.services.session import Session

DEBOUNCE_MS = 150
KINDS: tuple[CustomerKind, ...] = ("individual", "business", "group", "virtual_card")


Asked = tuple[RegistrationForm, PlaceRow | None, Evidence]


@dataclass(frozen=True)
class Shop:
    """What is sold to each kind of customer, and the rules of today."""

    offered: dict[CustomerKind, tuple[Offering, ...]]
    in_force: RulesInForce
    has_reader: bool = False
    """whether this counter has a reader of ID cards"""

    @property
    def offerings(self) -> dict[str, Offering]:
        """Every product by its code."""
        return {each.code: each for kind in self.offered.values() for each in kind}


def load_shop(session: Session) -> Shop:
    """In a worker: the catalogue and the rules; also brings in the slow libraries of the checks."""
    offered = {kind: catalogue.offerings(session, customer_kind=kind) for kind in KINDS}
    shop = Shop(offered, catalogue.rules_in_force(session))
    warm = RegistrationForm()
    warm = replace(
        warm, holder=replace(warm.holder, number="11010519491231002X", phone="13800000000")
    )
    check_form(warm, today=date.today(), offerings={}, places={})  # noqa: DTZ011 - thrown away
    return shop


@dataclass(frozen=True)
class FormState:
    """Everything that the steps show."""

    entry: Entry
    form: RegistrationForm
    judged: Checked
    known: CheckedForm | None
    problems: tuple[Problem, ...]
    shop: Shop
    place: PlaceRow | None
    today: date
    evidence: Evidence

    @property
    def asked(self) -> Asked:
        """What the base is asked about."""
        return self.form, self.place, self.evidence

    def is_wrong(self, path: str) -> bool:
        """Whether an error stands at `path`."""
        return any(each.field == path and each.severity == "error" for each in self.problems)

    @property
    def chosen(self) -> tuple[Offering, ...]:
        """The products taken, in their order."""
        offerings = self.shop.offerings
        return tuple(offerings[code] for code in self.entry.products if code in offerings)


class LiveCheck(QObject):
    """`look(entry, place)` judges at once and emits; the base's answer emits again."""

    judged = Signal(object)
    failed = Signal(object)
    """the base could not be asked"""

    def __init__(self, screen: BaseScreen, shop: Shop) -> None:
        super().__init__(screen)
        self.shop = shop
        self._screen = screen
        self._now: FormState | None = None
        self._known: tuple[Asked, CheckedForm] | None = None
        self._extra: list[tuple[Problem, str]] = []
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(DEBOUNCE_MS)
        self._timer.timeout.connect(self.ask_now)

    def judge(
        self, entry: Entry, place: PlaceRow | None, evidence: Evidence | None = None
    ) -> FormState:
        """Judge what stands now; the base is asked when nothing was typed for a moment."""
        evidence = evidence or Evidence()
        today = self._screen.session.today
        form = to_form(
            entry, today=today, offerings=self.shop.offerings, limits=self.shop.in_force.limits
        )
        places = {str(place.id): _as_place(place)} if place is not None else {}
        judged = check_form(
            form,
            today=today,
            offerings=self.shop.offerings,
            places=places,
            rule_set=self.shop.in_force.rules,
            limits=self.shop.in_force.limits,
            online=identity.online(self._screen.session, form.identified, evidence.answer),
            permitted="manual_entry" in evidence.permits,
        )
        known = _of_now(self._known, form, place)
        view = FormState(entry, form, judged, known, (), self.shop, place, today, evidence)
        self._now = self._with_problems(view)
        self.judged.emit(self._now)
        if self._known is None or self._known[0] != (form, place, evidence):
            self._timer.start()
        return self._now

    @property
    def is_up_to_date(self) -> bool:
        """Whether the base has answered about the form as it stands."""
        now, known = self._now, self._known
        return now is not None and known is not None and known[0] == now.asked

    def forget(self) -> None:
        """Forget the judged form, because another one is shown from now on."""
        self._known, self._now = None, None
        self._extra = []
        self._timer.stop()

    def ask_now(self) -> None:
        """Ask the base at once."""
        self._timer.stop()
        if self._now is not None:
            asked = self._now.asked
            form, place, evidence = asked
            self._screen.query(
                registration.check,
                form=form,
                place_id=place.id if place is not None else None,
                permit_ids=evidence.permit_ids,
                answer=evidence.answer,
                done=lambda known: self._told(asked, known),
                failed=self.failed.emit,
            )

    def refused(self, problems: tuple[Problem, ...]) -> None:
        """Show the procedure's problems until their fields change."""
        if self._now is not None:
            self._remember(self._now, problems)
            self._show_again()

    def _told(self, asked: Asked, known: CheckedForm) -> None:
        if self._now is None or self._now.asked != asked:
            return  # typed on meanwhile: the next answer is on its way
        self._known = (asked, known)
        self._extra = []
        self._now = replace(self._now, known=known)
        self._remember(self._now, known.problems)
        self._show_again()

    def _show_again(self) -> None:
        assert self._now is not None
        self._now = self._with_problems(self._now)
        self.judged.emit(self._now)

    def _remember(self, view: FormState, problems: tuple[Problem, ...]) -> None:
        """Keep problems that only the base knows, each with the text it is about."""
        mine = {(found.field, found.code) for found in view.judged.problems}
        for found in problems:
            if (found.field, found.code) not in mine:
                at = control_path(found, view.entry)
                self._extra.append((found, _text_at(view.entry, at)))

    def _with_problems(self, view: FormState) -> FormState:
        mine = {(found.field, found.code) for found in view.judged.problems}
        extra = [
            found
            for found, text in self._extra
            if (found.field, found.code) not in mine
            and _text_at(view.entry, control_path(found, view.entry)) == text
        ]
        found = [*stopped_here(view.entry), *needs_reader(view), *view.judged.problems, *extra]
        moved = tuple(replace(each, field=control_path(each, view.entry, view)) for each in found)
        return replace(view, problems=moved)


def _of_now(
    known: tuple[Asked, CheckedForm] | None, form: RegistrationForm, place: PlaceRow | None
) -> CheckedForm | None:
    """The base's last answer, without its parts about another address or other persons, because
    customers named there can be opened."""
    if known is None:
        return None
    (before, there, _), said = known
    if there != place:
        said = replace(said, at_address=())
    if (before.holder, before.organization) != (form.holder, form.organization):
        said = replace(said, look_alikes=(), same_document=None)
    return said


def _as_place(row: PlaceRow) -> Place:
    return Place(frozenset(row.serves), row.active_users)


def _text_at(entry: Entry, path: str) -> str:
    try:
        return read(entry, path)
    except (AttributeError, IndexError, ValueError):
        return ""


def stopped_here(entry: Entry) -> list[Problem]:
    """Answers about the address that another business begins with."""
    if entry.form.at_address == "transfer":
        text = QT_TR_NOOP(
            "A transfer begins with the present customer. Search for that customer; nobody is"
            " registered here for it."
        )
        return [Problem("at_address", "begins_elsewhere", text)]
    if entry.form.at_address == "previous_cancels":
        text = QT_TR_NOOP(
            "The previous household cancels first. Search for that customer; register the new one"
            " afterwards."
        )
        return [Problem("at_address", "begins_elsewhere", text)]
    return []


def needs_reader(view: FormState) -> list[Problem]:
    """Refuses at once a product that needs a read card when this counter has no reader (D8), before
    personal data is typed."""
    if view.shop.has_reader or view.judged.real_name_state is RealName.ONLINE_VERIFIED:
        return []
    names = [
        each.name for each in view.chosen if not satisfies(RealName.PENDING, each.needed_state)
    ]
    if not names:
        return []
    text = QT_TR_NOOP(
        "{products}: the ID card must be read by a reader, typing it is not enough. There is no"
        " reader here; choose another product."
    )
    return [Problem("products", "real_name", text, {"products": ", ".join(names)})]


_BELONGS = {
    "guardian": "guardian.name",
    "handler": "handler.name",
    "organization": "organization.number",
    "payment.paid": "received",
    "subscriptions": "products",
}


def control_path(problem: Problem, entry: Entry, view: FormState | None = None) -> str:
    """Where on this screen a problem of the form is shown."""
    parts = problem.field.split(".")
    if parts[0] != "subscriptions" or len(parts) < 3:
        return _BELONGS.get(problem.field, problem.field)
    code = entry.products[int(parts[1])] if int(parts[1]) < len(entry.products) else ""
    if parts[2] == "place_id":
        return "place_id"
    if parts[2] == "equipment_serial":
        return f"serials.{code}"
    if parts[2] == "user":
        return ".".join(["users", code, *(parts[3:] or ["name"])])
    offering = view.shop.offerings.get(code) if view is not None else None
    typed_is_enough = offering is not None and satisfies(RealName.PENDING, offering.needed_state)
    can_be_read = typed_is_enough or (view is not None and view.shop.has_reader)
    if problem.code == "real_name" and can_be_read:  # the document step asks for it
        return "handler.number" if entry.is_unit else "holder.number"
    return "products"
