"""The fingerprint of a public key, the same on paper, on the screen and on the command line."""

from __future__ import annotations

from hashlib import sha256


def fingerprint(public: bytes) -> str:
    """160 bits of the SHA-256 of a public key or signature, in groups of four for the eye."""
    digits = sha256(public).hexdigest()[:40].upper()
    return " ".join(digits[at : at + 4] for at in range(0, 40, 4))
