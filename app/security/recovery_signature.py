"""Signatures by the recovery key, which was made for opening boxes only (XEdDSA, Signal, revision 1).

An X25519 key and an Ed25519 key are the same point of the same curve, written down in two ways. So a
recovery key of any age can sign, and what it signs is checked by the library's Ed25519 under the public
half written down the other way. The nonce is the secret of a fresh Ed25519 key, whose public half the
library makes.
"""

from __future__ import annotations

import hashlib

from app.security.signing import check, new_sign_pair

_P = 2**255 - 19
_ORDER = 2**252 + 27742317777372353535851937790883648493


def signing_public(box_public: bytes) -> bytes:
    """The Ed25519 form of an X25519 public key: y = (u - 1) / (u + 1), its sign taken as 0."""
    u = int.from_bytes(box_public, "little") & (2**255 - 1)
    return ((u - 1) * pow(u + 1, _P - 2, _P) % _P).to_bytes(32, "little")


def sign_with_box_key(private: bytes, box_public: bytes, message: bytes) -> bytes:
    """A signature of `message` that `app.security.signing.check` takes under `signing_public`."""
    public = signing_public(box_public)
    scalar = _clamped(private)
    nonce = new_sign_pair()
    challenge = int.from_bytes(hashlib.sha512(nonce.public + public + message).digest(), "little")
    for signed in (scalar, -scalar):  # the sign that was taken as 0 may be the other one
        s = (_clamped(hashlib.sha512(nonce.private).digest()[:32]) + challenge * signed) % _ORDER
        signature = nonce.public + s.to_bytes(32, "little")
        if check(public, message, signature):
            return signature
    raise ValueError("the two halves do not belong to each other")


def _clamped(secret: bytes) -> int:
    return int.from_bytes(secret, "little") & ~7 & (2**254 - 1) | 2**254
