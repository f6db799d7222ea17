"""What reading a document gives. Frozen and plain, so that it passes between processes."""

from __future__ import annotations

from dataclasses import dataclass, field

Point = tuple[float, float]
Corners = tuple[Point, Point, Point, Point]
"""The card's own top left, top right, bottom right, bottom left, in pixels of the picture."""
Box = tuple[int, int, int, int]
"""Left, top, width, height in pixels of the upright card."""


@dataclass(frozen=True)
class Quality:
    """How fit the picture is; `reasons` are codes: blurred, glare, cut, small."""

    sharpness: float
    glare: float
    cut: float
    size: int
    reasons: tuple[str, ...] = ()

    @property
    def ok(self) -> bool:
        return not self.reasons


@dataclass(frozen=True)
class ReadField:
    """One field. `checks` are codes such as ok:check_digit, failed:birth; `proposed` is a value
    that would pass the checks, for a person to decide: it is never put into `value` unasked."""

    value: str
    confidence: float = 0.0
    box: Box = (0, 0, 0, 0)
    checks: tuple[str, ...] = ()
    proposed: str = ""


@dataclass(frozen=True)
class Reading:
    """`type` is a code of app.domain.document_types or 'unknown'; `upright` is a JPEG."""

    type: str
    face: str
    fields: dict[str, ReadField]
    corners: Corners
    quality: Quality
    upright: bytes = field(repr=False, default=b"")
