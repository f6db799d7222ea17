"""What the window's process and the reading one say to each other: JSON with lengths, then bytes.

Nothing is unpickled, because the process that decodes strangers' pictures is not trusted.
"""

from __future__ import annotations

import dataclasses
import json
from typing import IO, Any

from app.capture.reading import Corners, Quality, ReadField, Reading

MOST = 64 * 1024 * 1024
Message = tuple[dict[str, Any], bytes]


def send(pipe: IO[bytes], head: dict[str, Any], body: bytes = b"") -> None:
    """One message. OSError when nobody listens any more."""
    text = json.dumps(head).encode()
    pipe.write(len(text).to_bytes(4, "big") + len(body).to_bytes(4, "big") + text + body)
    pipe.flush()


def receive(pipe: IO[bytes]) -> Message | None:
    """The next message; None at the end of the pipe or when it makes no sense."""
    sizes = pipe.read(8)
    if len(sizes) < 8:
        return None
    head, body = int.from_bytes(sizes[:4], "big"), int.from_bytes(sizes[4:], "big")
    if max(head, body) > MOST:
        return None
    text, content = pipe.read(head), pipe.read(body)
    if len(text) < head or len(content) < body:
        return None
    try:
        told = json.loads(text)
    except ValueError:
        return None
    return (told, content) if isinstance(told, dict) else None


def to_plain(reading: Reading) -> dict[str, Any]:
    """Everything but the picture, as JSON has it."""
    plain = dataclasses.asdict(dataclasses.replace(reading, upright=b""))
    del plain["upright"]
    return plain


def from_plain(plain: dict[str, Any], upright: bytes) -> Reading:
    """The reading again; KeyError, TypeError or ValueError when it is none."""
    quality = plain["quality"]
    return Reading(
        type=str(plain["type"]),
        face=str(plain["face"]),
        fields={str(name): _field(told) for name, told in plain["fields"].items()},
        corners=to_corners(plain["corners"]),
        quality=Quality(
            float(quality["sharpness"]),
            float(quality["glare"]),
            float(quality["cut"]),
            int(quality["size"]),
            tuple(map(str, quality["reasons"])),
        ),
        upright=upright,
    )


def to_corners(points: list[list[float]]) -> Corners:
    """Four points of JSON. ValueError when there are not four."""
    a, b, c, d = ((float(x), float(y)) for x, y in points)
    return a, b, c, d


def _field(told: dict[str, Any]) -> ReadField:
    left, top, width, height = map(int, told["box"])
    return ReadField(
        str(told["value"]),
        float(told["confidence"]),
        (left, top, width, height),
        tuple(map(str, told["checks"])),
        str(told["proposed"]),
    )
