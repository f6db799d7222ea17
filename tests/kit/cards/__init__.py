"""Pictures of invented identity documents for the reader's tests and its bench.

make(seed, level, kind) gives a Sample: the image, what stands on the card, where its corners are.
Nobody in them exists; places are real, numbers have their true check digits, fonts come with the
project, portraits and emblems are plain shapes.
"""

from tests.kit.cards.sample import Level, Sample, make, make_pair

__all__ = ["Level", "Sample", "make", "make_pair"]
