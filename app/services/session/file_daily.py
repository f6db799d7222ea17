"""All of the local database file is looked at once a business day, while work goes on."""

from __future__ import annotations

from app.domain.dates import business_day
from app.domain.findings import Progress
from app.errors import UserError
from app.lanes import lane
from app.services.session import file_check
from app.services.session.installation import Installation
from db import damage, failures


@lane("checks")
def check_file_daily(
    installation: Installation, *, progress: Progress | None = None
) -> file_check.LastCheck | None:
    """Look at all of the file, the first time on a business day; None when nothing is due.

    UserError 'database_damaged', and as `require_whole`. Given up (None as well) when `progress` raises.
    """
    file = installation.file
    if file is None or not _due(installation):
        return None

    def stop() -> bool:
        try:
            if progress is not None:
                progress(0, 0)
        except Exception:  # noqa: BLE001 - whatever it is: nobody waits for the answer any more
            return True
        return False

    try:
        file_check.require_whole_file(file, failures.damaged(file.name), stop=stop)
    except damage.GivenUp:
        return None
    except UserError as error:
        if error.code == "database_damaged":
            found_damaged(installation)
        raise
    done = file_check.LastCheck(installation.clock(), True)
    file_check.remember(installation.folders, done)
    installation.checked = True
    return done


def _due(installation: Installation) -> bool:
    last = file_check.last_file_check(installation.folders)
    if last is None or not last.whole or not installation.checked:
        return True
    zone = installation.profile.zone
    return business_day(last.at, zone) != business_day(installation.clock(), zone)


def found_damaged(installation: Installation) -> None:
    """Note that work met damage, so that the file is opened again only after all of it was
    checked."""
    file_check.remember(installation.folders, file_check.LastCheck(installation.clock(), False))
