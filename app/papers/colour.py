"""The colour profile that every paper carries: sRGB (IEC 61966-2-1), written from its definition.

ICC.1:2004-10 (version 4.2), a display profile of matrix and curve. Papers draw in grey and black, which an
output intent of sRGB fixes as well; a seal in red may come later.
"""

from __future__ import annotations

from functools import cache
from struct import pack

_NAME = "sRGB IEC61966-2.1"
_WHITE = (0.9642, 1.0, 0.8249)
"""D50, the white of the connection space."""
_PRIMARIES = {
    b"rXYZ": (0.43607, 0.22249, 0.01392),
    b"gXYZ": (0.38515, 0.71687, 0.09708),
    b"bXYZ": (0.14307, 0.06061, 0.71410),
}
"""Red, green and blue of sRGB as D50 sees them."""
_ADAPTATION = (1.04788, 0.02292, -0.05022, 0.02959, 0.99048, -0.01707, -0.00925, 0.01508, 0.75168)
"""From D65, the white of sRGB, to D50 (Bradford)."""
_CURVE = (2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045)


@cache
def profile() -> bytes:
    """The bytes of the profile, always the same."""
    curve = b"para" + bytes(4) + pack(">HH", 3, 0) + _numbers(*_CURVE)
    tags = {
        b"desc": _text(_NAME),
        b"cprt": _text("No copyright, use freely"),
        b"wtpt": _xyz(_WHITE),
        b"chad": b"sf32" + bytes(4) + _numbers(*_ADAPTATION),
        **{tag: _xyz(value) for tag, value in _PRIMARIES.items()},
        b"rTRC": curve,
        b"gTRC": curve,
        b"bTRC": curve,
    }
    table, body, at = b"", b"", {}
    start = 128 + 4 + 12 * len(tags)
    for tag, data in tags.items():
        if data not in at:
            at[data] = start + len(body)
            body += data + bytes(-len(data) % 4)
        table += pack(">4sLL", tag, at[data], len(data))
    head = pack(
        ">L4sL4s4s4s12s4s4sLLLQL12s4s",
        start + len(body), b"", 0x04200000, b"mntr", b"RGB ", b"XYZ ",
        pack(">6H", 2026, 1, 1, 0, 0, 0), b"acsp", b"", 0, 0, 0, 0, 0, _numbers(*_WHITE), b"",
    )  # fmt: skip
    return head + bytes(128 - len(head)) + pack(">L", len(tags)) + table + body


def output_intent(profile: int) -> str:
    """The output intent whose profile is the object of this number."""
    return (
        f"<</Type/OutputIntent/S/GTS_PDFA1/OutputConditionIdentifier({_NAME})"
        f"/Info({_NAME})/RegistryName(http://www.color.org)/DestOutputProfile {profile} 0 R>>"
    )


def _numbers(*values: float) -> bytes:
    """Signed numbers of 16 bits before and 16 after the point."""
    return b"".join(pack(">l", round(value * 65536)) for value in values)


def _xyz(value: tuple[float, float, float]) -> bytes:
    return b"XYZ " + bytes(4) + _numbers(*value)


def _text(text: str) -> bytes:
    said = text.encode("utf-16-be")
    return b"mluc" + bytes(4) + pack(">LL2s2sLL", 1, 12, b"en", b"US", len(said), 28) + said
