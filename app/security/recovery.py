"""Recovery codes: three sheets for three holders, any two of them open the recovery key.

A code is 27 random characters of Crockford's alphabet (135 bits) and a check character, printed
as seven groups of four. The check character finds every single wrong character and every swap.
"""

from __future__ import annotations

import hashlib
import secrets
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal
from uuid import UUID

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from app.domain.canonical import Plain, canonical
from app.errors import QT_TR_NOOP, UserError
from app.security.seal import KEY_BYTES, Tampered, framed, open_bytes, seal_bytes

Pair = Literal["ab", "ac", "bc"]
CODE_CHARACTERS = 28
_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_LOOK_ALIKES = str.maketrans({"O": "0", "I": "1", "L": "1", "-": "", "—": "", "–": "", "_": ""})
_LABEL = b"counter/recovery/1"
_SHARE_LABEL = "counter/recovery-share/1"


@dataclass(frozen=True)
class RecoveryKey:
    """What two codes open: the recovery key, and the hash of the step with which the list of roots begins,
    so that a list that somebody else began is not believed; empty in a hall from before."""

    private: bytes = field(repr=False)
    first_step: bytes

    def packed(self) -> bytes:
        """As bytes, to be sealed."""
        return self.private + self.first_step

    @classmethod
    def of(cls, content: bytes) -> RecoveryKey:
        """The inverse of `packed`."""
        return cls(content[:KEY_BYTES], content[KEY_BYTES:])


def share_signed_bytes(deployment: UUID, pair: str, recovery_public: bytes, sealed: bytes) -> bytes:
    """What the administrator signs who makes a part of the recovery key."""
    said: dict[str, Plain] = {
        "deployment": str(deployment),
        "pair": pair,
        "recovery": recovery_public.hex(),
        "digest": hashlib.sha256(sealed).hexdigest(),
    }
    return canonical(_SHARE_LABEL, said)


def new_codes() -> tuple[str, str, str]:
    """Three codes a, b, c as they are printed: XXXX-XXXX-XXXX-XXXX-XXXX-XXXX-XXXX."""
    return _new_code(), _new_code(), _new_code()


def normalise(code: str) -> str:
    """A typed code as 28 characters; case, spaces, dashes, full-width forms, O/0, I/L/1 are free.

    Raises UserError 'code_length', 'code_character' or 'code_typo', each saying what to look at.
    """
    plain = "".join(unicodedata.normalize("NFKC", code).upper().split()).translate(_LOOK_ALIKES)
    for place, character in enumerate(plain, start=1):
        if character not in _ALPHABET:
            raise UserError(
                "code_character",
                QT_TR_NOOP(
                    "Character {place} of the recovery code is not one that codes use. Compare it"
                    " with the sheet."
                ),
                place=place,
            )
    if len(plain) != CODE_CHARACTERS:
        raise UserError(
            "code_length",
            QT_TR_NOOP("A recovery code has {wanted} characters; {given} were typed."),
            wanted=CODE_CHARACTERS,
            given=len(plain),
        )
    if _check_value(plain) != 0:
        raise UserError(
            "code_typo",
            QT_TR_NOOP(
                "The recovery code has a wrong character. Compare each group with the sheet."
            ),
        )
    return plain


def pair_key(code1: str, code2: str, deployment: bytes) -> bytes:
    """The 32-byte key of two codes in any order. Raises UserError as `normalise` and 'same_code'.

    HKDF without stretching: a code cannot be guessed at 135 bits.
    """
    codes = sorted((normalise(code1), normalise(code2)))
    if codes[0] == codes[1]:
        raise UserError(
            "same_code", QT_TR_NOOP("The two codes must come from two different sheets.")
        )
    secret = framed(codes[0].encode(), codes[1].encode())
    info = framed(_LABEL, deployment)
    return HKDF(algorithm=SHA256(), length=KEY_BYTES, salt=None, info=info).derive(secret)


def seal_three(content: bytes, codes: tuple[str, str, str], deployment: bytes) -> dict[Pair, bytes]:
    """The recovery private key (packed) sealed three times, under each pair of the codes a, b, c."""
    a, b, c = codes
    pairs: dict[Pair, tuple[str, str]] = {"ab": (a, b), "ac": (a, c), "bc": (b, c)}
    return {
        pair: seal_bytes(pair_key(one, other, deployment), _place(pair, deployment), content)
        for pair, (one, other) in pairs.items()
    }


def open_with(code1: str, code2: str, sealed: Mapping[Pair, bytes], deployment: bytes) -> bytes:
    """What was sealed, by any two codes. Raises UserError as `pair_key`; 'wrong_codes'."""
    return open_pair(code1, code2, sealed, deployment)[1]


def open_pair(
    code1: str, code2: str, sealed: Mapping[Pair, bytes], deployment: bytes
) -> tuple[Pair, bytes]:
    """The pair of sheets that two codes are of, and what was sealed. Raises as `open_with`."""
    key = pair_key(code1, code2, deployment)
    for pair, value in sealed.items():
        try:
            return pair, open_bytes(key, _place(pair, deployment), value)
        except Tampered:
            continue
    raise UserError(
        "wrong_codes",
        QT_TR_NOOP(
            "These two codes do not open this database. Check that both sheets are of this operator"
            " and not replaced by newer ones."
        ),
    )


def _place(pair: Pair, deployment: bytes) -> bytes:
    return framed(_LABEL, pair.encode(), deployment)


def _new_code() -> str:
    data = "".join(secrets.choice(_ALPHABET) for _ in range(CODE_CHARACTERS - 1))
    # The last position weighs 1, so the value of the rest with a zero is the one that cancels it.
    code = data + _ALPHABET[_check_value(data + "0")]
    return "-".join(code[at : at + 4] for at in range(0, CODE_CHARACTERS, 4))


def _check_value(characters: str) -> int:
    """The characters as a polynomial over GF(32) at a generator: 0 for a whole code."""
    value = 0
    for character in characters:
        value <<= 1
        if value & 32:
            value ^= 0b100101  # x^5 + x^2 + 1: its root has order 31, more than a code is long
        value ^= _ALPHABET.index(character)
    return value
