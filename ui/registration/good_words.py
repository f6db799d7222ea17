"""The good words under fields that were checked: what the check was, in a few words."""

from __future__ import annotations

from ui.form.person_words import good_words_of
from ui.form.place_picker import delivers
from ui.registration.entry import Entry, sources
from ui.registration.live_check import FormState
from ui.words.messages import tr

DERIVED = ("birth_date", "sex")
"""What the number of an ID document states as well."""


def good_words(view: FormState) -> dict[str, str]:
    """Path -> what to say when nothing is wrong there."""
    form = view.form
    words: dict[str, str] = {}
    people = {
        "holder": form.holder if not view.entry.is_unit else None,
        "agent": form.agent,
        "guardian": form.guardian,
        "handler": form.handler,
    }
    for prefix, person in people.items():
        if person is not None:
            said = good_words_of(person)
            if view.is_wrong(f"{prefix}.number"):  # values derived from it are not checked either
                said = {name: word for name, word in said.items() if name not in DERIVED}
            words |= {f"{prefix}.{name}": word for name, word in said.items() if word}
    if form.organization is not None:
        words["organization.number"] = tr("Check digit fits")
    if view.place is not None:
        words["place_id"] = delivers(view.place)
    return words


def source_words(entry: Entry) -> dict[str, tuple[str, bool]]:
    """Path -> where the value came from, and whether it is locked: what a chip said is not typed over."""
    words = {
        "reader": tr("From the chip"),
        "recognised": tr("Recognised; compare with the document"),
    }
    return {
        path: (words[mode], mode == "reader")
        for path, mode in sources(entry).items()
        if mode in words
    }
