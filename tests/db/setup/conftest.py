"""A hall whose three recovery codes are known, made once a file and copied for each test."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.domain.ids import new_id
from app.domain.permissions import Role
from app.paths import Folders
from app.services import setup, staff
from app.services.session import open_installation
from app.services.setup import SetUpDone
from app.services.staff import sign_in
from tests.kit.administrators import enrol
from tests.kit.desk import FORM, Clock
from tests.kit.heads import keep_heads
from tests.kit.sheets import Hall


@pytest.fixture(scope="module")
def hall_of_sheets() -> Iterator[tuple[Folders, SetUpDone]]:
    folders = Folders(Path(tempfile.mkdtemp(prefix="counter-shares-")))
    done = setup.set_up(folders, FORM, clock=Clock())
    opened = open_installation(folders, clock=Clock())
    first = sign_in(opened, FORM.admin_no, FORM.admin_password)
    staff.accept_confidentiality(first, new_id(), language="en", text="…")
    enrol(first, "3001", Role.ADMINISTRATOR)
    enrol(first, "4001")
    opened.close()
    yield folders, done
    shutil.rmtree(folders.data)


@pytest.fixture
def sheets_hall(hall_of_sheets: tuple[Folders, SetUpDone]) -> Iterator[Hall]:
    copy = Folders(Path(tempfile.mkdtemp(prefix="counter-shares-")))
    shutil.copytree(hall_of_sheets[0].data, copy.data, dirs_exist_ok=True)
    opened = Hall(copy, hall_of_sheets[1].codes)
    keep_heads(opened.installation)
    yield opened
    opened.installation.close()
    shutil.rmtree(copy.data)
