"""A second, independent way of making pictures of invented documents: Pillow only, other layouts.

tests/kit/cards is what the reader was built on; these show where it breaks on anybody else's.
make(seed, way) gives the same Sample; WAYS names how the picture came about.
"""

from tests.kit.plain_cards.pictures import WAYS, make

__all__ = ["WAYS", "make"]
