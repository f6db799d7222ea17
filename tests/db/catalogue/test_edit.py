"""A hall's own addresses and products from files: every fault is named with its row, and a file is
taken whole or not at all."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from app.domain.canonical import to_plain
from app.domain.catalogue import Fee, Offering
from app.domain.ids import new_id
from app.domain.permissions import Role
from app.errors import Refused, UserError
from app.services import catalogue, verification
from app.services.catalogue import (
    COLUMNS,
    Imported,
    files,
    import_offerings,
    import_places,
    offerings,
    places,
    read_offerings,
    read_places,
)
from tests.databases import WORDS
from tests.kit.desk import TestHall

HEAD = ",".join(COLUMNS)
ROWS = (
    "440104,越秀区,试验路,试验花园,1 栋,2 单元,301,cable_tv;broadband",
    "440104,越秀区,示例路,,88 号,,一楼,cable_tv",
    '440104,越秀区,"示例,东路",示例苑,3 栋,,502,',
)


def csv_file(folder: Path, *rows: str, head: str = HEAD, encoding: str = "utf-8") -> Path:
    file = folder / "places.csv"
    file.write_bytes("\r\n".join((head, *rows)).encode(encoding))
    return file


def problems(refused: pytest.ExceptionInfo[Refused]) -> list[tuple[str, str]]:
    return [(problem.field, problem.code) for problem in refused.value.problems]


@pytest.mark.parametrize(
    "encoding",
    ["utf-8", pytest.param("utf-8-sig", marks=WORDS), pytest.param("gb18030", marks=WORDS)],
)
def test_addresses_are_added_changed_and_found(
    desk: TestHall, tmp_path: Path, encoding: str
) -> None:
    administrator = desk.session(Role.ADMINISTRATOR)
    lines = read_places(csv_file(tmp_path, *ROWS, "", encoding=encoding))
    assert lines[0].text == "越秀区试验路试验花园 1 栋 2 单元 301"
    made = import_places(administrator, new_id(), lines=lines)
    assert made == Imported(3, 0, 0)
    (found,) = places(desk.clerk, text="试验花园 301")
    assert found.serves == ("cable_tv", "broadband")
    changed = (replace(lines[0], serves=("cable_tv",)), *lines[1:])
    made = import_places(administrator, new_id(), lines=changed)
    assert made == Imported(0, 1, 2)
    assert places(desk.clerk, text="试验花园 301")[0].serves == ("cable_tv",)
    assert verification.verify(desk.installation, keys=administrator.keys).good


@pytest.mark.parametrize(
    ("row", "code"),
    [
        ("440104,越秀区,示例路", "row_columns"),
        ("44010,越秀区,示例路,,1 栋,,301,cable_tv", "district_code"),
        ("440104,,示例路,,1 栋,,301,cable_tv", "cell_empty"),
        ("440104,越秀区,示例路,,1 栋,,301,gas", "product_kind"),
        (f"440104,越秀区,{'长' * 101},,1 栋,,301,", "cell_form"),
        ("440104,越秀区,示\x07例路,,1 栋,,301,", "cell_form"),
        (ROWS[0], "place_twice"),
        ('440104,"越秀区"x,示例路,,1 栋,,301,', "row_form"),
    ],
)
def test_a_wrong_row_is_named_and_nothing_is_read(tmp_path: Path, row: str, code: str) -> None:
    with pytest.raises(Refused) as refused:
        read_places(csv_file(tmp_path, ROWS[0], row))
    assert problems(refused) == [("row 3", code)]
    for problem in refused.value.problems:
        assert problem.plain()["message"]


def test_wrong_columns_are_told(tmp_path: Path) -> None:
    for head in ("", "street,room"):
        with pytest.raises(Refused) as refused:
            read_places(csv_file(tmp_path, *ROWS, head=head))
        assert problems(refused) == [("row 1", "columns")]


def test_at_most_fifty_faults_are_listed(tmp_path: Path) -> None:
    with pytest.raises(Refused) as refused:
        read_places(csv_file(tmp_path, *(["x"] * 90)))
    assert len(refused.value.problems) == catalogue.MOST_PROBLEMS


def test_files_that_are_no_text_missing_or_too_large_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    image = tmp_path / "image.csv"
    image.write_bytes(b"\x89PNG\xff\xff\xff")
    for file in (image, tmp_path / "missing"):
        with pytest.raises(UserError, match="file_unreadable"):
            read_places(file)
    monkeypatch.setattr(files, "LARGEST_BYTES", 10)
    with pytest.raises(UserError, match="file_too_large"):
        read_places(csv_file(tmp_path, *ROWS))


PRODUCT = Offering(
    "BB-TEST", "试验宽带", "broadband", monthly_fee=9900, fees=(Fee("deposit", 100),)
)


def json_file(folder: Path, *items: object) -> Path:
    file = folder / "offerings.json"
    file.write_text(json.dumps(items), "utf-8")
    return file


def test_products_are_added_and_changed(desk: TestHall, tmp_path: Path) -> None:
    administrator = desk.session(Role.ADMINISTRATOR)
    read = read_offerings(json_file(tmp_path, to_plain(PRODUCT)))
    assert read == (PRODUCT,)
    assert import_offerings(administrator, new_id(), offerings=read).added == 1
    assert PRODUCT in offerings(desk.clerk, customer_kind="individual")
    dearer = (replace(PRODUCT, monthly_fee=10900),)
    done = import_offerings(administrator, new_id(), offerings=dearer)
    assert done == Imported(0, 1, 0)
    done = import_offerings(administrator, new_id(), offerings=dearer)
    assert done == Imported(0, 0, 1)
    assert dearer[0] in offerings(desk.clerk, customer_kind="individual")


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"kind": "gas"}, "item_form"),
        ({"colour": "red"}, "item_form"),
        ({"name": " "}, "code_missing"),
        ({"monthly_fee": -1}, "negative"),
        ({"billing_months": 0}, "billing_months"),
        ({"code": "FIRST"}, "code_twice"),
        ({"name": "a\0b"}, "cell_form"),
        ({"termination": "\ud800"}, "cell_form"),
        ({"monthly_fee": 2**63}, "too_large"),
        ({"contract_months": 10**6}, "too_large"),
    ],
)
def test_a_wrong_product_is_named(tmp_path: Path, change: dict[str, object], code: str) -> None:
    plain = to_plain(PRODUCT)
    assert isinstance(plain, dict)
    first = {**plain, "code": "FIRST"}
    with pytest.raises(Refused) as refused:
        read_offerings(json_file(tmp_path, first, {**plain, **change}))
    assert problems(refused) == [("item 2", code)]


@pytest.mark.parametrize("text", ["", "{}", "[]", "no json", "[" * 100_000])
def test_a_file_that_is_no_list_of_products_is_refused(tmp_path: Path, text: str) -> None:
    file = tmp_path / "offerings.json"
    file.write_text(text)
    with pytest.raises(Refused) as refused:
        read_offerings(file)
    assert problems(refused) == [("file", "not_a_list")]
