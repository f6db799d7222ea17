"""Which people and keys this installation believes.

The roots are the administrators in force: a list of signed steps that each person walks on from
where the last sign-in ended (`standing_at_sign_in`). A staff row counts only if an administrator in
force vouched for it (`vouched`). Class keys open sealed rows; they are handed on to whoever should
hold them (`hand_on`). Rows that nobody entitled made are not used and are told once (`unvouched_sentences`).
A key, a root or a staff row in a file beside the data proves nothing. Design: data.md 6.
"""

from app.services.trust.first_belief import first_trust
from app.services.trust.handing_on import after_sign_in, give_key, hand_on
from app.services.trust.key_ring import (
    HOLDERS,
    RECOVERY_HOLDER,
    Private,
    genuine,
    open_boxed,
    open_held,
    open_private,
    pack,
    public_halves,
    seal_private,
    unpack,
)
from app.services.trust.roots import (
    add_root,
    add_root_by_recovery,
    end_root,
    entitled,
    lock_roots,
    older_copy,
    roots_from_beginning,
    roots_now,
    state_shares,
    store_roots,
)
from app.services.trust.secret_row import secret_as_it_is, write_secret
from app.services.trust.staff_row import staff_signed_bytes
from app.services.trust.standings import seal_standing, standing_at_sign_in
from app.services.trust.telling import unvouched_sentences
from app.services.trust.vouching import let_in, vouched
from app.services.trust.workstation_key import vouch_for_workstation

__all__ = [
    "HOLDERS",
    "RECOVERY_HOLDER",
    "Private",
    "add_root",
    "add_root_by_recovery",
    "after_sign_in",
    "end_root",
    "entitled",
    "first_trust",
    "genuine",
    "give_key",
    "hand_on",
    "let_in",
    "lock_roots",
    "older_copy",
    "open_boxed",
    "open_held",
    "open_private",
    "pack",
    "public_halves",
    "roots_from_beginning",
    "roots_now",
    "seal_private",
    "seal_standing",
    "secret_as_it_is",
    "staff_signed_bytes",
    "standing_at_sign_in",
    "state_shares",
    "store_roots",
    "unpack",
    "unvouched_sentences",
    "vouch_for_workstation",
    "vouched",
    "write_secret",
]
