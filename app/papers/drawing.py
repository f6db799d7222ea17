"""A page's marks as the operators of a content stream (ISO 32000-1, 8 and 9).

What stands as it stood before (font, grey, line width) is not said again, and text goes on from the last
line: it makes the stream short. Coordinates are hundredths of a point.
"""

from __future__ import annotations

from app.papers.embedding import FontPart
from app.papers.pages import Bars, Bookmark, Frame, Mark, Stroke, Words

Fonts = dict[str, tuple[str, FontPart]]
"""Character -> the name that the page gives to its font, and the font."""


class Drawing:
    """The operators of one page. `regular` and `bold` are the fonts by character."""

    def __init__(self, regular: Fonts, bold: Fonts) -> None:
        self._fonts = {False: regular, True: bold}
        self._made: list[bytes] = []
        self._state: dict[str, str] = {}
        self._origin: tuple[int, int] | None = None

    def draw(self, mark: Mark) -> None:
        """Add one mark."""
        if isinstance(mark, Words):
            self._words(mark)
            return
        if isinstance(mark, Bookmark):
            return  # no ink: app.papers.file lists it
        self._end_text()
        match mark:
            case Stroke():
                self._line(mark.weight, mark.grey)
                self._say(f"{_points(mark.x1, mark.y1)} m {_points(mark.x2, mark.y2)} l S")
            case Frame():
                self._line(mark.weight, mark.grey)
                self._say(f"{_points(mark.x, mark.y, mark.width, mark.height)} re S")
            case Bars():
                self._keep("g", _number(round(100 * mark.grey)))
                self._bars(mark)

    def content(self) -> bytes:
        """The stream."""
        self._end_text()
        return b"\n".join(self._made)

    def _words(self, mark: Words) -> None:
        if self._origin is None:
            self._say("BT")
            self._origin = (0, 0)
        self._keep("g", _number(round(100 * mark.grey)))
        here = (round(100 * mark.x), round(100 * mark.y))
        x, y = (new - old for new, old in zip(here, self._origin, strict=True))
        self._say(f"{_number(x)} {_number(y)} Td")
        self._origin = here
        of = self._fonts[mark.bold]
        at = 0
        while at < len(mark.text):
            name, part = of[mark.text[at]]
            end = at + 1
            while end < len(mark.text) and of[mark.text[end]][0] == name:
                end += 1
            self._keep("Tf", f"/{name} {_number(round(100 * mark.size))}")
            codes = b"".join(part.codes[char] for char in mark.text[at:end])
            self._made.append(b"(" + _escaped(codes) + b")Tj")
            at = end

    def _bars(self, mark: Bars) -> None:
        self._say(f"q {mark.unit[0]:.5f} 0 0 {mark.unit[1]:.5f} {_points(*mark.origin)} cm")
        self._say(" ".join(f"{_points(*each)} re" for each in mark.rectangles) + " f Q")

    def _line(self, weight: float, grey: float) -> None:
        self._keep("w", _number(round(100 * weight)))
        self._keep("G", _number(round(100 * grey)))

    def _keep(self, operator: str, value: str) -> None:
        if self._state.get(operator) != value:
            self._state[operator] = value
            self._say(f"{value} {operator}")

    def _end_text(self) -> None:
        if self._origin is not None:
            self._say("ET")
            self._origin = None

    def _say(self, operators: str) -> None:
        self._made.append(operators.encode("ascii"))


def _points(*values: float) -> str:
    return " ".join(_number(round(100 * value)) for value in values)


def _number(hundredths: int) -> str:
    """In points, as short as it can be written."""
    sign, (whole, part) = "-" if hundredths < 0 else "", divmod(abs(hundredths), 100)
    return f"{sign}{whole}.{part:02d}".rstrip("0") if part else f"{sign}{whole}"


def _escaped(codes: bytes) -> bytes:
    """The inside of a literal string."""
    for sign, said in ((b"\\", b"\\\\"), (b"(", b"\\("), (b")", b"\\)"), (b"\r", b"\\r")):
        codes = codes.replace(sign, said)
    return codes
