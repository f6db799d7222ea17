"""What the models said about invented cards, laid down: most cards of the tests are read without them.

A line is kept under the digest of the very pixels that the models were shown, so one that is found is what
they would say now, whatever became of the code around them; what is not found is asked of the models, which
only takes longer. `stamp` is of the models and of the generators of cards: with others the lines say nothing,
and tests/capture/test_laid_lines.py fails until `make lay-lines` has laid them down anew.
"""

from __future__ import annotations

import ast
import hashlib
import json
import lzma
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any
from unittest import mock

import numpy as np
import rapidocr

from app.capture.decode import Pixels
from app.capture.geometry import Quad
from app.capture.recognise import RecognisedText, engine
from tests.kit import cards, plain_cards

FILE = Path(__file__).resolve().parents[1] / "capture" / "laid_lines.json.xz"
DIGITS = 6
"""Of a probability and of a pixel: more than any rule looks at."""


def stamp() -> str:
    """The digest of the models and of what the generators of cards do, imports and comments aside."""
    told = hashlib.sha256()
    for model in sorted(Path(rapidocr.__file__).parent.rglob("*.onnx")):
        told.update(model.name.encode() + hashlib.sha256(model.read_bytes()).digest())
    for package in (cards, plain_cards):
        for file in sorted(Path(str(package.__file__)).parent.glob("*.py")):
            told.update(_doing(file.read_text(encoding="utf-8")).encode())
    return told.hexdigest()


def _doing(source: str) -> str:
    """A module without its imports and the sentences of its modules, classes and functions."""
    tree = ast.parse(source)
    for node in ast.walk(tree):
        body = getattr(node, "body", None)
        if isinstance(body, list):
            node.body = [each for each in body if not _tells(each)]  # type: ignore[attr-defined]
    return ast.dump(tree)


def _tells(node: ast.AST) -> bool:
    sentence = isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    return sentence or isinstance(node, ast.Import | ast.ImportFrom)


@cache
def laid() -> dict[str, Any]:
    """{"stamp": of which models and generators, "said": {digest of what was shown: what was said}}."""
    found: dict[str, Any] = json.loads(lzma.decompress(FILE.read_bytes()))
    return found


def lay_down(said: dict[str, Any]) -> None:
    """Keep what was said, as of the models and generators of now."""
    whole = {"stamp": stamp(), "said": dict(sorted(said.items()))}
    FILE.write_bytes(lzma.compress(json.dumps(whole, ensure_ascii=False).encode(), preset=9))


class Remembering:
    """In the engine's place: answers from `said`, and asks the engine what is not there."""

    def __init__(self, said: dict[str, Any]) -> None:
        self.said = said
        self.used: dict[str, Any] = {}
        self.asked = 0

    def detect(self, pixels: Pixels, shorter_side: int) -> list[Quad]:
        found = self._answer(
            ("detect", shorter_side),
            [pixels],
            lambda: [_plain(quad) for quad in engine().detect(pixels, shorter_side)],
        )
        return [np.asarray(quad, np.float64) for quad in found]

    def upside_down(self, crops: Sequence[Pixels]) -> float:
        return float(self._answer(("upside_down",), crops, lambda: engine().upside_down(crops)))

    def read(self, crops: Sequence[Pixels], alphabet: str = "") -> list[RecognisedText]:
        found = self._answer(
            ("read", alphabet),
            crops,
            lambda: [
                (each.text, _plain(each.odds), _plain(each.places))
                for each in engine().read(crops, alphabet)
            ],
        )
        return [RecognisedText(text, tuple(odds), tuple(places)) for text, odds, places in found]

    def _answer(
        self, how: tuple[object, ...], shown: Sequence[Pixels], ask: Callable[[], Any]
    ) -> Any:
        told = hashlib.blake2b(repr(how).encode(), digest_size=16)
        for pixels in shown:
            told.update(repr(pixels.shape).encode() + pixels.tobytes())
        key = told.hexdigest()
        if key not in self.said:
            self.asked += 1
            self.said[key] = ask()
        self.used[key] = self.said[key]
        return self.used[key]


def _plain(numbers: Any) -> Any:
    return np.round(np.asarray(numbers, np.float64), DIGITS).tolist()


@contextmanager
def remembering(said: dict[str, Any] | None = None) -> Iterator[Remembering]:
    """Cards read in this process are read from what is laid down, or from `said`."""
    made = Remembering(dict(laid()["said"]) if said is None else said)
    with mock.patch("app.capture.page.engine", return_value=made):
        yield made
