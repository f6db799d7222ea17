"""Words about a person's document: its kind, and the good words under fields that were checked."""

from __future__ import annotations

from app.domain.document_types import DOCUMENT_TYPES
from app.domain.identity import birth_date_of, sex_of
from app.domain.names import rare_characters
from app.domain.people import PersonForm, birth_date
from ui.look.glyphs import has_glyph
from ui.words.messages import tr


def sex_names() -> dict[str, str]:
    """The sexes as the document prints them; '' while not known."""
    return {"": "", "male": tr("Male"), "female": tr("Female")}


def document_name(person: PersonForm) -> str:
    """The kind of document in words."""
    kind = DOCUMENT_TYPES.get(person.document_type)
    return tr(kind.label) if kind is not None else ""


def good_words_of(person: PersonForm) -> dict[str, str]:
    """Field -> what to say when nothing is wrong there; '' is nothing."""
    kind = DOCUMENT_TYPES.get(person.document_type)
    words = {"name": rare_note(person.name), "valid_to": tr("Valid")}
    if kind is None:
        return words
    if kind.shape != "pattern" and len(person.number) == 18:
        words["number"] = tr("{document} · check digit fits", document=tr(kind.label))
    if birth_date_of(person.document_type, person.number) is not None:
        if birth_date(person) is not None:
            words["birth_date"] = tr("Agrees with the number")
        if sex_of(person.document_type, person.number):
            words["sex"] = tr("Agrees with the number")
    return words


def rare_note(name: str) -> str:
    """'Rare: 䶮 U+4DAE; can be shown, printed and searched', or ''."""
    rare = rare_characters(name)
    if not rare or not all(has_glyph(found.char) for found in rare):
        return ""  # the field itself says which characters cannot be drawn
    said = ", ".join(f"{found.char} {found.code}" for found in rare)
    return tr("Rare character {said}: can be shown, printed and searched", said=said)
