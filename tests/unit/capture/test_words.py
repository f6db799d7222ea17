"""Texts of OCR lines: dates, terms, nations, names, addresses."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.capture import words


@pytest.mark.parametrize(
    ("text", "day"),
    [("出生1992年5月8日", "1992-05-08"), ("1992 年 12 月 30 日", "1992-12-30"),
     ("I99Z年O5月8日", "1992-05-08"), ("1992年2月30日", ""), ("1992年5月", ""), ("", "")],
)  # fmt: skip
def test_a_day_in_chinese(text, day):
    assert words.chinese_day(text) == day


@pytest.mark.parametrize(
    ("text", "ends"),
    [("2015.03.12-2035.03.12", ("2015-03-12", "2035-03-12")),
     ("2015.03.12-长期", ("2015-03-12", "长期")), ("2015.03.12—2O35.O3.12", ("2015-03-12", "2035-03-12")),
     ("20150312-20350312", ("2015-03-12", "2035-03-12")), ("长期", ("", "长期")),
     ("2015.03.12-", ("2015-03-12", "")), ("2015.13.12", ("", "")), ("", ("", "")),
     ("2018.3.5-2028.3.5", ("2018-03-05", "2028-03-05")), ("2018.11.5-2028.11.5", ("2018-11-05", "2028-11-05")),
     ("2015.03.1-2035.03.12", ("", "2035-03-12")), ("2015.13.12-2035.03.12", ("", "2035-03-12")),
     ("2015.93.12-2035.03.12", ("", "2035-03-12")), ("-2035.03.12", ("", "2035-03-12")),
     ("2015.03.122035.03.12", ("2015-03-12", "2035-03-12")), ("2015.93.12-长期", ("", "长期")),
     ("2015.03.12-2035.13.12", ("2015-03-12", ""))],
)  # fmt: skip
def test_a_printed_term(text, ends):
    assert words.term(text) == ends


@pytest.mark.parametrize(
    ("text", "ends"),
    [("2018年03月05日至2038年03月04日", ("2018-03-05", "2038-03-04")),
     ("2018年03月05日-2038年03月04日", ("2018-03-05", "2038-03-04")),
     ("2018年3月5日 — 2038年3月4日", ("2018-03-05", "2038-03-04")),
     ("2018年03月05日~2038年03月04日", ("2018-03-05", "2038-03-04")),
     ("2018年03月05日2038年03月04日", ("2018-03-05", "2038-03-04")),
     ("2018年03月05日 长期", ("2018-03-05", "长期")), ("2018年03月05日至永久", ("2018-03-05", "长期")),
     ("2018年03月05日至无固定期限", ("2018-03-05", "长期")), ("长期", ("", "长期")),
     ("无固定期限", ("", "长期")), ("2018年03月05日", ("2018-03-05", "")),
     ("2018年03月05日至", ("2018-03-05", "")), ("至2038年03月04日", ("", "2038-03-04")),
     ("2018年13月05日-2038年03月04日", ("", "2038-03-04")), ("", ("", ""))],
)  # fmt: skip
def test_the_term_of_a_licence(text, ends):
    assert words.chinese_term(text) == ends


@pytest.mark.parametrize(
    "text",
    ["05 NOV 2026", "05NOV2026", "05 NOV/NOV 2026", "05 11月/NOV 2026", "0511月/NOV2026", "O5 N0V 2O26",
     "05 нояб/NOV 2026", "05.11.2026", "05/11/2026", "2026-11-05", "Date of expiry 05 Nov 2026"],
)  # fmt: skip
def test_a_day_in_a_passport(text):
    assert words.passport_days(text) == ["2026-11-05"]


@pytest.mark.parametrize("text", ["", "31 NOV 2026", "NOV 2026", "A12345678", "05 2026", "05 NOV"])
def test_no_day_in_a_passport(text):
    assert words.passport_days(text) == []


@given(st.dates(date(1900, 1, 1), date(2090, 1, 1)), st.sampled_from(["MAI/", "", "5月/", "月/"]))
def test_every_day_of_a_passport_is_read(day, other):
    month = "JAN FEB MAR APR MAY JUN JUL AUG SEP OCT NOV DEC".split()[day.month - 1]
    assert words.passport_days(f"{day.day:02d} {other}{month} {day.year}") == [day.isoformat()]


@pytest.mark.parametrize(
    ("text", "nation"),
    [("汉", "汉"), ("民族汉", "汉"), ("维吾尔", "维吾尔"), ("维吾耳", "维吾尔"), ("土家族", "土家"),
     ("没", ""), ("", "")],
)  # fmt: skip
def test_a_nation_is_one_of_the_list(text, nation):
    assert words.nation(text) == nation


def test_the_list_of_nations_is_whole():
    assert len(words.NATIONS) == len(set(words.NATIONS)) == 58


@pytest.mark.parametrize(
    ("text", "name"),
    [("张 三", "张三"), ("阿卜杜拉.买买提", "阿卜杜拉·买买提"), ("ERIKSSON,  ANNA", "ERIKSSON, ANNA"),
     ("张三丶", "张三丶"), ("𬭎", "𬭎"), ("欧 阳 䶮", "欧阳䶮"), ("诸葛 明亮", "诸葛明亮"),
     ("张.三", "张三"), ("欧阳，娜", "欧阳娜"), ("买买提.吐尔逊。江", "买买提·吐尔逊江"), ("张·三", "张·三"),
     ("古丽 吐尔逊", "古丽·吐尔逊"), ("麦麦提敏☑ 古丽", "麦麦提敏·古丽"), ("阿 卜 杜 买 买 提", "阿卜杜买买提")],
)  # fmt: skip
def test_a_name(text, name):
    assert words.name(text) == name


@pytest.mark.parametrize(
    ("text", "address"),
    [("幸福路 5一3号", "幸福路5-3号"), ("5号楼2—1201", "5号楼2-1201"), ("一组二号", "一组二号"),
     ("12号一单元", "12号一单元")],
)  # fmt: skip
def test_an_address(text, address):
    assert words.address(text) == address


@given(st.dates(date(1990, 1, 1), date(2060, 1, 1)), st.dates(date(1990, 1, 1), date(2060, 1, 1)))
def test_a_term_is_read_however_its_figures_are_printed(first, last):
    def plain(day):
        return f"{day.year}.{day.month}.{day.day}"

    ends = first.isoformat(), last.isoformat()
    assert words.term(f"{first:%Y.%m.%d}-{last:%Y.%m.%d}") == ends
    assert words.term(f"{plain(first)}-{plain(last)}") == ends


@settings(max_examples=1500, deadline=None)
@given(st.text(max_size=80) | st.text("0123456789OoIl.-年月日长期至男女民族 ", max_size=40))
def test_no_text_of_any_kind_breaks_them(text):
    for read in (words.chinese_day, words.chinese_term, words.passport_days, words.dotted_days,
                 words.term, words.nation, words.name,
                 words.address, words.digits):  # fmt: skip
        read(text)
