"""Breaking text into lines: between Han characters anywhere, between words elsewhere, with 禁则.

No line starts with a closing mark and none ends with an opening one. A word wider than the line
is broken where the line ends.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from app.papers import fonts, glyphs

_PIECES = re.compile(r"[!-~\u00a1-\u024f\u2018-\u201d‹›]+| +|.")
_CLOSING = frozenset("、。，．！？：；）】》」』〉〕％‰…—·")
_OPENING = frozenset("（【《「『〈〔")


def _units(text: str) -> Iterator[str]:
    """The parts of `text` that a line keeps together."""
    unit = ""
    for piece in _PIECES.findall(text):
        glued = unit and (piece[0] in _CLOSING or unit[-1] in _OPENING)
        if unit and not glued:
            yield unit
            unit = ""
        unit += piece
    if unit:
        yield unit


def break_lines(text: str, width: float, size: float, bold: bool = False) -> list[str]:
    """`text` as the lines, already `shown`, that fit into `width` points; at least one line."""
    lines, line, used = [], "", 0.0
    for unit in _units(glyphs.shown(text)):
        need = fonts.width(unit, size, bold)
        if used + need <= width:
            line, used = line + unit, used + need
            continue
        if line.strip():
            lines.append(line.rstrip(" "))
            line, used = "", 0.0
        for char in unit if need > width else [unit.strip(" ")]:
            need = fonts.width(char, size, bold)
            if line and used + need > width:
                lines.append(line)
                line, used = "", 0.0
            line, used = line + char, used + need
    if line or not lines:
        lines.append(line.rstrip(" "))
    return lines
