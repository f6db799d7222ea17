"""Digits, capitals and < in the manner of OCR-B, as pen strokes: no font file to ship.

A cell is 10 wide and 14 high, y downward. M moves, L draws a line, C a Bézier curve.
"""

from __future__ import annotations

from functools import lru_cache

import cv2
import numpy as np
from numpy.typing import NDArray

CELL = 14.0
PITCH = 14.6
"""Width of a character with its gap, in the units of the cell."""
_FINE = 4
_ROUND = "M5,0 C8.2,0 9.4,3 9.4,7 C9.4,11 8.2,14 5,14 C1.8,14 0.6,11 0.6,7 C0.6,3 1.8,0 5,0"
_CURVE = "M9,2 C8,0.7 6.8,0 5.2,0 C2.2,0 0.7,3 0.7,7 C0.7,11 2.2,14 5.2,14 "
GLYPHS = {
    "0": "M5,0 C7.8,0 8.8,3 8.8,7 C8.8,11 7.8,14 5,14 C2.2,14 1.2,11 1.2,7 C1.2,3 2.2,0 5,0",
    "1": "M1.8,3.2 L5.4,0 L5.4,14 M2,14 L8.8,14",
    "2": "M1.2,3 C1.6,1 3,0 5,0 C7.4,0 9,1.4 9,3.8 C9,6.5 6,8.5 3.5,10.8 C2.2,12 1.3,13 1,14 L9.2,14",
    "3": "M1.2,0 L8.6,0 L4.4,5.4 C7.4,5.2 9.2,6.8 9.2,9.6 C9.2,12.4 7.2,14 4.6,14 "
    "C2.9,14 1.6,13.4 0.8,12.4",
    "4": "M5.2,0 L0.8,9.8 L9.6,9.8 M6.8,5.8 L6.8,14",
    "5": "M8.6,0 L2,0 L2,5.8 C3,5.2 4,5 5,5 C7.6,5 9.2,6.8 9.2,9.4 C9.2,12.2 7.4,14 4.6,14 "
    "C3,14 1.8,13.5 0.8,12.6",
    "6": "M6.8,0 C4,3 0.8,6.4 0.8,9.6 C0.8,12.4 2.6,14 5,14 C7.4,14 9.2,12.2 9.2,9.6 "
    "C9.2,7 7.4,5.4 5,5.4 C3.4,5.4 2.2,6.2 1.5,7.2",
    "7": "M1,0 L9,0 L9,1 C6,4.5 4.2,8.6 4.2,14",
    "8": "M5,6.6 C2.8,6.6 1.6,5.2 1.6,3.4 C1.6,1.4 3,0 5,0 C7,0 8.4,1.4 8.4,3.4 C8.4,5.2 7.2,6.6 5,6.6 "
    "C2.4,6.6 0.8,8.2 0.8,10.4 C0.8,12.6 2.6,14 5,14 C7.4,14 9.2,12.6 9.2,10.4 C9.2,8.2 7.6,6.6 5,6.6",
    "9": "M3.2,14 C6,11 9.2,7.6 9.2,4.4 C9.2,1.6 7.4,0 5,0 C2.6,0 0.8,1.8 0.8,4.4 "
    "C0.8,7 2.6,8.6 5,8.6 C6.6,8.6 7.8,7.8 8.5,6.8",
    "A": "M0.5,14 L5,0 L9.5,14 M2.1,9.4 L7.9,9.4",
    "B": "M1.4,0 L1.4,14 L5.4,14 C8,14 9.2,12.4 9.2,10.2 C9.2,8 7.8,6.6 5.4,6.6 L1.4,6.6 "
    "M1.4,0 L5,0 C7.2,0 8.4,1.4 8.4,3.3 C8.4,5.2 7.2,6.6 5,6.6",
    "C": _CURVE + "C6.8,14 8,13.3 9,12",
    "D": "M1.4,0 L1.4,14 L4,14 C7.6,14 9.2,11 9.2,7 C9.2,3 7.6,0 4,0 L1.4,0",
    "E": "M8.6,0 L1.4,0 L1.4,14 L8.8,14 M1.4,6.8 L7.6,6.8",
    "F": "M8.8,0 L1.6,0 L1.6,14 M1.6,6.8 L7.8,6.8",
    "G": _CURVE + "C6.8,14 8.2,13.4 9,12.4 L9,7.6 L5.6,7.6",
    "H": "M1.2,0 L1.2,14 M8.8,0 L8.8,14 M1.2,6.8 L8.8,6.8",
    "I": "M1.8,0 L8.2,0 M5,0 L5,14 M1.8,14 L8.2,14",
    "J": "M3,0 L8,0 L8,9.6 C8,12.6 6.6,14 4.4,14 C2.8,14 1.6,13.2 1,12",
    "K": "M1.4,0 L1.4,14 M8.8,0 L1.4,8 M3.8,5.6 L9.2,14",
    "L": "M1.8,0 L1.8,14 L9,14",
    "M": "M0.8,14 L0.8,0 L5,7 L9.2,0 L9.2,14",
    "N": "M1.2,14 L1.2,0 L8.8,14 L8.8,0",
    "O": _ROUND,
    "P": "M1.4,14 L1.4,0 L5,0 C8,0 9.2,1.8 9.2,4 C9.2,6.2 8,8 5,8 L1.4,8",
    "Q": _ROUND + " M5.6,10 L9.4,14.6",
    "R": "M1.4,14 L1.4,0 L5,0 C8,0 9.2,1.8 9.2,3.9 C9.2,6 8,7.8 5,7.8 L1.4,7.8 M5,7.8 L9.4,14",
    "S": "M9,1.8 C8,0.6 6.6,0 5,0 C2.6,0 1.2,1.4 1.2,3.4 C1.2,8.2 9.2,5.6 9.2,10.4 "
    "C9.2,12.8 7.4,14 4.9,14 C3,14 1.6,13.3 0.7,12",
    "T": "M0.6,0 L9.4,0 M5,0 L5,14",
    "U": "M1.2,0 L1.2,9.4 C1.2,12.4 2.6,14 5,14 C7.4,14 8.8,12.4 8.8,9.4 L8.8,0",
    "V": "M0.6,0 L5,14 L9.4,0",
    "W": "M0.4,0 L2.4,14 L5,5 L7.6,14 L9.6,0",
    "X": "M0.8,0 L9.2,14 M9.2,0 L0.8,14",
    "Y": "M0.6,0 L5,7 L9.4,0 M5,7 L5,14",
    "Z": "M1,0 L9,0 L1,14 L9.2,14",
    "<": "M8.8,2.6 L1.2,7 L8.8,11.4",
}


