"""Who may do what (R-001, R-002): one table, shown on a screen and tested cell by cell.

Every floor uses the same words: procedures and tabs name their permission, and a later version
makes its PostgreSQL policies from this table.
"""

from __future__ import annotations

from enum import StrEnum

from app.errors import QT_TR_NOOP


class Role(StrEnum):
    """The posts of a service hall (section W)."""

    CLERK = "clerk"
    SUPERVISOR = "supervisor"
    RECORDS_KEEPER = "records_keeper"
    ACCOUNT_MANAGER = "account_manager"
    COMPLIANCE = "compliance"
    AUDITOR = "auditor"
    ADMINISTRATOR = "administrator"
    SERVICE = "service"


class Permission(StrEnum):
    """What a procedure or a query asks for."""

    CUSTOMER_SEARCH = "customer.search"
    CUSTOMER_OPEN = "customer.open"
    CUSTOMER_OPEN_OTHER_HALL = "customer.open_other_hall"
    CUSTOMER_REVEAL = "customer.reveal"
    CUSTOMER_REGISTER = "customer.register"
    CUSTOMER_CHANGE = "customer.change"
    REQUEST_READ = "request.read"
    REQUEST_DECIDE = "request.decide"
    IDENTITY_IMAGE_VIEW = "identity_image.view"
    EXCEPTION_PERMIT = "exception.permit"
    DRAFT_HOLD = "draft.hold"
    INTERACTION_READ = "interaction.read"
    AGREEMENT_READ = "agreement.read"
    PRINT_ISSUE = "print.issue"
    PRINT_REPRINT = "print.reprint"
    CATALOGUE_READ = "catalogue.read"
    CATALOGUE_EDIT = "catalogue.edit"
    RULES_READ = "rules.read"
    RULES_EDIT = "rules.edit"
    POLICY_READ = "policy.read"
    POLICY_EDIT = "policy.edit"
    DELEGATE = "authority.delegate"
    PERMISSIONS_READ = "permissions.read"
    SEARCH_REVEALS_READ = "search_reveals.read"
    STAFF_LIST = "staff.list"
    STAFF_ENROL = "staff.enrol"
    STAFF_RESET = "staff.reset"
    STAFF_UNLOCK = "staff.unlock"
    STAFF_LEAVE = "staff.leave"
    TIME_CONFIRM = "time.confirm"
    AUDIT_READ = "audit.read"
    VERIFY_RUN = "verify.run"
    READER_CHOOSE = "reader.choose"
    BACKUP_MAKE = "backup.make"
    BACKUP_RESTORE = "backup.restore"
    DUE_RUN = "due.run"


_P = Permission
_EVERYBODY_READS = {
    _P.PERMISSIONS_READ,
    _P.SEARCH_REVEALS_READ,
    _P.RULES_READ,
    _P.POLICY_READ,
    _P.CATALOGUE_READ,
}
_COUNTER = {
    _P.CUSTOMER_SEARCH,
    _P.CUSTOMER_OPEN,
    _P.CUSTOMER_OPEN_OTHER_HALL,
    _P.CUSTOMER_REVEAL,
    _P.CUSTOMER_REGISTER,
    _P.CUSTOMER_CHANGE,
    _P.REQUEST_READ,
    _P.IDENTITY_IMAGE_VIEW,
    _P.DRAFT_HOLD,
    _P.INTERACTION_READ,
    _P.AGREEMENT_READ,
    _P.PRINT_ISSUE,
    _P.PRINT_REPRINT,
}
_READS_CUSTOMERS = {
    _P.CUSTOMER_SEARCH,
    _P.CUSTOMER_OPEN,
    _P.CUSTOMER_OPEN_OTHER_HALL,
    _P.INTERACTION_READ,
    _P.AGREEMENT_READ,
}

