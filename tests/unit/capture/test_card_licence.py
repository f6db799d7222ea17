"""Business licences: the code without what stands around it (D4)."""

import pytest

from app.capture.card_licence import code_of
from tests.kit.lines import line

CODE = "91350100M000100Y43"


@pytest.mark.parametrize("before", ["", "统一社会信用代码 ", "统一社会信用代码："])
@pytest.mark.parametrize(
    "behind",
    [
        "",
        "(1-1)",
        "(副本)(1-1)",
        " (副本) (1-1)",
        "（副本）（2-1）",
        "副本",
        " 1-1",
        "(1/1)",
        "(副本",
    ],
)
def test_which_copy_it_is_does_not_belong_to_the_code(before, behind):
    found = code_of(line(f"{before}{CODE}{behind}"))
    assert found is not None
    assert found.text.strip() == CODE


def test_a_code_may_be_in_pieces():
    found = code_of(line("91 350100 M000100Y4-3"))
    assert found is not None
    assert found.text == "91 350100 M000100Y4-3"


@pytest.mark.parametrize(
    "text", ["", "(1-1)", "注册资本 1000000", "ABCDEFGHJKLMNPQRTU", "2018年3月5日"]
)
def test_other_lines_have_none(text):
    assert code_of(line(text)) is None
