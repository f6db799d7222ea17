"""The lines that are laid down are those of today's models and generators, and change no reading."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.capture.decode import decode
from app.capture.read_card import read
from app.capture.reading import Reading
from tests.kit import cards, laid_lines


def test_they_are_of_these_models_and_generators() -> None:
    assert laid_lines.laid()["stamp"] == laid_lines.stamp(), "lay them down anew: make lay-lines"


def test_another_model_or_generator_has_another_stamp(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = laid_lines.stamp()
    with monkeypatch.context() as patch:
        patch.setattr("rapidocr.__file__", str(tmp_path / "x.py"))
        (tmp_path / "PP-OCR.onnx").write_bytes(b"other")
        assert laid_lines.stamp() != before
    with monkeypatch.context() as patch:
        source = Path(str(cards.__file__)).parent
        for file in source.glob("*.py"):
            (tmp_path / file.name).write_bytes(file.read_bytes())
        patch.setattr(cards, "__file__", str(tmp_path / "__init__.py"))
        assert laid_lines.stamp() == before
        ink = tmp_path / "ink.py"
        ink.write_text(f'"""Told otherwise."""\nimport os\n{ink.read_text()}')
        assert laid_lines.stamp() == before, "an import or a sentence draws nothing"
        ink.write_text(ink.read_text() + "\nREGULAR = BOLD\n")
        assert laid_lines.stamp() != before


def test_a_card_is_read_from_them_as_by_the_models() -> None:
    pixels = decode(cards.make(2, "hard").image)
    said = read(pixels)
    with laid_lines.remembering({}) as first:
        assert alike(read(pixels), said)
    assert first.asked > 2
    with laid_lines.remembering(first.said) as second:
        assert alike(read(pixels), said)
    assert second.asked == 0


def test_what_is_not_laid_down_is_asked_of_the_models() -> None:
    sample = cards.make(7, "clean", "resident_id")
    with laid_lines.remembering({"of another picture": 1.0}) as made:
        fields = read(decode(sample.image)).fields
    assert made.asked > 2
    assert {name: field.value for name, field in fields.items()} == sample.truth


def alike(one: Reading, other: Reading) -> bool:
    """The same document in the same words; how sure each was, to what is kept of it."""
    return one.upright == other.upright and {
        n: (f.value, f.box) for n, f in one.fields.items()
    } == {n: (f.value, f.box) for n, f in other.fields.items()}