TABLE: dict[Role, frozenset[Permission]] = {
    Role.CLERK: frozenset(_EVERYBODY_READS | _COUNTER),
    Role.SUPERVISOR: frozenset(
        _EVERYBODY_READS
        | _COUNTER
        | {
            _P.EXCEPTION_PERMIT,
            _P.REQUEST_DECIDE,
            _P.DELEGATE,
            _P.STAFF_LIST,
            _P.STAFF_UNLOCK,
            _P.TIME_CONFIRM,
        }
    ),
    Role.RECORDS_KEEPER: frozenset(
        _EVERYBODY_READS
        | _READS_CUSTOMERS
        | {_P.CUSTOMER_REVEAL, _P.IDENTITY_IMAGE_VIEW, _P.PRINT_ISSUE, _P.PRINT_REPRINT}
    ),
    # basic data of own customers only: the list and the masked panel, no reveal, no history
    Role.ACCOUNT_MANAGER: frozenset(_EVERYBODY_READS | {_P.CUSTOMER_SEARCH, _P.CUSTOMER_OPEN}),
    # reads everything, changes nothing; each look needs a written business reason
    Role.COMPLIANCE: frozenset(
        _EVERYBODY_READS
        | _READS_CUSTOMERS
        | {_P.CUSTOMER_REVEAL, _P.IDENTITY_IMAGE_VIEW, _P.AUDIT_READ}
    ),
    Role.AUDITOR: frozenset(
        _EVERYBODY_READS | {_P.STAFF_LIST, _P.AUDIT_READ, _P.VERIFY_RUN, _P.BACKUP_RESTORE}
    ),
    # enrols people and keeps the program running; sees no customer screens
    Role.ADMINISTRATOR: frozenset(
        _EVERYBODY_READS
        | {
            _P.CATALOGUE_EDIT,
            _P.RULES_EDIT,
            _P.POLICY_EDIT,
            _P.STAFF_LIST,
            _P.STAFF_ENROL,
            _P.STAFF_RESET,
            _P.STAFF_UNLOCK,
            _P.STAFF_LEAVE,
            _P.TIME_CONFIRM,
            _P.VERIFY_RUN,
            _P.READER_CHOOSE,
            _P.BACKUP_MAKE,
            _P.BACKUP_RESTORE,
        }
    ),
    Role.SERVICE: frozenset({_P.DUE_RUN}),
}

