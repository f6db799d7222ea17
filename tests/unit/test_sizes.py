"""A file is split before it grows past what one reads in one go."""

from __future__ import annotations

from pathlib import Path

TOP = Path(__file__).parents[2]
FOLDERS = ("app", "db", "packaging", "tests", "ui")
MOST = 400
"""Lines."""


def longer(folder: Path) -> dict[str, int]:
    """The sources in `folder` with more lines."""
    lines = {
        file.relative_to(folder).as_posix(): file.read_text("utf-8").count("\n")
        for kind in ("py", "sh", "sql")
        for file in folder.rglob(f"*.{kind}")
    }
    return {name: count for name, count in lines.items() if count > MOST}


def test_no_file_is_longer() -> None:
    assert {folder: longer(TOP / folder) for folder in FOLDERS} == {
        folder: {} for folder in FOLDERS
    }


def test_a_longer_file_would_be_seen(tmp_path: Path) -> None:
    """The control."""
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / "long.py").write_text("\n" * (MOST + 1))
    (tmp_path / "just.py").write_text("\n" * MOST)
    assert longer(tmp_path) == {"deep/long.py": MOST + 1}
