"""A document on the counter: its faces as they were read, and what the clerk put right.

It is frozen and without Qt. A correction or another picture makes a new value.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from uuid import UUID

from app.domain.document_types import DOCUMENT_TYPES
from app.domain.ids import new_id
from app.domain.people import EntryMode, OrganizationForm, PersonForm
from app.services import identity
from app.services.identity import Kind, ReadField, Reading, Source, Verdict
from ui.capture.folder_poll import SeenFile

FIELDS: dict[str, tuple[str, ...]] = {
    "resident_id": (
        "name", "number", "sex", "nation", "birth", "address", "authority", "valid_from", "valid_to",
    ),
    "residence_permit": (
        "name", "number", "sex", "birth", "address", "authority", "valid_from", "valid_to",
    ),
    "permanent_residence": (
        "name", "name_en", "number", "country", "sex", "birth", "authority", "valid_from", "valid_to",
    ),
    "passport": ("name", "number", "country", "sex", "birth", "valid_to"),
    "business_licence": (
        "name", "number", "legal_representative", "address", "valid_from", "valid_to",
    ),
}  # fmt: skip
"""The fields of each kind in the order in which a clerk compares them; the rest follow."""
FACES: dict[str, Kind] = {"front": "front", "back": "back", "page": "page"}
_BY_JUDGE = ("resident_id", "residence_permit", "permanent_residence", "business_licence")


@dataclass(frozen=True)
class Page:
    """One picture, read. `portrait` is the chip's own picture of the holder, where there is one."""

    reading: Reading
    source: Source
    taken_at: datetime
    mode: EntryMode = "recognised"
    content: bytes = field(default=b"", repr=False)
    """the picture as it came, to read it again within other corners; gone with the document"""
    preview: bytes = field(default=b"", repr=False)
    scale: float = 1.0
    portrait: bytes = field(default=b"", repr=False)
    seals: Mapping[str, str] = field(default_factory=dict, repr=False)
    """of a chip's record: what shows that a reader gave it, by field of the form"""
    is_burned: bool = False
    """came back from a draft, with its watermark"""
    scan: SeenFile | None = None
    """the file in the watched folder in which it lies until it is sealed or put aside"""
    id: UUID = field(default_factory=new_id)

    @property
    def type(self) -> str:
        return self.reading.type

    @property
    def face(self) -> str:
        return self.reading.face


@dataclass(frozen=True)
class Said:
    """A field as it stands: `mode` is how the value came, `read` what was read, `page` from where."""

    field: ReadField
    mode: EntryMode
    read: str
    page: Page

    @property
    def value(self) -> str:
        return self.field.value

    @property
    def is_doubtful(self) -> bool:
        """Read with doubt and left as it was read."""
        return self.mode == "recognised" and bool(self.value) and self.field.confidence < SURE

    @property
    def failed(self) -> tuple[str, ...]:
        """The checks that speak against it."""
        return tuple(code[7:] for code in self.field.checks if code.startswith("failed:"))

    @property
    def passed(self) -> tuple[str, ...]:
        return tuple(code[3:] for code in self.field.checks if code.startswith("ok:"))


SURE = 0.9
"""Below this confidence the clerk is asked to compare."""


@dataclass(frozen=True)
class Photo:
    """The person, taken now; `verdict` is the clerk's own beside the portrait (R-054). No measure of
    the face is made or kept (R-055)."""

    jpeg: bytes = field(repr=False)
    source: Source
    taken_at: datetime
    verdict: Verdict = ""
    permit: str = ""
    is_burned: bool = False
    id: UUID = field(default_factory=new_id)


@dataclass(frozen=True)
class Attachment:
    """A power of attorney, a proof: what is kept but not read."""

    jpeg: bytes = field(repr=False)
    source: Source
    taken_at: datetime
    title: str = field(default="", repr=False)
    is_burned: bool = False
    id: UUID = field(default_factory=new_id)


