"""The opened data of this computer, and the person signed in.

An Installation is a profile, a database and this counter; it is opened before anybody signs in. A
Session is one signed-in person with the keys that the password opened; locking throws both away.
`clock_gap` says whether this counter's clock is in line with its chain of events, and
`check_file_daily` whether the database file is whole. `reading_before_sign_in` and
`writing_before_sign_in` are the door to the database while nobody is signed in.

Rules: security.md 2 and 3, R-004. Nothing here writes a customer's data.
"""

from app.services.session.clock import (
    ALWAYS,
    CLOCK_TOLERANCE,
    CONFIRM_TIME,
    ClockBehind,
    Gap,
    Newest,
    Times,
    clock_behind,
    clock_gap,
    clock_refused,
    clock_sentence,
    confirms,
    mark_clock,
    newest_times,
)
from app.services.session.counter_file import counter_differs, other_counter, require_counter
from app.services.session.entrance import (
    altering_before_sign_in,
    reading_before_sign_in,
    writing_before_sign_in,
)
from app.services.session.file_check import LastCheck, last_file_check, require_whole_file
from app.services.session.file_daily import check_file_daily, found_damaged
from app.services.session.heads import (
    BEFORE,
    ON_ANY_BASE,
    Heads,
    Lost,
    RolledBack,
    rolled_back,
)
from app.services.session.installation import (
    PRACTICE_OPERATOR,
    Clock,
    Installation,
    Workstation,
    database_url,
    installation_state,
    open_installation,
    read_workstation,
    system_now,
    write_workstation,
)
from app.services.session.own_schema import require_own_schema, schema_changes
from app.services.session.session import Actor, Keys, Session, SessionClosed, no_records_key
from app.services.session.told_steps import ToldStep
from app.services.session.unvouched_rows import Unvouched, unvouched
from app.services.session.written import SHOWN, Shown, Written

__all__ = [
    "ALWAYS",
    "BEFORE",
    "CLOCK_TOLERANCE",
    "CONFIRM_TIME",
    "ON_ANY_BASE",
    "PRACTICE_OPERATOR",
    "SHOWN",
    "Actor",
    "Clock",
    "ClockBehind",
    "Gap",
    "Heads",
    "Installation",
    "Keys",
    "LastCheck",
    "Lost",
    "Newest",
    "RolledBack",
    "Session",
    "SessionClosed",
    "Shown",
    "Times",
    "ToldStep",
    "Unvouched",
    "Workstation",
    "Written",
    "altering_before_sign_in",
    "check_file_daily",
    "clock_behind",
    "clock_gap",
    "clock_refused",
    "clock_sentence",
    "confirms",
    "counter_differs",
    "database_url",
    "found_damaged",
    "installation_state",
    "last_file_check",
    "mark_clock",
    "newest_times",
    "no_records_key",
    "open_installation",
    "other_counter",
    "read_workstation",
    "reading_before_sign_in",
    "require_counter",
    "require_own_schema",
    "require_whole_file",
    "rolled_back",
    "schema_changes",
    "system_now",
    "unvouched",
    "write_workstation",
    "writing_before_sign_in",
]
