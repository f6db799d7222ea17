"""What Ctrl+Enter will do with a document, and what the base knows of it, in words."""

from __future__ import annotations

from app.services.identity import Compared
from ui.capture.document import Document
from ui.look import theme
from ui.look.glyphs import displayable
from ui.words.messages import tr
from ui.words.number_text import number_text
from ui.words.picture_names import whose_name

ACTING = ("agent", "guardian", "handler")


def action_and_words(
    document: Document, known: Compared | None, whose: str, *, has_form: bool
) -> tuple[str, str, theme.Tone]:
    """The button, the sentence beside it, and its tone."""
    fill = (
        tr("Fill the form: {who}", who=whose_name(whose)) if whose else tr("Fill the registration")
    )
    if not document.is_known:
        return fill, tr("Without a recognised document nothing can be filled in."), "plain"
    if known is None:
        return fill, "", "plain"
    said, tone = _known(known)
    if known.other_name:
        said = tr("This document is on record under another name. Compare the name.")
        return fill, said, "bad"
    if known.whose == "same" and not has_form and not whose:
        return tr("Update the document on record"), said, "ok"
    if acts(document, known, whose, has_form=has_form):
        return tr("Authenticate with this card"), said, "ok"
    if known.whose == "customer" and not whose:
        return tr("Decide whose it is"), said, "warn"
    return fill, said, tone


def acts(document: Document, known: Compared, whose: str, *, has_form: bool) -> bool:
    """Whether the card, read from a reader, is of somebody on record who acts for the customer in service:
    without an open form it authenticates."""
    read = any(page.mode == "reader" for page in document.pages)
    return known.acts_as in ACTING and read and not (has_form or whose or document.is_unit)


def _known(known: Compared) -> tuple[str, theme.Tone]:
    held = tr(
        "Under this document: users {n} · telephones {held}/{limit}",
        n=known.held.subscriptions,
        held=known.held.telephone,
        limit=known.held.limit,
    )
    if known.whose == "same":
        same = tr("The document of the customer in service")
        return f"{same} · {held}", "ok"
    if known.other is not None:
        other = tr(
            "Belongs to {name} · {code}",
            name=displayable(known.other.name),
            code=number_text(known.other.code),
        )
        return f"{other} · {held}", "warn"
    if known.acts_as:
        acts = tr("On record as this customer's {role}", role=whose_name(known.acts_as))
        return f"{acts} · {held}", "ok"
    if known.whose == "party":
        return tr("Known here: {name}, not a customer yet", name=displayable(known.name)), "plain"
    if known.same_name:
        return tr("Nobody on record; the customer in service has the same name. Compare."), "warn"
    return tr("No such customer yet"), "ok"
