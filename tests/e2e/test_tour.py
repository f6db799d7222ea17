"""The whole main job through the real window, as `make run` does it where there is no display."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtGui import QImage

TOP = Path(__file__).resolve().parents[2]
STEPS = {
    "home",
    "search",
    "capture-card-read",
    "registration-1-business",
    "registration-2-document",
    "registration-3-customer",
    "registration-4-fees",
    "registration-5-confirm",
    "agreement",
}


@pytest.mark.timeout(300)
def test_the_tour_signs_in_searches_registers_and_prints(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "ui.tour.tour"],
        cwd=TOP,
        env={**os.environ, "COUNTER_DATA": str(tmp_path / "data")},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    pictures = {path.stem.partition("-")[2]: path for path in tmp_path.glob("*.png")}
    assert pictures.keys() >= STEPS
    for path in pictures.values():
        picture = QImage(str(path))
        colours = {
            picture.pixelColor(x, y).name()
            for x in range(0, picture.width(), 7)
            for y in range(0, picture.height(), 7)
        }
        assert len(colours) > 10, f"{path.name} is nearly empty"
    assert str(tmp_path) in done.stdout
    for name in ("agreement", "slip"):
        text = subprocess.run(
            ["pdftotext", str(tmp_path / f"{name}.pdf"), "-"],
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        assert ("苏𠅤䶮" if name == "agreement" else "苏*") in text
        assert ("苏𠅤䶮" in text) == (name == "agreement")