@lru_cache(maxsize=512)
def glyph(char: str, height: int, thickness: float) -> NDArray[np.uint8]:
    """The character as a mask `height` pixels high; `thickness` in units of the cell."""
    scale = height / CELL * _FINE
    margin = int(scale * 1.2)
    mask = np.zeros((height * _FINE + 2 * margin, int(10 * scale) + 2 * margin), np.uint8)
    for line in _lines(GLYPHS[char]):
        points = np.round(line * scale + margin).astype(np.int32)
        cv2.polylines(mask, [points], False, 255, max(1, round(thickness * scale)), cv2.LINE_AA)
    size = (max(1, mask.shape[1] // _FINE), max(1, mask.shape[0] // _FINE))
    return np.asarray(cv2.resize(mask, size, interpolation=cv2.INTER_AREA), np.uint8)


def _lines(path: str) -> list[NDArray[np.float64]]:
    """The path's strokes as points close enough to look round."""
    lines: list[list[tuple[float, float]]] = []
    curve: list[tuple[float, float]] = []
    for word in path.split():
        command = word[0] if word[0] in "MLC" else ""
        x, y = map(float, word.lstrip("MLC").split(","))
        if command == "M":
            lines.append([(x, y)])
        elif command == "L":
            lines[-1].append((x, y))
        else:
            curve.append((x, y))
            if len(curve) == 3:
                lines[-1] += _bezier(lines[-1][-1], *curve)
                curve = []
    return [np.array(line) for line in lines]


def _bezier(*points: tuple[float, float]) -> list[tuple[float, float]]:
    p = np.array(points)
    t = np.linspace(0.05, 1, 20)[:, None]
    along = (
        (1 - t) ** 3 * p[0] + 3 * (1 - t) ** 2 * t * p[1] + 3 * (1 - t) * t**2 * p[2] + t**3 * p[3]
    )
    return [(float(x), float(y)) for x, y in along]
