"""Who may do what (R-001, R-002): one table, shown on a screen and tested cell by cell.

The same words stand on every floor: a procedure names its permission, a tab asks for one, the
PostgreSQL policies of a later version are made from this table.
"""

from __future__ import annotations

from enum import StrEnum


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
    DRAFT_HOLD = "draft.hold"
    INTERACTION_READ = "interaction.read"
    AGREEMENT_READ = "agreement.read"
    PRINT_ISSUE = "print.issue"
    PRINT_REPRINT = "print.reprint"
    CATALOGUE_READ = "catalogue.read"
    CATALOGUE_EDIT = "catalogue.edit"
    RULES_READ = "rules.read"
    RULES_EDIT = "rules.edit"
    PERMISSIONS_READ = "permissions.read"
    SEARCH_REVEALS_READ = "search_reveals.read"
    STAFF_LIST = "staff.list"
    STAFF_ENROL = "staff.enrol"
    STAFF_RESET = "staff.reset"
    STAFF_UNLOCK = "staff.unlock"
    STAFF_LEAVE = "staff.leave"
    AUDIT_READ = "audit.read"
    VERIFY_RUN = "verify.run"
    BACKUP_MAKE = "backup.make"
    BACKUP_RESTORE = "backup.restore"
    DUE_RUN = "due.run"


_P = Permission
_EVERYBODY_READS = {_P.PERMISSIONS_READ, _P.SEARCH_REVEALS_READ, _P.RULES_READ, _P.CATALOGUE_READ}
_COUNTER = {
    _P.CUSTOMER_SEARCH,
    _P.CUSTOMER_OPEN,
    _P.CUSTOMER_OPEN_OTHER_HALL,
    _P.CUSTOMER_REVEAL,
    _P.CUSTOMER_REGISTER,
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
        _EVERYBODY_READS | _COUNTER | {_P.STAFF_LIST, _P.STAFF_UNLOCK}
    ),
    Role.RECORDS_KEEPER: frozenset(
        _EVERYBODY_READS | _READS_CUSTOMERS | {_P.CUSTOMER_REVEAL, _P.PRINT_ISSUE, _P.PRINT_REPRINT}
    ),
    # basic data of own customers only: the list and the masked panel, no reveal, no history
    Role.ACCOUNT_MANAGER: frozenset(_EVERYBODY_READS | {_P.CUSTOMER_SEARCH, _P.CUSTOMER_OPEN}),
    # reads everything, changes nothing; each look needs a written business reason
    Role.COMPLIANCE: frozenset(_EVERYBODY_READS | _READS_CUSTOMERS | {_P.CUSTOMER_REVEAL, _P.AUDIT_READ}),
    Role.AUDITOR: frozenset(
        _EVERYBODY_READS | {_P.STAFF_LIST, _P.AUDIT_READ, _P.VERIFY_RUN, _P.BACKUP_RESTORE}
    ),
    # enrols people and keeps the program running; sees no customer screens
    Role.ADMINISTRATOR: frozenset(
        _EVERYBODY_READS
        | {
            _P.CATALOGUE_EDIT,
            _P.RULES_EDIT,
            _P.STAFF_LIST,
            _P.STAFF_ENROL,
            _P.STAFF_RESET,
            _P.STAFF_UNLOCK,
            _P.STAFF_LEAVE,
            _P.VERIFY_RUN,
            _P.BACKUP_MAKE,
            _P.BACKUP_RESTORE,
        }
    ),
    Role.SERVICE: frozenset({_P.DUE_RUN}),
}

NEEDS_REASON: frozenset[Role] = frozenset({Role.COMPLIANCE})
"""Roles that write a business reason before every look at a customer (S2, R-001)."""


def may(role: Role, permission: Permission) -> bool:
    """Whether `role` holds `permission`."""
    return permission in TABLE[role]
