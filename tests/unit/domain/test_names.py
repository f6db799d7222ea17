"""Names: what may stand in one, rare characters, pinyin with heteronym surnames."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.names import (
    MOST_READINGS,
    RareCharacter,
    check_name,
    check_unit_name,
    initials,
    pinyin,
    rare_characters,
    readings,
    split_name,
    surname_readings,
    tidy_name,
)


@pytest.mark.parametrize(
    "name",
    [
        "张三",
        "䶮",
        "王㛃",
        "𬭎",
        "陈𫖯",
        "𠅤",
        "𪚥",
        "买买提·吐尔逊",
        " 李四 ",
        "㼆㭎垚",
        "\U00031350",
        "〇",
    ],
)
def test_names_as_on_a_chinese_document(name):
    assert check_name(name) == []
    assert check_name(name, latin=True) == []


@pytest.mark.parametrize(
    "name", ["John Smith", "MÜLLER, Hans-Peter", "O'Neil", "Łukasz", "李 John"]
)
def test_latin_names_need_a_foreign_document(name):
    assert check_name(name, latin=True) == []
    assert check_name(name)[0].code in ("name_latin", "name_spaces")


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("", "name_missing"),
        ("  ", "name_missing"),
        ("123", "name_digits"),
        ("张３", "name_digits"),
        ("张" * 10_000, "name_too_long"),
        ("张\u200b三", "invisible"),
        ("张\x00三", "invisible"),
        ("葛\U000e0100", "invisible"),
        ("张\ud800", "invisible"),
        ("买买提•吐尔逊", "name_dot"),
        ("买买提・吐尔逊", "name_dot"),
        ("买买提‧吐尔逊", "name_dot"),
        ("买买提.吐尔逊", "name_dot"),
        ("·张三", "name_dot"),
        ("张三·", "name_dot"),
        ("买··提", "name_dot"),
        ("·", "name_dot"),
        ("张 三", "name_spaces"),
        ("张\ue863", "name_private"),
        ("⼀", "name_sign"),
        ("张三!", "name_sign"),
        ("Иван", "name_sign"),
        ("张A", "name_latin"),
    ],
)
def test_what_cannot_be_a_name(name, code):
    problem = check_name(name, field="holder.name")[0]
    assert (problem.field, problem.code) == ("holder.name", code)
    assert problem.text.format(**problem.values)


def test_a_latin_name_has_letters():
    assert check_name("-", latin=True)[0].code == "name_missing"


def test_the_right_dot_is_proposed():
    for dot in "•・‧∙⋅．｡･。●.":
        assert tidy_name(f" 买买提{dot}吐尔逊 ") == "买买提·吐尔逊"
    assert tidy_name("John F. Kennedy Jr.") == "John F. Kennedy Jr."
    assert tidy_name("张三.") == "张三."


@settings(deadline=None)  # the first call imports pypinyin
@given(st.text(max_size=200))
def test_any_text_is_judged(name):
    assert len(check_name(name)) <= 1
    check_unit_name(name)
    readings(name)
    rare_characters(name)


@pytest.mark.parametrize("name", ["广州三六〇科技有限公司", "3M中国有限公司", "第1小学"])
def test_unit_names(name):
    assert check_unit_name(name) == []


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("", "name_missing"),
        ("12", "name_missing"),
        ("公" * 101, "name_too_long"),
        ("公\u200b司", "invisible"),
    ],
)
def test_what_cannot_be_a_unit_name(name, code):
    assert check_unit_name(name)[0].code == code


def test_rare_characters_are_named_once_with_code_points():
    assert rare_characters("张䶮𬭎䶮") == (
        RareCharacter("䶮", "U+4DAE"),
        RareCharacter("𬭎", "U+2CB4E"),
    )
    assert rare_characters("张三 · É") == ()


@pytest.mark.parametrize(
    ("name", "full", "short"),
    [
        ("单田芳", "shantianfang", "stf"),
        ("曾国藩", "zengguofan", "zgf"),
        ("仇英", "qiuying", "qy"),
        ("解缙", "xiejin", "xj"),
        ("区大伦", "oudalun", "odl"),
        ("尉迟恭", "yuchigong", "ycg"),
        ("查明", "zhaming", "zm"),
        ("盖明", "geming", "gm"),
        ("朴明", "piaoming", "pm"),
        ("乐明", "yueming", "ym"),
        ("员明", "yunming", "ym"),
        ("任明", "renming", "rm"),
        ("华明", "huaming", "hm"),
        ("纪明", "jiming", "jm"),
        ("覃明", "qinming", "qm"),
        ("宓明", "miming", "mm"),
        ("缪明", "miaoming", "mm"),
        ("万俟卨", "moqixie", "mqx"),
        ("令狐冲", "linghuchong", "lhc"),
        ("长孙无忌", "zhangsunwuji", "zswj"),
        ("澹台灭明", "tantaimieming", "ttmm"),
        ("吕布", "lvbu", "lb"),
        ("䶮𬭎", "yanhong", "yh"),
        ("买买提·吐尔逊", "maimaitituerxun", "mmttex"),
        ("José O'Neil", "joseoneil", "jo"),
        ("李John", "lijohn", "lj"),
        ("张", "zhang", "z"),
        ("", "", ""),
        ("张\U000323b0", "zhang", "z"),
    ],
)
def test_readings(name, full, short):
    assert (pinyin(name), initials(name)) == (full, short)


def test_a_surname_with_two_usual_readings_has_both():
    assert readings("单雄信") == (("shanxiongxin", "sxx"), ("danxiongxin", "dxx"))
    assert readings("单于飞") == (("chanyufei", "cyf"), ("shanyufei", "syf"))
    assert readings("张三") == (("zhangsan", "zs"),)
    assert readings("1") == ()


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("王乐", "wangyue"),
        ("张茜", "zhangxi"),
        ("李重阳", "lizhongyang"),
        ("赵朝阳", "zhaochaoyang"),
        ("周晟", "zhousheng"),
        ("欧阳柏", "ouyangbo"),
        ("解缙", "jiejin"),
        ("仇英", "chouying"),
        ("曾伟", "cengwei"),
    ],
)
def test_characters_of_several_readings_are_found_by_each(name, other):
    spelled = [each for each, _ in readings(name)]
    assert spelled[0] == pinyin(name) != other
    assert other in spelled


def test_a_name_has_few_readings():
    many = readings("曾长朝")
    assert len(many) == MOST_READINGS
    assert many[0] == ("zengzhangchao", "zzc")
    assert ("cengzhangchao", "czc") in many
    assert len(readings("王" + "乐" * 99)) == 1


@pytest.mark.parametrize(
    ("name", "surname"),
    [
        ("陈宇", ("chen",)),
        ("单雄信", ("shan", "dan")),
        ("欧阳娜", ("ouyang",)),
        ("单于飞", ("chanyu", "shanyu")),
        ("吕布", ("lv",)),
        ("买买提·吐尔逊", ("maimaiti",)),
        ("ERIKSSON ANNA MARIA", ("eriksson",)),
        ("", ()),
        ("·", ()),
        ("𲎰", ()),
    ],
)
def test_surnames_are_read(name, surname):
    assert surname_readings(name) == surname


def test_surnames_of_two_characters():
    assert split_name("欧阳修") == ("欧阳", "修")
    assert split_name("欧阳") == ("欧", "阳")
    assert split_name("王小明") == ("王", "小明")


def test_every_compound_surname_reads_as_the_table_says():
    from app.domain.reference import surnames

    for surname, reading in surnames().items():
        assert pinyin(surname + "明") == reading.reading + "ming"
        assert len(initials(surname + "明")) == len(surname) + 1