@dataclass(frozen=True)
class Document:
    """The faces of one document; `typed` are the clerk's corrections by field."""

    pages: tuple[Page, ...]
    typed: Mapping[str, str] = field(default_factory=dict)
    photo: Photo | None = None
    attachments: tuple[Attachment, ...] = ()
    operation_id: UUID | None = None
    """of the recapture that was asked for with exactly this document"""
    scans: frozenset[SeenFile] = frozenset()
    """the files of the watched folder that its pages came from, also of a face taken again since"""
    id: UUID = field(default_factory=new_id)

    @property
    def type(self) -> str:
        """The kind that its faces say; of two kinds of card the front knows better."""
        known = [page.type for page in self.pages if page.type != "unknown"]
        fronts = [page.type for page in self.pages if page.face == "front" and page.type in known]
        return (fronts or known or ["unknown"])[0]

    @property
    def is_known(self) -> bool:
        return self.type in DOCUMENT_TYPES

    @property
    def is_unit(self) -> bool:
        return self.is_known and DOCUMENT_TYPES[self.type].holder == "unit"

    @property
    def portrait(self) -> bytes:
        return next((page.portrait for page in self.pages if page.portrait), b"")

    def page(self, face: str) -> Page | None:
        return next((page for page in self.pages if page.face == face), None)

    def missing_faces(self) -> tuple[str, ...]:
        """The faces that are not there yet; the chip's record stands for both."""
        if self.type not in identity.CARDS or any(page.mode == "reader" for page in self.pages):
            return ()
        return tuple(face for face in ("front", "back") if self.page(face) is None)

    def fields(self, today: date) -> dict[str, Said]:
        """Every field in the clerk's order, judged anew when something was put right."""
        found: dict[str, Said] = {}
        for page in sorted(self.pages, key=lambda page: page.mode != "reader"):
            for name, told in page.reading.fields.items():
                if name not in found or (not found[name].value and told.value):
                    found[name] = Said(told, page.mode, told.value, page)
        order = FIELDS.get(self.type, ())
        names = [*order, *(name for name in found if name not in order)]
        found = {name: found[name] for name in names if name in found}
        if self.typed:
            return self._put_right(found, today)
        if len(self.pages) > 1 and self.type in identity.CARDS:
            plain = {name: said.field for name, said in found.items()}
            judged = identity.judged_together(self.type, plain, today)
            found = {name: replace(said, field=judged[name]) for name, said in found.items()}
        return found

    def _put_right(self, found: dict[str, Said], today: date) -> dict[str, Said]:
        judged_anew = self.type in _BY_JUDGE
        plain = {}
        for name, said in found.items():
            value = self.typed.get(name)
            if value is not None and value != said.read:
                plain[name] = replace(
                    said.field, value=value, confidence=1.0, checks=(), proposed=""
                )
            else:
                keep = () if judged_anew else said.field.checks
                plain[name] = replace(said.field, checks=keep, proposed="")
        judged = identity.judge_reading(self.type, plain, today)
        return {
            name: replace(
                said,
                field=judged[name],
                mode=said.mode if judged[name].value == said.read else "typed",
            )
            for name, said in found.items()
        }

    def person(self, today: date) -> PersonForm:
        """The form of the person that the document names."""
        said = self.fields(today)
        form = identity.person_form(
            self.type,
            {name: each.value for name, each in said.items()},
            {name: each.mode for name, each in said.items()},
            {name: each.field.confidence for name, each in said.items()},
        )
        chip = next((page.seals for page in self.pages if page.mode == "reader"), {})
        read = {name for name, mode in form.entry.items() if mode == "reader"}
        return replace(form, seals={name: chip[name] for name in chip if name in read})

    def organization(self, today: date) -> OrganizationForm:
        """The form of the unit that the licence names."""
        said = self.fields(today)
        return identity.organization_form(
            self.type, {name: each.value for name, each in said.items()}
        )

    def with_typed(self, name: str, text: str) -> Document:
        """The clerk typed a field."""
        return replace(self, typed={**self.typed, name: text})

    def with_page(self, page: Page) -> Document:
        """The document with another face, or with a face taken again, whose corrections are
        dropped."""
        old = next((each for each in self.pages if _same_face(each, page)), None)
        if old is None:
            return replace(self, pages=(*self.pages, page), photo=self._photo_beside(page))
        return self.with_page_anew(old, page)

    def with_page_anew(self, old: Page, page: Page) -> Document:
        """With `page` in place of `old`: corrections of the other faces stay."""
        typed = {n: text for n, text in self.typed.items() if n not in page.reading.fields}
        pages = tuple(page if each is old else each for each in self.pages)
        return replace(self, pages=pages, typed=typed, photo=self._photo_beside(page))

    def _photo_beside(self, page: Page) -> Photo | None:
        """The photo, without a verdict that was about another portrait (R-054)."""
        if self.photo is None or page.face == "back":
            return self.photo
        return replace(self.photo, verdict="", permit="")

    def takes(self, page: Page, today: date, *, again: bool = False) -> bool:
        """Whether `page` is another face of this document, or one of it taken again; `again`: the
        clerk said that it is. A back that says something else is else somebody else's."""
        if page.type == "unknown" or not self.is_known:
            return False
        if not self._may_be_of(page):
            return False
        mine = {name: said.field for name, said in self.fields(today).items()}
        other = self.page(page.face)
        if other is not None:  # the same face again, unless it names somebody else
            agrees = _agrees(mine, page.reading.fields)
            # a chip's record is joined with a picture only when both name the same person
            unclear = agrees is None and page.mode == other.mode
            said_so = again or not identity.differing(mine, page.reading.fields)
            return agrees is True or (unclear and said_so)
        return not identity.differing(mine, page.reading.fields)

    def _may_be_of(self, page: Page) -> bool:
        """Whether `page` is of such a card: beside its other face, or in the place of one misread."""
        if page.type == self.type or self.type not in identity.CARDS:
            return page.type == self.type
        other = self.page("back" if page.face == "front" else "front")
        if other is None or page.type not in identity.CARDS:
            return page.type in identity.CARDS
        kinds = (page.type, other.type) if page.face == "front" else (other.type, page.type)
        return identity.are_one_kind(*kinds)


