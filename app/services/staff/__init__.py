"""People at work: enrolment, sign-in, lock, passwords, and permits of a supervisor.

`sign_in` gives a Session. `lock` closes it, and `set_pin` lets the same person unlock it with a PIN
that day. An administrator enrols, resets, unlocks and ends people. A supervisor permits an
exception once at a colleague's counter (`grant_permit`, `use_permit`) and confirms the time of a
clock that is out of line (`confirm_time`).

Who may do what stands in app/domain/permissions.py. Rules: R-001 to R-010, D8; design: security.md 2.
"""

from app.services.staff.colleague import as_colleague
from app.services.staff.enrolment import (
    ADDED,
    Enrolled,
    StaffRow,
    accept_confidentiality,
    add_person,
    after_sign_in,
    check_staff_no,
    enrol,
    first_password,
    leave,
    password_problems,
    record_lock,
    reset,
    staff_list,
    staff_no_taken,
    unlock,
)
from app.services.staff.locking import LockedSession, lock, set_pin
from app.services.staff.own_password import one_time_password
from app.services.staff.pending_try import TRIES_FOLDER
from app.services.staff.permits import (
    USED,
    Permit,
    Purpose,
    grant_permit,
    standing_permit,
    use_permit,
)
from app.services.staff.release import release_here
from app.services.staff.schema_right import PutRight, put_schema_right
from app.services.staff.signing_in import CONFIDENTIALITY_VERSION, sign_in
from app.services.staff.time_confirm import (
    clock_out_of_line,
    confirm_time,
    confirm_time_here,
    require_right,
)

__all__ = [
    "ADDED",
    "CONFIDENTIALITY_VERSION",
    "TRIES_FOLDER",
    "USED",
    "Enrolled",
    "LockedSession",
    "Permit",
    "Purpose",
    "PutRight",
    "StaffRow",
    "accept_confidentiality",
    "add_person",
    "after_sign_in",
    "as_colleague",
    "check_staff_no",
    "clock_out_of_line",
    "confirm_time",
    "confirm_time_here",
    "enrol",
    "first_password",
    "grant_permit",
    "leave",
    "lock",
    "one_time_password",
    "password_problems",
    "put_schema_right",
    "record_lock",
    "release_here",
    "require_right",
    "reset",
    "set_pin",
    "sign_in",
    "staff_list",
    "staff_no_taken",
    "standing_permit",
    "unlock",
    "use_permit",
]
