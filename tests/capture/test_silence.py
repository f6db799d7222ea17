"""A reading sends nothing from this machine and leaves no file on it."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from app.capture.worker import Worker
from tests.kit import cards

TELLS = (
    "import rapidocr; rapidocr.RapidOCR(params={'Global.log_level': 'critical'})._load_det_model()"
)
QUIET_WHERE = (
    "CI",
    "TF_BUILD",
    "GITHUB_ACTIONS",
    "ORT_DISABLE_TELEMETRY",
    "ORT_RUNNING_UNIT_TESTS",
)
"""Variables with which onnxruntime keeps quiet by itself, so that a test would prove nothing."""


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty home of a person, not of a build machine."""
    for name in QUIET_WHERE:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")
    return tmp_path


def test_a_reading_tells_nobody_and_leaves_no_file(home: Path) -> None:
    worker = Worker()
    try:
        worker.read(cards.make(1, "clean", "resident_id").image)
    finally:
        worker.close()
    assert list(home.iterdir()) == []


def test_without_our_silence_it_would(home: Path) -> None:
    """The control: the library does send without our silence. Once it stops, this file is not
    needed."""
    subprocess.run([sys.executable, "-c", TELLS], check=True, env=dict(os.environ))
    assert any("onnxruntime" in str(each) for each in home.rglob("*"))
