"""The one question when a document on the counter is somebody else's (screens.md rule 6)."""

from __future__ import annotations

from app.domain import masking
from app.services.identity import Compared
from ui.desk.confirmed_document import Captured
from ui.look.glyphs import displayable
from ui.widgets.choices import Choice, Choices
from ui.words.messages import tr
from ui.words.number_text import number_text

OPEN, AGENT, GUARDIAN, OWNER, DISCARD = "open", "agent", "guardian", "owner", "discard"


def ask_whose(
    choices: Choices,
    captured: Captured,
    *,
    served: str,
    no_agent: str = "",
    no_guardian: str = "",
    no_second: bool = False,
) -> None:
    """Ask what the document is for. `served` names who is served now; `no_agent` and `no_guardian` say
    why the document cannot be one's; `no_second` that a registration is open, which is not for somebody
    who is a customer already."""
    choices.ask(
        tr("This document belongs to somebody else. Nothing was filled in."),
        _detail(captured, served, no_second),
        (
            Choice(OPEN, _open_text(captured.compared)),
            Choice(AGENT, tr("It is the agent's"), _not_for_a_unit(captured) or no_agent),
            Choice(GUARDIAN, tr("It is the guardian's"), _not_for_a_unit(captured) or no_guardian),
            Choice(
                OWNER,
                tr("It is the new owner's, of a transfer"),
                tr("transfers are not part of this version"),
            ),
            Choice(DISCARD, tr("Wrong document: put it aside")),
        ),
    )


def _open_text(compared: Compared) -> str:
    if compared.other is None:
        return tr("Register this person as a new customer")
    return tr(
        "Open the customer of this document: {name} · {code}",
        name=displayable(compared.other.name),
        code=number_text(compared.other.code),
    )


def _detail(captured: Captured, served: str, no_second: bool) -> str:
    name = masking.shown_name(captured.form.name, is_unit=captured.is_unit)
    said = tr("On the document: {name}.", name=displayable(name))
    if no_second and captured.compared.other is not None:
        known = tr(
            "This is a customer already; a second product for an existing customer is not offered in "
            "this version yet."
        )
        said = f"{said} {known}"
    if not served:
        return said
    now = tr("Served now: {name}.", name=displayable(served))
    return f"{now} {said}"


def _not_for_a_unit(captured: Captured) -> str:
    return tr("a unit cannot act for somebody") if captured.is_unit else ""
