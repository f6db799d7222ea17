"""Words about a person's document."""

from __future__ import annotations

from ui.words.messages import tr


def sex_names() -> dict[str, str]:
    """The sexes as the document prints them; '' while not known."""
    return {"": "", "male": tr("Male"), "female": tr("Female")}
