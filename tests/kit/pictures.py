"""Small pictures for tests of what keeps them; what is on them is nobody's."""

from __future__ import annotations

import base64
from dataclasses import replace

from app.services.identity import KeptImage
from tests.kit.desk import MORNING

_CARD = base64.b64decode(
    b"/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDABsSFBcUERsXFhceHBsgKEIrKCUlKFE6PTBCYFVlZF9VXVtqeJmBanGQ"
    b"c1tdhbWGkJ6jq62rZ4C8ybqmx5moq6T/2wBDARweHigjKE4rK06kbl1upKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSk"
    b"pKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKT/wAARCAAoAEADASIAAhEBAxEB/8QAGQABAAMBAQAAAAAAAAAAAAAA"
    b"AAMEBQYC/8QALhAAAQMBAwoGAwAAAAAAAAAAAQACAwQREtEFExQVMTRTVJKiISNBcpGxUVKB/8QAFQEBAQAAAAAA"
    b"AAAAAAAAAAAAAAL/xAAXEQEBAQEAAAAAAAAAAAAAAAAAAQIR/9oADAMBAAIRAxEAPwDZqauClu599y9bZ4E2/Ch1"
    b"tQ8fsdgquX4ZZsxmo3vsvW3Wk2bFkaHVctN0FB0OtqHj9jsE1tQ8fsdgue0Oq5aboKaHVctN0FB0OtqHj9jsFZM8"
    b"YgExd5ZAINnodi5XQ6rlpugrflaW5GY1wIIjYCD6bEgm0+m4vacF7iqYZnFsb7xAt2ELCV3JO8u9h+wruU9ayIih"
    b"QiIgKtlHcpP59hWVHNE2aIxuJAP4SDAV3JO8u9h+wrOq4P3k+Rgpaejjp3l7HOJIs8SrtiZFhERQoREQEREBERB/"
    b"/9k="
)
"""64 x 40 pixels of grey: the shape of a card."""


def jpeg(note: str = "") -> bytes:
    """A whole JPEG; each `note` makes other bytes."""
    comment = note.encode()
    return _CARD[:2] + b"\xff\xfe" + (len(comment) + 2).to_bytes(2, "big") + comment + _CARD[2:]


def kept(note: str = "", **changes: object) -> KeptImage:
    """A watermarked picture of a card's front."""
    image = KeptImage("front", jpeg(f"{note} front"), jpeg(f"{note} small"), "camera", MORNING)
    return replace(image, **changes)  # type: ignore[arg-type]
