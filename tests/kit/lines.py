"""Lines of text as the reader sees them, without a picture."""

from __future__ import annotations

import numpy as np

from app.capture.recognise import RecognisedText, TextLine


def line(text: str, left: float = 0.0, top: float = 0.0, odds: float = 0.99) -> TextLine:
    """A level line of characters 10 wide and high."""
    right, bottom = left + 10.0 * len(text), top + 10.0
    quad = np.array([(left, top), (right, top), (right, bottom), (left, bottom)])
    places = tuple((n + 0.5) / len(text) for n in range(len(text)))
    return TextLine(quad, RecognisedText(text, (odds,) * len(text), places))
