"""The printed term, read freely and again in its own alphabet."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import pytest

from app.capture.card_back import validity
from app.capture.recognise import RecognisedText, TextLine

QUAD = np.array([(0.0, 0.0), (200.0, 0.0), (200.0, 20.0), (0.0, 20.0)])


def line(text, odds):
    return TextLine(QUAD, RecognisedText(text, (odds,) * len(text)))


@dataclass
class Again:
    """A page whose second reading is known."""

    second: TextLine

    def again(self, lines, alphabet="", grow=0.0):
        return [self.second]


@pytest.mark.parametrize(
    ("free", "narrow", "ends"),
    [(("2015.03.12-2035.03.12", 0.7), ("2015.03.12-2025.03.12", 0.5), ("2015-03-12", "2035-03-12")),
     (("2015.03.12-2035.03.12", 0.5), ("2015.03.12-2025.03.12", 0.7), ("2015-03-12", "2025-03-12")),
     (("2015.03.12-2O3S", 0.9), ("2015.03.12-2035.03.12", 0.5), ("2015-03-12", "2035-03-12")),
     (("20i5.O3.", 0.9), ("2015.03.12-", 0.5), ("2015-03-12", "")),
     (("2015.03.12-2O3S", 0.6), ("2015.0", 0.9), ("2015-03-12", ""))],
)  # fmt: skip
def test_the_reading_with_more_days_counts_then_the_surer_one(free, narrow, ends):
    page: Any = Again(line(*narrow))
    read = validity(page, [line(*free)])
    assert (read["valid_from"].value, read["valid_to"].value) == ends
