"""Words of the capture tab: fields, faces, checks, and what a picture lacks."""

from __future__ import annotations

from datetime import date

from app.domain import masking
from app.domain.document_types import DOCUMENT_TYPES
from ui.capture.document import Document, Said
from ui.look.glyphs import displayable
from ui.widgets.field import Status
from ui.words.messages import tr
from ui.words.picture_names import kind_name


def field_names(document_type: str) -> dict[str, str]:
    """What each field is called on this kind of document."""
    unit = document_type == "business_licence"
    return {
        "name": tr("Name of the unit") if unit else tr("Name"),
        "name_en": tr("Name in Latin letters"),
        "number": tr("Unified social credit code") if unit else tr("Document number"),
        "sex": tr("Sex"),
        "nation": tr("Nation"),
        "birth": tr("Birth date"),
        "address": tr("Address of the unit") if unit else tr("Address on the document"),
        "authority": tr("Issued by"),
        "valid_from": tr("Valid from"),
        "valid_to": tr("Valid to"),
        "country": tr("Country"),
        "legal_representative": tr("Legal representative"),
    }


def document_name(document: Document) -> str:
    """The kind of document, or that none was recognised."""
    kind = DOCUMENT_TYPES.get(document.type)
    return tr(kind.label) if kind is not None else tr("No document recognised")


def face_name(face: str) -> str:
    """A face in words."""
    return kind_name(face)


def failed_check(name: str, check: str) -> str:
    """What speaks against a field."""
    said = {
        "check_digit": tr(
            "The check digit does not fit: a digit was misread, or the document is false."
        ),
        "area": tr("The first six digits are no known district. Compare them with the document."),
        "sure": tr("Read too poorly to be checked. Compare every character."),
        "past": tr("This date lies in the future."),
        "not_expired": tr("The document has expired."),
        "order": tr("The first day lies after the last one, or in the future."),
        "term": tr("This is an unusual term for this document. Compare both dates with it."),
        "printed": tr("Above the two lines of letters something else is printed. Compare both."),
        "state": tr("No state has this code. Compare it with the document."),
        "issuer": tr("The passport's first line names another state. Compare name and country."),
    }
    if check == "number":
        return tr("The number says something else.")
    if name == "number" and check in ("birth", "sex", "country"):
        return tr("Birth date, sex or country beside it says something else.")
    return said.get(check, tr("Compare it with the document."))


def passed_check(name: str, checks: tuple[str, ...]) -> str:
    """What speaks for a field; '' when nothing was checked."""
    if "check_digit" in checks:
        return tr("Check digit fits")
    if "number" in checks:
        return tr("Agrees with the number")
    if "not_expired" in checks:
        return tr("Valid")
    if "printed" in checks:
        return tr("Agrees with what is printed above")
    return ""


def field_status(name: str, said: Said) -> tuple[Status, str]:
    """What stands under a field: what is wrong, what to compare, or how it came."""
    if not said.value:
        return "hint", tr("Not read; type it as on the document.")
    if said.failed == ("term",):  # there are such documents
        return "warn", failed_check(name, "term")
    if said.failed:
        return "bad", failed_check(name, said.failed[0])
    percent = round(100 * said.field.confidence)
    if said.is_doubtful:
        return "warn", tr("Read with doubt ({n} %). Compare it with the picture.", n=percent)
    good = passed_check(name, said.passed)
    if said.mode == "recognised":
        how = tr("Recognised · {n} %", n=percent)
        return ("ok", f"{good} · {how}") if good else ("hint", how)
    how = (
        tr("From the chip")
        if said.mode == "reader"
        else tr("Typed; it was read as {text}", text=said.read)
    )
    if said.mode == "typed" and not said.read:
        how = tr("Typed")
    return ("ok", f"{good} · {how}") if good else ("hint", how)


def quality_reason(reason: str) -> str:
    """Why a picture is not good enough, and what to do."""
    return {
        "blurred": tr("The picture is blurred. Hold still, or wipe the lens."),
        "glare": tr("Light is reflected. Tilt the card or turn a lamp away."),
        "cut": tr("An edge is cut off. Lay the whole card into the picture."),
        "small": tr("The card is too small on the picture. Take it from nearer."),
    }.get(reason, reason)


def owner_and_document(document: Document, today: date) -> str:
    """Whose it is, masked, and what, such as '张* · Identity card'."""
    said = document.fields(today).get("name")
    name = said.value.strip() if said is not None else ""
    shown = masking.shown_name(name, is_unit=document.is_unit)
    parts = (displayable(shown), document_name(document))
    return " · ".join(part for part in parts if part)
