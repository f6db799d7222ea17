"""Setting up a hall, and recovering it when no administrator can sign in any more.

`set_up` makes a deployment: keys, first administrator, operator, hall, three recovery sheets.
`recover` makes a new administrator from two of the three recovery codes.

Rules: data.md 6; security.md 2.
"""

from app.services.setup.new_hall import SetUpDone, SetUpForm, check_form, set_up
from app.services.setup.recovery import RecoverForm, recover
from app.services.setup.recovery_sheets import sheets

__all__ = [
    "RecoverForm",
    "SetUpDone",
    "SetUpForm",
    "check_form",
    "recover",
    "set_up",
    "sheets",
]
