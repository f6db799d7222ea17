"""A reader without a device, for training and tests: `python -m app.capture.reader_simulator CARDS`.

CARDS is a folder of cards, none of which lies on the reader at first, or the file of one card that
does. A card is a record in JSON, its portrait a JPEG of the same name beside it; {"error": "damaged"}
is a card with which a reader has that trouble. It speaks resources/reference/card-reader-protocol.md.
"""

from __future__ import annotations

import base64
import json
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

from app.capture.reader_lines import PROTOCOL, Message, answer, requests, to_line
from app.errors import QT_TR_NOOP

LABELS = {
    "adult": QT_TR_NOOP("Adult"),
    "rare_name": QT_TR_NOOP("Name with a rare character"),
    "mother": QT_TR_NOOP("Mother of the child"),
    "child": QT_TR_NOOP("Child under 14"),
    "expired": QT_TR_NOOP("Expired ID card"),
    "customer": QT_TR_NOOP("Somebody who is a customer already"),
    "residence_permit": QT_TR_NOOP("Residence permit for Hong Kong, Macau and Taiwan residents"),
    "permanent_residence": QT_TR_NOOP("Foreigner's permanent residence ID card"),
    "damaged": QT_TR_NOOP("Card with a damaged chip"),
}
"""What the cards of resources/reader_samples are for; the window lists them in this order."""


def read_cards(place: Path) -> dict[str, Message]:
    """The cards of a folder or of one file, by name. OSError or ValueError when there is none."""
    files = sorted(place.glob("*.json")) if place.is_dir() else [place]
    found = {file.stem: _card(file) for file in files}
    if not found:
        raise ValueError("no cards")
    order = list(LABELS)
    known = [name for name in order if name in found]
    return {name: found[name] for name in [*known, *(found.keys() - set(known))]}


def _card(file: Path) -> Message:
    record: Message = json.loads(file.read_text(encoding="utf-8"))
    portrait = file.with_suffix(".jpg")
    if portrait.exists():
        record["portrait"] = base64.b64encode(portrait.read_bytes()).decode("ascii")
    return record


@dataclass
class Simulator:
    """The cards, and which of them lies on the reader ('' for none)."""

    cards: dict[str, Message]
    laid: str = ""
    answers: IO[bytes] = field(default_factory=lambda: sys.stdout.buffer)

    def serve(self, asked: IO[bytes]) -> None:
        """Answer until the program closes its end."""
        for request in requests(asked):
            self._send(self.answer(request))

    def answer(self, request: Message) -> Message:
        """The answer to one request; what happens to a card is told before, as an event."""
        match request:
            case {"ask": "hello"}:
                return answer(request, "hello", protocol=PROTOCOL, name="simulator", simulator=True)
            case {"ask": "state"}:
                return answer(request, "state", state="card" if self.laid else "ready")
            case {"ask": "read"}:
                return self._read(request)
            case {"ask": "cards"}:
                return answer(request, "cards", cards=list(self.cards))
            case {"ask": "lay", "card": str(name)} if name in self.cards:
                self._move(name)
                return answer(request, "done")
            case {"ask": "lay"}:
                return answer(request, "error", error="unknown_card")
            case {"ask": "take_away"}:
                self._move("")
                return answer(request, "done")
        return answer(request, "error", error="unknown_request")

    def _read(self, request: Message) -> Message:
        record = self.cards[self.laid] if self.laid else {"error": "no_card"}
        if "error" in record:
            return answer(request, "error", error=record["error"])
        return answer(request, "record", record=record)

    def _move(self, name: str) -> None:
        if self.laid:
            self._send({"event": "removed"})
        self.laid = name
        if name:
            self._send({"event": "laid"})

    def _send(self, message: Message) -> None:
        self.answers.write(to_line(message))
        self.answers.flush()


def main(arguments: list[str]) -> int:
    """0 when the program closed its end, 2 when there are no cards to play."""
    try:
        place = Path(arguments[0])
        cards = read_cards(place)
    except (OSError, ValueError, IndexError):
        print("give a folder of cards, or the file of one card", file=sys.stderr)
        return 2
    laid = "" if place.is_dir() else place.stem
    Simulator(cards, laid).serve(sys.stdin.buffer)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
