"""Which pages the administration has, in their order, and which permission opens each (R-002)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from app.domain.permissions import Permission
from app.errors import QT_TR_NOOP
from app.services.session import Session
from ui.admin.catalogue_page import CataloguePage
from ui.admin.check_page import CheckPage
from ui.admin.counter_page import CounterPage
from ui.admin.delegations_page import DelegationsPage
from ui.admin.page import AdminPage
from ui.admin.permissions_page import PermissionsPage
from ui.admin.policies_page import PoliciesPage
from ui.admin.reveals_page import RevealsPage
from ui.admin.rules_page import RulesPage
from ui.admin.staff_page import StaffPage
from ui.desk.base_screen import BaseScreen


@dataclass(frozen=True)
class ListedPage:
    """A page of the left list; any one of `permissions` opens it."""

    key: str
    title: str
    icon: str
    permissions: tuple[Permission, ...]
    build: Callable[[BaseScreen], AdminPage]


P = Permission
PAGES: tuple[ListedPage, ...] = (
    ListedPage("staff", QT_TR_NOOP("Staff"), "person", (P.STAFF_LIST,), StaffPage),
    ListedPage(
        "permissions",
        QT_TR_NOOP("Permissions"),
        "shield-account-outline",
        (P.PERMISSIONS_READ,),
        PermissionsPage,
    ),
    ListedPage(
        "reveals",
        QT_TR_NOOP("What search reveals"),
        "search",
        (P.SEARCH_REVEALS_READ,),
        RevealsPage,
    ),
    ListedPage("rules", QT_TR_NOOP("Rules and parameters"), "settings", (P.RULES_READ,), RulesPage),
    ListedPage(
        "policies", QT_TR_NOOP("Approval policies"), "check", (P.POLICY_READ,), PoliciesPage
    ),
    ListedPage("delegations", QT_TR_NOOP("Delegation"), "person", (P.DELEGATE,), DelegationsPage),
    ListedPage(
        "catalogue",
        QT_TR_NOOP("Products and addresses"),
        "address",
        (P.CATALOGUE_READ,),
        CataloguePage,
    ),
    ListedPage("counter", QT_TR_NOOP("This counter"), "card", (P.READER_CHOOSE,), CounterPage),
    ListedPage(
        "check",
        QT_TR_NOOP("Verify and backup"),
        "save",
        (P.VERIFY_RUN, P.BACKUP_MAKE),
        CheckPage,
    ),
)


def usable(session: Session) -> list[ListedPage]:
    """The pages that this person's role may use."""
    return [entry for entry in PAGES if any(session.may(each) for each in entry.permissions)]
