"""Masked forms keep at least a part hidden, however short the value."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.masking import (
    mask_address,
    mask_document,
    mask_email,
    mask_name,
    mask_phone,
    shown_name,
)


@pytest.mark.parametrize(
    ("name", "masked"),
    [
        ("张三", "张*"),
        ("王小明", "王*明"),
        ("欧阳修", "欧阳*"),
        ("欧阳小明", "欧阳*明"),
        ("欧阳", "欧*"),
        ("迪丽热巴", "迪**巴"),
        ("张", "*"),
        ("𪚥𠅤", "𪚥*"),
        ("买买提·吐尔逊", "买**·吐**"),
        ("John Smith", "J*** S****"),
        ("A", "*"),
        ("", ""),
    ],
)
def test_names(name, masked):
    assert mask_name(name) == masked


def test_documents_keep_their_length():
    assert mask_document("11010519491231002X") == "1***************2X"
    assert mask_document("11010519491231002X", detail=True) == "110105********002X"
    assert mask_document("E12345678", detail=True) == "E******78"


def test_phones():
    assert mask_phone("13800138000") == "138****8000"
    assert mask_phone("62345678") == "******78"
    assert mask_phone("12") == "*2"


@pytest.mark.parametrize(
    ("address", "masked"),
    [
        ("广东省广州市天河区体育西路100号3栋", "广东省广州市天河区体育西路****"),
        ("北京市朝阳区建国路88号阳光小区", "北京市朝阳区建国路****"),
        ("西昌市航天大道五段", "西昌市航天大道****"),
        ("阳光小区5栋", "****"),
        ("广州市天河区某处", "广州市天河区****"),
        ("广州市", "****"),
        ("路", "****"),
        ("", ""),
    ],
)
def test_addresses_to_the_street(address, masked):
    assert mask_address(address) == masked


@pytest.mark.parametrize(
    ("email", "masked"),
    [("zhang@x.com", "z***@x.com"), ("a@b.c", "***@b.c"), ("zhang", "****"), ("", "")],
)
def test_emails(email, masked):
    assert mask_email(email) == masked


@given(st.text(st.characters(categories=["L", "N"]), min_size=1, max_size=60))
def test_nothing_is_shown_wholly(text):
    for masked in (
        mask_name(text),
        mask_document(text),
        mask_document(text, detail=True),
        mask_phone(text),
        mask_address(text),
        mask_email(text),
    ):
        assert masked != text
        assert "*" in masked
    assert len(mask_document(text)) == len(text) == len(mask_document(text, detail=True))
    assert mask_document(text, detail=True).count("*") >= min(4, (len(text) + 1) // 2)


def test_a_units_name_is_shown_and_a_persons_is_masked_in_one_place() -> None:
    assert shown_name("示例单位", is_unit=True) == "示例单位"
    assert shown_name("单雄", is_unit=False) == mask_name("单雄") != "单雄"
    tops = (Path(__file__).parents[3] / top for top in ("app", "ui"))
    choosing = re.compile(r"else\s+(masking\.)?mask_name|mask_name\([^)]*\)\s+if (?!agent)")
    found = {
        file.name
        for top in tops
        for file in top.rglob("*.py")
        if choosing.search(file.read_text("utf-8"))
    }
    assert found == {"masking.py"}