def _agrees(one: Mapping[str, ReadField], other: Mapping[str, ReadField]) -> bool | None:
    """Whether both name the same person, by the number or else the name; None when neither tells."""
    for name in ("number", "name"):
        mine, its = one.get(name, ReadField("")), other.get(name, ReadField(""))
        sure = name == "number" or min(mine.confidence, its.confidence) >= SURE
        if mine.value and its.value and sure:
            return mine.value == its.value
    return None


def _scans(page: Page) -> frozenset[SeenFile]:
    return frozenset() if page.scan is None else frozenset((page.scan,))


def names_nobody(page: Page) -> bool:
    """Whether the document has neither name nor number."""
    fields = page.reading.fields
    return not any(fields.get(name, ReadField("")).value for name in ("number", "name"))


def _same_face(one: Page, other: Page) -> bool:
    return one.face == other.face and one.mode == other.mode


def sort_in(
    documents: tuple[Document, ...],
    page: Page,
    today: date,
    into: UUID | None = None,
    *,
    again: bool = False,
) -> tuple[tuple[Document, ...], UUID]:
    """`documents` with `page` in the one that it belongs to, or in a new one; and which one that is.

    `into` is the document that is shown, which comes first; `again`: its face was taken once more. A
    back names nobody: it rather completes another document than replace the back of the shown one.
    """

    def later(document: Document) -> tuple[bool, bool]:
        has_it = document.page(page.face) is not None
        return names_nobody(page) and has_it and not again, document.id != into

    has = [each for each in documents if any(own.id == page.id for own in each.pages)]
    for document in has or sorted(documents, key=later):
        old = next((each for each in document.pages if each.id == page.id), None)
        if old is not None:
            joined = document.with_page_anew(old, page)
        elif document.takes(page, today, again=again and document.id == into):
            joined = document.with_page(page)
        else:
            continue
        joined = replace(joined, operation_id=None, scans=document.scans | _scans(page))
        return tuple(joined if each.id == joined.id else each for each in documents), joined.id
    made = Document((page,), scans=_scans(page))
    return (*documents, made), made.id
