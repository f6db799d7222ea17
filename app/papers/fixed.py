"""What all papers of a template version have in common, as the bytes at the beginning of their files.

The colour profile, and the glyphs of the words that this program ships: the template's own, the names of codes
and of businesses. Nothing that a customer or a hall brings. A paper is stored as a reference to these bytes
and the bytes after them (data.md 4), and every paper of the template refers to the same.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from app.domain.businesses import BUSINESSES
from app.papers import colour, glyphs, objects, templates
from app.papers.embedding import FontPart
from app.papers.templates import TemplateRef

HEAD = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"
_PRINTED = "".join(map(chr, range(32, 127))) + "¥·"
"""What every paper may print: figures, letters, the sign of money, the dot between two words."""
_BUSINESSES = ("registration", "change", "activation")
"""Whose words stand in the shared part. Those of a business that came later stand in each paper's own, so that
the shared part of a template stays what it is."""


@dataclass(frozen=True)
class FixedPart:
    """`offsets` are where the objects 1, 2 and so on begin; `fonts` the numbers of both fonts' objects."""

    data: bytes
    offsets: tuple[int, ...]
    intent: int
    regular: FontPart
    bold: FontPart
    fonts: tuple[int, int]


@cache
def of_template(ref: TemplateRef | None) -> FixedPart:
    """The bytes that papers of this template version begin with; of None, those with figures alone.

    UserError 'template_changed' as templates.load.
    """
    chars = {char for char in shipped(ref) if glyphs.font_of(char) == glyphs.COMMON}
    regular, bold = (FontPart.of(path, chars) for path in (glyphs.COMMON, glyphs.BOLD))
    bodies = [objects.stream("/N 3", colour.profile()), colour.output_intent(1).encode("ascii")]
    fonts = []
    for part in (regular, bold):
        at = len(bodies)
        bodies += [
            objects.stream(*part.program()),
            objects.stream("", part.text_map()),
            part.descriptor(at + 1).encode("ascii"),
            part.glyph_table(at + 3).encode("ascii"),
            part.used(at + 4, at + 2).encode("ascii"),
        ]
        fonts.append(len(bodies))
    data, offsets = bytearray(HEAD), []
    for number, body in enumerate(bodies, start=1):
        offsets.append(len(data))
        data += objects.whole(number, body)
    return FixedPart(bytes(data), tuple(offsets), 2, regular, bold, (fonts[0], fonts[1]))


def shipped(ref: TemplateRef | None) -> set[str]:
    """The characters of all words that papers of this template may print without anybody's typing."""
    said = _PRINTED
    if ref is not None:
        data = templates.load(ref).data
        words = templates.words(ref.language, data.get("words", 1))
        said += "".join(_texts([data, words]))
        for code in _BUSINESSES:
            printed = BUSINESSES[code].slip[ref.language]
            said += printed.name + "".join(printed.tips)
    return set(glyphs.shown(said))


def _texts(data: object) -> Iterator[str]:
    """Every text of a template."""
    if isinstance(data, str):
        yield data
    elif isinstance(data, dict | list):
        for each in data.values() if isinstance(data, dict) else data:
            yield from _texts(each)
