"""Which people and keys this installation believes.

The roots are the administrators in force: a list of signed steps that each person walks on from
where the last sign-in ended (`standing_at_sign_in`). A staff row counts only if an administrator in
force vouched for it (`vouched`). Class keys open sealed rows; they are handed on to whoever should
hold them (`hand_on`). Rows that nobody entitled made are not used and are told once (`unvouched_sentences`).
A database that lacks events which this computer has seen is not worked on until it is released
(`compare_heads`, `release_base`).
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
from app.services.trust.lost_events import HeadsCompared, compare_heads, find_lost, name_lost
from app.services.trust.past_roots import was_by_administrator
from app.services.trust.rollbacks import (
    HEAD_GONE,
    Named,
    Rollback,
    agree_release,
    lost_now,
    note_head,
    release_base,
    rollbacks,
    see_rollbacks,
)
from app.services.trust.roots import (
    VOUCHED,
    add_root,
    add_root_by_recovery,
    end_root,
    entitled,
    lock_roots,
    older_copy,
    roots_from_beginning,
    roots_in,
    roots_now,
    roots_on_list,
    store_roots,
)
from app.services.trust.secret_row import secret_as_it_is, write_secret
from app.services.trust.shares import share_is_signed, write_shares
from app.services.trust.staff_row import staff_signed_bytes
from app.services.trust.standings import seal_standing, standing_at_sign_in
from app.services.trust.telling import unvouched_sentences
from app.services.trust.told_steps import TEXT as STEPS
from app.services.trust.told_steps import step_texts
from app.services.trust.vouching import (
    counter_stands,
    event_of,
    is_by,
    is_older,
    let_in,
    stands,
    vouched,
)
from app.services.trust.workstation_key import NEW_KEY, vouch_for_workstation

__all__ = [
    "HEAD_GONE",
    "HOLDERS",
    "NEW_KEY",
    "RECOVERY_HOLDER",
    "STEPS",
    "VOUCHED",
    "HeadsCompared",
    "Named",
    "Private",
    "Rollback",
    "add_root",
    "add_root_by_recovery",
    "after_sign_in",
    "agree_release",
    "compare_heads",
    "counter_stands",
    "end_root",
    "entitled",
    "event_of",
    "find_lost",
    "first_trust",
    "genuine",
    "give_key",
    "hand_on",
    "is_by",
    "is_older",
    "let_in",
    "lock_roots",
    "lost_now",
    "name_lost",
    "note_head",
    "older_copy",
    "open_boxed",
    "open_held",
    "open_private",
    "pack",
    "public_halves",
    "release_base",
    "rollbacks",
    "roots_from_beginning",
    "roots_in",
    "roots_now",
    "roots_on_list",
    "seal_private",
    "seal_standing",
    "secret_as_it_is",
    "see_rollbacks",
    "share_is_signed",
    "staff_signed_bytes",
    "standing_at_sign_in",
    "stands",
    "step_texts",
    "store_roots",
    "unpack",
    "unvouched_sentences",
    "vouch_for_workstation",
    "vouched",
    "was_by_administrator",
    "write_secret",
    "write_shares",
]
