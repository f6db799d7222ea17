"""Which screens there are: tabs in their order, their keys, who may use them, where they live.

A screen whose module is not part of this version has no tab.
"""

from __future__ import annotations

import importlib
import importlib.util
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.domain.businesses import CHANGE, REGISTRATION
from app.domain.permissions import Permission
from app.errors import QT_TR_NOOP

if TYPE_CHECKING:
    from app.services.session import Session
    from ui.desk.base_screen import BaseScreen


@dataclass(frozen=True)
class Screen:
    """One tab. `permissions`: any of them opens it; none means that everybody has it."""

    key: str
    title: str
    shortcut: str
    permissions: tuple[Permission, ...]
    path: str
    """module:Class of a BaseScreen"""
    icon: str = "document"
    note: str = ""
    """what to know before it is opened, such as what the customer brings"""

    def exists(self) -> bool:
        """Whether the screen's module is there, without importing it."""
        module = self.path.partition(":")[0]
        try:
            return importlib.util.find_spec(module) is not None
        except ModuleNotFoundError:
            return False

    def load(self) -> type[BaseScreen]:
        """Import the screen's class."""
        module, _, name = self.path.partition(":")
        found: type[BaseScreen] = getattr(importlib.import_module(module), name)
        return found


P = Permission
APPROVALS = Screen(
    "approvals",
    QT_TR_NOOP("Approvals"),
    "Ctrl+7",
    (P.REQUEST_DECIDE,),
    "ui.approvals.screen:ApprovalsScreen",
    "check",
)
"""Also of whom somebody delegated decisions to."""
SCREENS: list[Screen] = [
    Screen("home", QT_TR_NOOP("Desk"), "Ctrl+1", (), "ui.home.screen:HomeScreen"),
    Screen(
        REGISTRATION.code,
        REGISTRATION.words,
        "F5",
        (REGISTRATION.permission,),
        "ui.registration.screen:RegistrationScreen",
        REGISTRATION.icon,
        REGISTRATION.brings,
    ),
    Screen(
        "capture",
        QT_TR_NOOP("Documents"),
        "F6",
        (P.CUSTOMER_REGISTER, P.IDENTITY_IMAGE_VIEW),
        "ui.capture.screen:CaptureScreen",
        "reader",
    ),
    Screen(
        CHANGE.code,
        CHANGE.words,
        "F7",
        (CHANGE.permission,),
        "ui.changes.screen:ChangesScreen",
        CHANGE.icon,
        CHANGE.brings,
    ),
    Screen(
        "history",
        QT_TR_NOOP("Service history"),
        "F8",
        (P.INTERACTION_READ,),
        "ui.history.screen:HistoryScreen",
        "history",
    ),
    Screen(
        "agreements",
        QT_TR_NOOP("Agreements"),
        "Ctrl+6",
        (P.AGREEMENT_READ,),
        "ui.agreements.screen:AgreementsScreen",
    ),
    APPROVALS,
    Screen(
        "admin",
        QT_TR_NOOP("Administration"),
        "Ctrl+9",
        (P.STAFF_LIST, P.RULES_EDIT, P.VERIFY_RUN, P.AUDIT_READ),
        "ui.admin.screen:AdminScreen",
        "settings",
    ),
]
PANEL = Screen(
    "panel",
    QT_TR_NOOP("Customer"),
    "F3",
    (P.CUSTOMER_SEARCH,),
    "ui.customer.customer_panel:CustomerPanel",
)


def usable(session: Session, screens: list[Screen] | None = None) -> list[Screen]:
    """The screens of this version that this person's role may use, in tab order."""
    listed = SCREENS if screens is None else screens
    return [screen for screen in listed if screen.exists() and may_use(session, screen)]


def may_use(session: Session, screen: Screen) -> bool:
    """Whether the role holds one of the screen's permissions."""
    return not screen.permissions or any(session.may(item) for item in screen.permissions)
