"""Permanent residence cards: labels are cut off a line, its values stay (D3)."""

import pytest

from app.capture.card_permanent import values_of
from tests.kit.lines import line


@pytest.mark.parametrize(
    ("printed", "values"),
    [
        ("姓名/Name ZHANG, WEI", ["ZHANG, WEI"]),
        ("姓名/Name 张伟", ["张伟"]),
        ("Validity 2023.01.01-2033.01.01", ["2023.01.01-2033.01.01"]),
        ("有效期限/Period of Validity 2023.01.01-2033.01.01", ["2023.01.01-2033.01.01"]),
        ("性别/Sex F 出生日期/Date of Birth 1990.01.01", ["F ", "1990.01.01"]),
        ("国籍/Nationality: 美国 / USA", ["美国 / USA"]),
        ("签发机关/Issuing Authority 公安部", ["公安部"]),
        ("证件号码/ID No. USA110090010114", ["USA110090010114"]),
        ("中华人民共和国国家移民管理局", ["中华人民共和国国家移民管理局"]),
        ("中华人民共和国公安部", ["中华人民共和国公安部"]),
        ("NAMEKATA, KEN", ["NAMEKATA, KEN"]),
        ("SEXTON, ANNE", ["SEXTON, ANNE"]),
        ("姓名/Name", []),
        ("姓名/Nane", []),
        ("/NAME", []),
        ("国籍/Nationality 签发机关/Issuing Authority", []),
        ("签发机美/Issuing Authority", []),
        ("证件号码/ID No.", []),
        ("中华人民共和国外国人永久居留身份证", []),
        ("FOREIGN PERMANENT RESIDENT ID CARD", []),
    ],
)
def test_the_values_of_a_line_stay_without_its_labels(printed, values):
    assert [value.text for value in values_of(line(printed))] == values


def test_a_value_stands_where_it_is_printed():
    (value,) = values_of(line("姓名/Name ZHANG"))
    assert (value.left, value.right) == (80, 130)
    assert len(value.read.odds) == len(value.read.places) == 5
