"""What a person is told when a card could not be read by the reader, and what to do."""

from __future__ import annotations

from app.capture.picture_header import CaptureRefused
from app.errors import QT_TR_NOOP

_NO_RECORD = QT_TR_NOOP(
    "The ID-card reader sent something that cannot be used. Read the card again; "
    "if it happens again, tell the administrator."
)
_TEXTS = {
    # what a helper may answer
    "no_card": QT_TR_NOOP("There is no card on the reader. Lay the ID card flat on it."),
    "moved": QT_TR_NOOP(
        "The card was taken away too early. Lay it on the reader again until it has been read."
    ),
    "lift": QT_TR_NOOP("This card has just been read. Lift it and lay it on the reader again."),
    "damaged": QT_TR_NOOP(
        "The chip of this card cannot be read. Try once more; otherwise take a picture of the card."
    ),
    "other_card": QT_TR_NOOP(
        "The reader does not know this card. Lay only one card on it: an ID card, "
        "a residence permit or a permanent residence card."
    ),
    "not_connected": QT_TR_NOOP(
        "The ID-card reader is not connected. Check that its plug is in and its light is on."
    ),
    "unknown_card": QT_TR_NOOP("The practice reader has no such card. Choose one from the list."),
    # what this program finds
    "no_record": _NO_RECORD,
    "no_start": QT_TR_NOOP(
        "The ID-card reader's program could not be started. "
        "Ask the administrator to check the reader in the settings."
    ),
    "protocol": QT_TR_NOOP(
        "The ID-card reader's program is of another version. Tell the administrator."
    ),
    "silent": QT_TR_NOOP(
        "The ID-card reader does not answer. Unplug it, plug it in again and read the card again."
    ),
    "gone": QT_TR_NOOP("The ID-card reader's program ended. Read the card again."),
    "stopped": QT_TR_NOOP("The reading of the card was stopped."),
    "no_simulator": QT_TR_NOOP("Only the practice reader can lay a card by itself."),
    "not_chosen": QT_TR_NOOP(
        "The ID-card reader in this computer's settings is not the one that the administrator chose for this "
        "counter, so it was not started. Ask the administrator to choose it again, and tell the auditor."
    ),
    "setting": QT_TR_NOOP(
        "The ID-card reader is not set up completely. "
        "Ask the administrator to check the reader in the settings."
    ),
}


def refusal(code: str) -> CaptureRefused:
    """The refusal of a code; an unknown one, from a newer helper, is something unusable."""
    known = code if code in _TEXTS else "no_record"
    return CaptureRefused(f"reader_{known}", _TEXTS[known])
