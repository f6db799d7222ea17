"""The posts of a hall in words (section W)."""

from __future__ import annotations

from app.domain.permissions import Role
from app.errors import QT_TR_NOOP
from ui.words.messages import tr

_NAMES = {
    Role.CLERK: QT_TR_NOOP("Clerk"),
    Role.SUPERVISOR: QT_TR_NOOP("Supervisor"),
    Role.RECORDS_KEEPER: QT_TR_NOOP("Records keeper"),
    Role.ACCOUNT_MANAGER: QT_TR_NOOP("Account manager"),
    Role.COMPLIANCE: QT_TR_NOOP("Compliance"),
    Role.AUDITOR: QT_TR_NOOP("Auditor"),
    Role.ADMINISTRATOR: QT_TR_NOOP("Administrator"),
    Role.SERVICE: QT_TR_NOOP("Service"),
}


def role_name(role: Role | str) -> str:
    """A role in the language in use."""
    return tr(_NAMES[Role(role)])
