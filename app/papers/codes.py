"""QR and Code 128 as plain rectangles."""

from __future__ import annotations

import re
from itertools import groupby

from app.papers.pages import Bars

_SYMBOLS = (
    "212222222122222221121223121322131222122213122312132212221213221312231212"
    "112232122132122231113222123122123221223211221132221231213212223112312131"
    "311222321122321221312212322112322211212123212321232121111323131123131321"
    "112313132113132311211313231113231311112133112331132131113123113321133121"
    "313121211331231131213113213311213131311123311321331121312113312311332111"
    "314111221411431111111224111422121124121421141122141221112214112412122114"
    "122411142112142211241211221114413111241112134111111242121142121241114212"
    "124112124211411212421112421211212141214121412121111143111341131141114113"
    "114311411113411311113141114131311141411131211412211214211232"
)
"""Code 128 (ISO/IEC 15417): symbols 0 to 105, six widths of bar and space each, in modules."""
_START_B, _START_C, _TO_C, _TO_B, _STOP = 104, 105, 99, 100, "2331112"


def qr(text: str, x: float, y: float, side: float) -> Bars:
    """A QR code (error correction M) from its lower left corner; leave 4 modules white around."""
    import segno

    rows = [bytes(row) for row in segno.make_qr(text, error="m", boost_error=False).matrix]
    module = side / len(rows)
    rectangles: list[tuple[float, float, float, float]] = []
    for index, row in enumerate(rows):
        column = 0
        for dark, group in groupby(row):
            length = len(list(group))
            if dark:
                rectangles.append((column, len(rows) - index - 1, length, 1))
            column += length
    return Bars(tuple(rectangles), origin=(x, y), unit=(module, module))


def code128(text: str, x: float, y: float, width: float, height: float) -> Bars:
    """A Code 128 barcode of printable ASCII, without text, from its lower left corner.

    `width` is from the first bar to the last; leave 10 modules white on both sides.
    """
    widths = [int(digit) for digit in code128_widths(text)]
    rectangles: list[tuple[float, float, float, float]] = []
    at = 0
    for index, modules in enumerate(widths):
        if index % 2 == 0:
            rectangles.append((at, 0, modules, 1))
        at += modules
    return Bars(tuple(rectangles), origin=(x, y), unit=(width / at, height))


def code128_widths(text: str) -> str:
    """Widths of bars and spaces in turn, in modules; runs of digits take half the room (set C)."""
    if not text or not all(" " <= char <= "~" for char in text):
        raise ValueError("a barcode holds printable ASCII")
    values: list[int] = []
    in_pairs = False
    for part in re.findall(r"(?:\d\d){2,}(?!\d)|.", text):
        pairs = len(part) > 1
        if not values:
            values.append(_START_C if pairs else _START_B)
        elif pairs != in_pairs:
            values.append(_TO_C if pairs else _TO_B)
        in_pairs = pairs
        if pairs:
            values += [int(part[at : at + 2]) for at in range(0, len(part), 2)]
        else:
            values.append(ord(part) - 32)
    check = (values[0] + sum(at * value for at, value in enumerate(values))) % 103
    return "".join(_SYMBOLS[6 * value : 6 * value + 6] for value in (*values, check)) + _STOP
