"""Who is asking: a customer at the counter is authenticated for one service (R-020, R-060 to R-062, R-184).

A service is this person, at this counter, with this customer in front. The window makes its id when it opens
a customer (ui.desk.desk) and passes it along; no id, no authentication. `check_password`, `check_code`,
`by_card` and `by_recapture` record one; `standing` reads it and `require` refuses without. `set_password` and
`reset_password` are of the customer's own hand. SMS goes through a replaceable gateway (gateway.py).

The rules of who needs what are in app.domain.authentication; standing.py shows what an authentication is.
"""

from app.services.authentication.codes import CodeSent, check_code, send_code, tell_old_number
from app.services.authentication.documents import by_card, by_recapture
from app.services.authentication.gateway import (
    SmsFolder,
    SmsGateway,
    choose_sms_folder,
    recorded_sms_folder,
)
from app.services.authentication.service_password import (
    PasswordSet,
    check_password,
    reset_password,
    set_password,
)
from app.services.authentication.standing import (
    Attempt,
    Authenticated,
    Proof,
    circumstances,
    require,
    standing,
)
from app.services.authentication.state import AuthenticationState, Phone, authentication_state

__all__ = [
    "Attempt",
    "Authenticated",
    "AuthenticationState",
    "CodeSent",
    "PasswordSet",
    "Phone",
    "Proof",
    "SmsFolder",
    "SmsGateway",
    "authentication_state",
    "by_card",
    "by_recapture",
    "check_code",
    "check_password",
    "choose_sms_folder",
    "circumstances",
    "recorded_sms_folder",
    "require",
    "reset_password",
    "send_code",
    "set_password",
    "standing",
    "tell_old_number",
]
