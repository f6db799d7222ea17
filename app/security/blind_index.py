"""Tokens by which sealed values are found. Equal values give equal tokens, and a token tells
nothing else. A token cut to few bits matches other values too, on purpose; the search unseals and
compares (data.md 8).
"""

from __future__ import annotations

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.hmac import HMAC

from app.security.seal import derived_key, keyed_hash

_LABEL = b"counter/index/1\0"


class BlindIndex:
    """Makes the tokens of one deployment; holds the keys, so it goes when the screen locks."""

    def __init__(self, records_key: bytes) -> None:
        self._records_key = records_key
        self._keys: dict[str, HMAC] = {}

    def token(self, index: str, value: str, bits: int) -> bytes:
        """HMAC-SHA256 of `value` (as it is, not normalised) under the key of `index`, cut to its
        first bytes: ceil(bits / 8) of them, big-endian, the excess high bits zero. `bits` 1 to 256.
        """
        if not 1 <= bits <= 256:
            raise ValueError("a token has 1 to 256 bits")
        key = self._keys.get(index)
        if key is None:
            own = derived_key(self._records_key, _LABEL + index.encode())
            key = self._keys[index] = HMAC(own, SHA256())
        # surrogatepass: a broken character must not raise an error that quotes the value.
        digest = keyed_hash(key, value.encode("utf-8", "surrogatepass"))
        size = (bits + 7) // 8
        first = digest[0] & (0xFF >> (size * 8 - bits))
        return bytes([first]) + digest[1:size]
