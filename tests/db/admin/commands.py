"""Commands of `python -m app.admin` on a hall of the test's own."""

from __future__ import annotations

import json
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from app.admin.__main__ import main
from app.domain.canonical import to_plain
from app.domain.permissions import Role
from app.paths import Folders
from tests.kit.desk import FORM, PASSWORDS, STAFF_NO

__all__ = ["admin", "folder", "hall"]


ADMINISTRATOR = STAFF_NO[Role.ADMINISTRATOR]
CLERK = STAFF_NO[Role.CLERK]
Run = tuple[int, dict[str, Any]]


@pytest.fixture
def folder() -> Iterator[Path]:
    made = Path(tempfile.mkdtemp(prefix="counter-admin-"))
    yield made
    shutil.rmtree(made)


@pytest.fixture
def hall(sqlite_hall: Folders, folder: Path) -> Path:
    """A data folder of a ready hall, closed."""
    shutil.copytree(sqlite_hall.data, folder / "hall")
    return folder / "hall"


@pytest.fixture
def admin(capsys: pytest.CaptureFixture[str]) -> Any:
    """Run a command; `secrets` are what is asked, in order."""

    def run(data: Path, *arguments: str, secrets: tuple[str, ...] = ()) -> Run:
        reading, writing = os.pipe()
        os.write(writing, "".join(f"{secret}\n" for secret in secrets).encode())
        os.close(writing)
        given = ["--data", str(data), *arguments, "--password-fd", str(reading)]
        code = main(given)
        told = capsys.readouterr()
        assert "Traceback" not in told.out + told.err
        for secret in secrets:
            assert secret not in told.out + told.err
        found: dict[str, Any] = json.JSONDecoder().raw_decode(told.out)[0]  # of several the first
        return code, found

    return run


def as_person(role: Role, *more: str) -> dict[str, tuple[str, ...]]:
    return {"secrets": (PASSWORDS[role], *more)}


def write_form(folder: Path, form: object) -> str:
    file = folder / "form.json"
    file.write_text(json.dumps(to_plain(form), ensure_ascii=False), "utf-8")
    return str(file)


def without_password() -> dict[str, object]:
    plain = to_plain(FORM)
    assert isinstance(plain, dict)
    return {name: value for name, value in plain.items() if name != "admin_password"}
