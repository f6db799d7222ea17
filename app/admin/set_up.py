"""Setting up a hall from the command line, with its recovery sheets as files of the owner's only."""

from __future__ import annotations

import argparse
import json
import os
from dataclasses import replace
from pathlib import Path
from typing import Any

from app.admin.asking import Asking
from app.admin.forms import read_form
from app.errors import QT_TR_NOOP, UserError
from app.paths import RESOURCES, Folders, make_private
from app.services import setup
from app.services.setup import SetUpForm
from app.services.staff import CONFIDENTIALITY_VERSION
from app.settings import LANGUAGE, Settings


def init(given: argparse.Namespace, folders: Folders, asking: Asking) -> dict[str, Any]:
    """Set up the hall of a JSON form; the password is asked, never read from the form."""
    form = read_form(SetUpForm, given.form, admin_password="")
    place = given.second_place or form.second_place
    password = asking.secret("Password of the administrator")
    form = replace(form, admin_password=password, second_place=place)
    files = _new_files(given.sheets)
    try:
        done = setup.set_up(folders, form)
    except BaseException:
        for file in files:
            file.unlink()
        raise
    for file, pdf in zip(files, setup.sheets(folders, form, done.codes), strict=True):
        with file.open("wb") as opened:
            opened.write(pdf)
            opened.flush()
            os.fsync(opened.fileno())
    return {"administrator": form.admin_no, "sheets": [str(file) for file in files]}


def _new_files(folder: Path) -> list[Path]:
    """Three empty files, made first, because a hall must not be made when its sheets cannot be
    written."""
    files = [folder / f"recovery-sheet-{number}.pdf" for number in (1, 2, 3)]
    made: list[Path] = []
    try:
        make_private(folder)
        for file in files:
            os.close(os.open(file, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
            made.append(file)
    except OSError:
        for file in made:
            file.unlink()
        raise UserError(
            "sheets_not_written",
            QT_TR_NOOP(
                "The recovery sheets cannot be written to this folder, or some are there already. "
                "Nothing was set up; choose another folder."
            ),
        ) from None
    return files


def confidentiality_text(folders: Folders) -> tuple[str, str]:
    """Language and text of the agreement that is signed (R-006), as the window shows it."""
    language = Settings(folders.settings).get(LANGUAGE)
    path = RESOURCES / "agreements" / f"{CONFIDENTIALITY_VERSION}.{language}.json"
    data = json.loads(path.read_text("utf-8"))
    items = [f"{number}. {item['text']}" for number, item in enumerate(data["items"], start=1)]
    return language, "\n\n".join(
        [data["title"], data["preamble"], *items, data["labels"]["statement"]]
    )
