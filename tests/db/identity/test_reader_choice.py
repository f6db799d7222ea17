"""Who chooses the counter's ID-card reader, and that the choice is on record (R-050, D8)."""

from __future__ import annotations

import json
from typing import Any

import pytest
import sqlalchemy as sa

from app.domain.ids import new_id
from app.domain.permissions import Role
from app.errors import Refused
from app.services import identity
from app.services.identity import ReaderChoice
from app.settings import READER, Settings
from db.schema.audit import audit_event
from tests.databases import REFUSED
from tests.kit.desk import TestHall


def choose(desk: TestHall, **choice: str) -> ReaderChoice:
    return identity.choose_reader(
        desk.session(Role.ADMINISTRATOR),
        new_id(),
        settings=Settings(desk.folders.settings),
        choice=ReaderChoice(**choice),
    )


def recorded(desk: TestHall) -> list[Any]:
    with desk.installation.engine.connect() as connection:
        bodies = connection.execute(sa.select(audit_event.c.body).order_by(audit_event.c.seq))
        return [
            json.loads(body)["details"]["reader"]
            for (body,) in bodies
            if '"procedure":"reader.choose"' in body and '"reader":{' in body
        ]


def test_the_administrator_chooses_and_it_is_on_record(desk: TestHall) -> None:
    made = choose(desk, kind="serial", port=" /dev/ttyUSB0 ", program="/left/over")
    assert made == ReaderChoice("serial", "/dev/ttyUSB0", "")
    assert identity.chosen_reader(Settings(desk.folders.settings)) == made
    assert recorded(desk)[-1] == {"kind": "serial", "port": "/dev/ttyUSB0", "program": ""}
    choose(desk, kind="none")
    assert Settings(desk.folders.settings).get(READER) == "none"


@REFUSED
@pytest.mark.parametrize(
    ("choice", "field"),
    [
        ({"kind": "serial", "port": " "}, "port"),
        ({"kind": "program", "program": "reader"}, "program"),
        ({"kind": "program", "program": "C:/reader/start.bat"}, "program"),
        ({"kind": "program", "program": '["/reader", 1]'}, "program"),
        ({"kind": "simulator"}, "kind"),
    ],
)
def test_what_cannot_be_a_reader_is_refused_at_its_field(
    desk: TestHall, choice: dict[str, Any], field: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(desk.installation, "is_practice", False)
    with pytest.raises(Refused) as refused:
        choose(desk, **choice)
    assert [each.field for each in refused.value.problems] == [field]
    assert Settings(desk.folders.settings).get(READER) == "none"
