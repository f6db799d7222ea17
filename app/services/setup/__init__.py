"""Setting up a hall, and recovering it when no administrator can sign in any more.

`set_up` makes a deployment: keys, first administrator, operator, hall, three recovery sheets.
`recover` makes a new administrator from two of the three recovery codes; `prove_sheets` is the drill for it.

Rules: data.md 6; security.md 2.
"""

from app.services.setup.new_hall import SetUpDone, SetUpForm, check_form, set_up
from app.services.setup.recovery import RecoverForm, recover
from app.services.setup.recovery_sheets import sheets
from app.services.setup.sheets_proof import SheetsProved, SheetsState, prove_sheets, sheets_state

__all__ = [
    "RecoverForm",
    "SetUpDone",
    "SetUpForm",
    "SheetsProved",
    "SheetsState",
    "check_form",
    "prove_sheets",
    "recover",
    "set_up",
    "sheets",
    "sheets_state",
]
