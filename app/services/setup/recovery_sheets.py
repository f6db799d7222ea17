"""The three recovery sheets of a new hall, each for another holder (design: data, keys and seals)."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Literal
from zoneinfo import ZoneInfo

from app.lanes import lane
from app.paths import Folders
from app.security import profile as profiles
from app.services.setup.new_hall import SetUpForm
from app.settings import LANGUAGE, Settings


@lane("long")
def sheets(
    folders: Folders, form: SetUpForm, codes: tuple[str, str, str]
) -> tuple[bytes, bytes, bytes]:
    """Three PDFs in the language of the settings, to be printed and handed over, never kept.

    Each carries the pinned administrator's key, so that a forged profile can be told by the paper.
    """
    from app.papers import recovery_sheet
    from app.papers.recovery_sheet import PinnedKey, RecoverySheet

    profile = profiles.read(folders.profile)
    chosen = Settings(folders.settings).get(LANGUAGE)
    language: Literal["zh_CN", "en"] = "en" if chosen == "en" else "zh_CN"
    template = recovery_sheet.newest("recovery", language)
    made_at = datetime.now(UTC).astimezone(ZoneInfo(profile.zone))
    pins = tuple(
        PinnedKey(form.admin_no.strip(), pin.sign_public) for pin in profile.administrators
    )

    def sheet(holder: int) -> bytes:
        return recovery_sheet.render(
            RecoverySheet(
                template,
                form.operator_name.strip(),
                form.hall_name.strip(),
                holder,
                codes[holder - 1],
                made_at,
                pins,
            )
        )

    return sheet(1), sheet(2), sheet(3)
