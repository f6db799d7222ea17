"""What a customer types on the customer's side of the counter is compared with: the service password and codes
sent by SMS (security.md 2).

Six digits are guessed in no time, so they are hashed under the records key first: a thief of the database
has nothing to guess against.
"""

from __future__ import annotations

import hashlib
import hmac

from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from app.security.passwords import enough_memory
from app.security.seal import KEY_BYTES, framed, hash_key, keyed_hash

_PASSWORD = b"counter/service-password/1"
_CODE = b"counter/sms-code/1"
_MEMORY_KIB, _ITERATIONS, _LANES = 19456, 2, 1
"""About 30 ms, because the key and not the cost of guessing keeps six digits."""


def password_verifier(
    records_key: bytes, *, deployment: bytes, customer_id: bytes, digits: str
) -> str:
    """What is kept, sealed, of a customer's service password: 64 hex characters that depend on the
    customer as well. UserError 'too_little_memory'."""
    whose = framed(deployment, customer_id)
    keyed = keyed_hash(hash_key(records_key, _PASSWORD), framed(whose, digits.encode()))
    with enough_memory():
        derived = Argon2id(
            salt=hashlib.sha256(_PASSWORD + whose).digest(),
            length=KEY_BYTES,
            iterations=_ITERATIONS,
            lanes=_LANES,
            memory_cost=_MEMORY_KIB,
        ).derive(keyed)
    return derived.hex()


def code_digits(records_key: bytes, code_id: bytes) -> str:
    """The six digits of a code that is sent: they follow from its id, which is chosen by chance, and nobody
    without the key knows them, so they are kept nowhere."""
    made = keyed_hash(hash_key(records_key, _CODE), code_id)
    return f"{int.from_bytes(made[:16], 'big') % 1_000_000:06}"


def is_same(one: str, other: str) -> bool:
    """Whether two texts are equal, in a time that tells nothing."""
    return hmac.compare_digest(one.encode(), other.encode())
