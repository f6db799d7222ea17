"""Pages to the bytes of a file that is made to PDF/A-2b (ISO 19005-2).

No validator can be had where this is developed: what is claimed is what our own assertions tell, clause by
clause (tests/kit/pdfa.py), and nothing beyond.

A file is two pieces: the one that all papers of its template version begin with (app.papers.fixed), and its
own, with the glyphs that the template has not. The same marks give the same bytes: dates come from
`About.made_at`, the identifier from the content.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from app.papers import description, fixed, fonts
from app.papers.drawing import Drawing, Fonts
from app.papers.embedding import FontPart
from app.papers.objects import Objects, text
from app.papers.pages import About, Bookmark, PaperPage, Words
from app.papers.templates import TemplateRef


@dataclass(frozen=True)
class Drawn:
    """A finished paper: what it shares with other papers, what is its own, and how many pages it has."""

    shared: bytes
    own: bytes
    pages: int

    @property
    def pdf(self) -> bytes:
        """The whole file."""
        return self.shared + self.own


def to_file(
    pages: Sequence[PaperPage],
    about: About,
    size: tuple[float, float],
    template: TemplateRef | None = None,
) -> Drawn:
    """The finished file; `template` is the one whose words stand on the pages."""
    start = fixed.of_template(template)
    made = Objects(start.offsets, len(start.data))
    named, numbers = _fonts(pages, start, made)
    tree = made.number()
    listed = "".join(f"/{name} {number} 0 R" for name, number in sorted(numbers.items()))
    resources = made.value(f"<</Font<<{listed}>>>>")
    leaves = []
    for page in pages:
        drawing = Drawing(named[False], named[True])
        for mark in page.marks:
            drawing.draw(mark)
        content = made.stream("", drawing.content())
        page_says = f"/Parent {tree} 0 R/Resources {resources} 0 R/Contents {content} 0 R"
        leaves.append(made.value(f"<</Type/Page{page_says}>>"))
    kids = " ".join(f"{leaf} 0 R" for leaf in leaves)
    box = f"/MediaBox[0 0 {size[0]:.3f} {size[1]:.3f}]"
    made.value(f"<</Type/Pages/Kids[{kids}]/Count {len(leaves)}{box}>>", tree)
    root = made.value(
        f"<</Type/Catalog/Pages {tree} 0 R{_outline(pages, leaves, made)}"
        f"/Lang({about.language.replace('_', '-')})"
        f"/Metadata {made.stream('/Type/Metadata/Subtype/XML', description.xmp(about), packed=False)} 0 R"
        f"/OutputIntents[{start.intent} 0 R]>>"
    )
    info = made.value(description.info(about))
    return Drawn(start.data, made.end(root=root, info=info), len(pages))


def _fonts(
    pages: Sequence[PaperPage], start: fixed.FixedPart, made: Objects
) -> tuple[dict[bool, Fonts], dict[str, int]]:
    """By weight, the fonts by character; and the fonts' objects by the names that pages give them.

    What the fixed part has not is embedded: in each weight, and the rare characters in one for both.
    """
    said: dict[bool, set[str]] = {False: set(), True: set()}
    for page in pages:
        for mark in page.marks:
            if isinstance(mark, Words):
                said[mark.bold].update(mark.text)
    numbers = {"R": start.fonts[0], "B": start.fonts[1]}
    named: dict[bool, Fonts] = {}
    own: dict[Path, set[str]] = {}
    for bold, name, part in ((False, "R", start.regular), (True, "B", start.bold)):
        known = said[bold] & part.codes.keys()
        named[bold] = dict.fromkeys(known, (name, part))
        for char in said[bold] - known:
            own.setdefault(fonts.file_of(char, bold), set()).add(char)
    for at, path in enumerate(sorted(own)):
        name, part = f"O{at}", FontPart.of(path, own[path])
        numbers[name] = _embed(part, made)
        for bold in (False, True):
            mine = (char for char in said[bold] if fonts.file_of(char, bold) == path)
            named[bold] |= dict.fromkeys(set(mine) & own[path] - named[bold].keys(), (name, part))
    return named, numbers


def _embed(part: FontPart, made: Objects) -> int:
    program = made.stream(*part.program())
    text_map = made.stream("", part.text_map())
    table = made.value(part.glyph_table(made.value(part.descriptor(program))))
    return made.value(part.used(table, text_map))


def _outline(pages: Sequence[PaperPage], leaves: list[int], made: Objects) -> str:
    """The bookmarks as a tree, shown when the file is opened; '' where there are none."""
    marks = [
        (mark, leaf)
        for page, leaf in zip(pages, leaves, strict=True)
        for mark in page.marks
        if isinstance(mark, Bookmark)
    ]
    if not marks:
        return ""
    top = made.number()
    numbers = [made.number() for _ in marks]
    parents = _parents([mark.level for mark, _ in marks])
    children: dict[int, list[int]] = {}
    for at, parent in enumerate(parents):
        children.setdefault(parent, []).append(at)

    def under(at: int) -> str:
        """First, last and count of what stands open under a bookmark."""
        below = children.get(at, [])
        if not below:
            return ""
        ends = f"/First {numbers[below[0]]} 0 R/Last {numbers[below[-1]]} 0 R"
        return f"{ends}/Count {_open_under(at, children)}"

    for at, (mark, leaf) in enumerate(marks):
        beside = children[parents[at]]
        place = beside.index(at)
        before = f"/Prev {numbers[beside[place - 1]]} 0 R" if place else ""
        after = f"/Next {numbers[beside[place + 1]]} 0 R" if place + 1 < len(beside) else ""
        parent = top if parents[at] < 0 else numbers[parents[at]]
        made.value(
            f"<</Title{text(mark.title)}/Parent {parent} 0 R{before}{after}{under(at)}"
            f"/Dest[{leaf} 0 R/XYZ null {mark.y:.2f} null]>>",
            numbers[at],
        )
    made.value(f"<</Type/Outlines{under(-1)}>>", top)
    return f"/Outlines {top} 0 R/PageMode/UseOutlines"


def _parents(levels: Sequence[int]) -> list[int]:
    """For each bookmark the place of the one that it stands under, -1 at the top."""
    path: list[int] = []
    found = []
    for at, level in enumerate(levels):
        del path[level:]
        found.append(path[-1] if path else -1)
        path.append(at)
    return found


def _open_under(at: int, children: dict[int, list[int]]) -> int:
    below = children.get(at, [])
    return len(below) + sum(_open_under(each, children) for each in below)