WORDS: dict[Permission, tuple[str, str]] = {
    _P.CUSTOMER_SEARCH: (
        QT_TR_NOOP("Search customers"),
        QT_TR_NOOP("Find customers in one box; results are masked."),
    ),
    _P.CUSTOMER_OPEN: (
        QT_TR_NOOP("Open a customer"),
        QT_TR_NOOP("See the masked panel of a customer; each look is in the audit."),
    ),
    _P.CUSTOMER_OPEN_OTHER_HALL: (
        QT_TR_NOOP("Open customers of another hall"),
        QT_TR_NOOP("Serve a customer whom another hall registered."),
    ),
    _P.CUSTOMER_REVEAL: (
        QT_TR_NOOP("Show one masked field"),
        QT_TR_NOOP("See one field in clear for 30 seconds, with a reason for the auditors."),
    ),
    _P.CUSTOMER_REGISTER: (
        QT_TR_NOOP("Register a customer"),
        QT_TR_NOOP("Open an account for a new customer and choose products."),
    ),
    _P.CUSTOMER_CHANGE: (
        QT_TR_NOOP("Change a customer's data"),
        QT_TR_NOOP("Record what a customer at the counter wants changed; each change has a slip."),
    ),
    _P.REQUEST_READ: (
        QT_TR_NOOP("See requests of changes"),
        QT_TR_NOOP("See what was asked for, before and after, and how it was decided."),
    ),
    _P.REQUEST_DECIDE: (
        QT_TR_NOOP("Decide requests"),
        QT_TR_NOOP("Approve, reject or return what a colleague asked for; never the own request."),
    ),
    _P.IDENTITY_IMAGE_VIEW: (
        QT_TR_NOOP("See pictures of documents"),
        QT_TR_NOOP(
            "Open the kept picture of a document or a face, with a reason for the auditors."
        ),
    ),
    _P.EXCEPTION_PERMIT: (
        QT_TR_NOOP("Permit an exception"),
        QT_TR_NOOP("Let a colleague type a card, or accept a face, once and with a reason."),
    ),
    _P.DRAFT_HOLD: (
        QT_TR_NOOP("Hold a form"),
        QT_TR_NOOP("Put a form aside and take it back later."),
    ),
    _P.INTERACTION_READ: (
        QT_TR_NOOP("Read the service history"),
        QT_TR_NOOP("See what was done for a customer, when and by whom."),
    ),
    _P.AGREEMENT_READ: (
        QT_TR_NOOP("Read agreements"),
        QT_TR_NOOP("See and open a customer's agreements and slips."),
    ),
    _P.PRINT_ISSUE: (
        QT_TR_NOOP("Print papers"),
        QT_TR_NOOP("Print an agreement or a slip for the first time."),
    ),
    _P.PRINT_REPRINT: (
        QT_TR_NOOP("Print again"),
        QT_TR_NOOP("Print a paper again; the margin says so."),
    ),
    _P.CATALOGUE_READ: (
        QT_TR_NOOP("Read the catalogue"),
        QT_TR_NOOP("See products, prices and terms."),
    ),
    _P.CATALOGUE_EDIT: (
        QT_TR_NOOP("Change the catalogue"),
        QT_TR_NOOP("Import standard addresses and change products."),
    ),
    _P.RULES_READ: (
        QT_TR_NOOP("Read rules and parameters"),
        QT_TR_NOOP("See which rules hold, their values and their sources."),
    ),
    _P.RULES_EDIT: (
        QT_TR_NOOP("Change rules and parameters"),
        QT_TR_NOOP("Switch a rule on or off and change a value, except those fixed by law."),
    ),
    _P.POLICY_READ: (
        QT_TR_NOOP("Read the approval policies"),
        QT_TR_NOOP("See what each business asks for: papers, approval, time limit."),
    ),
    _P.POLICY_EDIT: (
        QT_TR_NOOP("Change the approval policies"),
        QT_TR_NOOP("Say which changes need approval, in how many steps and within what time."),
    ),
    _P.DELEGATE: (
        QT_TR_NOOP("Delegate authority"),
        QT_TR_NOOP("Let a colleague of the hall decide requests for some time."),
    ),
    _P.PERMISSIONS_READ: (
        QT_TR_NOOP("Read this table"),
        QT_TR_NOOP("See which role may do what."),
    ),
    _P.SEARCH_REVEALS_READ: (
        QT_TR_NOOP("Read what search reveals"),
        QT_TR_NOOP("See what a copied database would tell without any key."),
    ),
    _P.STAFF_LIST: (
        QT_TR_NOOP("List staff"),
        QT_TR_NOOP("See who works here, in which role and state."),
    ),
    _P.STAFF_ENROL: (
        QT_TR_NOOP("Enrol staff"),
        QT_TR_NOOP("Give a new person a staff number and a one-time password."),
    ),
    _P.STAFF_RESET: (
        QT_TR_NOOP("Reset a password"),
        QT_TR_NOOP("Give a person who lost the password new keys and a one-time password."),
    ),
    _P.STAFF_UNLOCK: (
        QT_TR_NOOP("Unlock a person"),
        QT_TR_NOOP("Let a person sign in again after ten wrong passwords."),
    ),
    _P.STAFF_LEAVE: (
        QT_TR_NOOP("Record that a person left"),
        QT_TR_NOOP("Remove a person's keys and password at once; the history stays."),
    ),
    _P.TIME_CONFIRM: (
        QT_TR_NOOP("Confirm the time"),
        QT_TR_NOOP("Say that a counter's clock is right although its newest record is later."),
    ),
    _P.AUDIT_READ: (
        QT_TR_NOOP("Read the audit"),
        QT_TR_NOOP("Read the chain of events with the reasons that people gave."),
    ),
    _P.VERIFY_RUN: (
        QT_TR_NOOP("Verify the data"),
        QT_TR_NOOP("Check that no record or event was changed behind the program's back."),
    ),
    _P.READER_CHOOSE: (
        QT_TR_NOOP("Choose the ID-card reader"),
        QT_TR_NOOP("Say which reader a counter has: what it tells counts as read from the card."),
    ),
    _P.BACKUP_MAKE: (
        QT_TR_NOOP("Make a backup"),
        QT_TR_NOOP("Write a sealed copy of the whole database."),
    ),
    _P.BACKUP_RESTORE: (
        QT_TR_NOOP("Restore a backup"),
        QT_TR_NOOP("Open a sealed copy in an empty place and verify it."),
    ),
    _P.DUE_RUN: (
        QT_TR_NOOP("Run what is due"),
        QT_TR_NOOP("Start timed work at night; for the machine, not for people."),
    ),
}
"""What a permission is called and what it allows, for the permission table on the screen."""

NEEDS_REASON: frozenset[Role] = frozenset({Role.COMPLIANCE})
"""Roles that write a business reason before every look at a customer (S2, R-001)."""


def may(role: Role, permission: Permission) -> bool:
    """Whether `role` holds `permission`."""
    return permission in TABLE[role]
