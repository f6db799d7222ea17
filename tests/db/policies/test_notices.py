"""办理须知 as a page: A5, in its language, without anything of a person."""

from __future__ import annotations

from io import BytesIO

import pytest
from pypdf import PdfReader

from app.domain.permissions import Role
from app.errors import NotAllowed
from app.papers.templates import Language
from app.services import policies
from app.services.policies import NoticeSection
from tests.databases import WORDS
from tests.kit.desk import NAMES, TestHall

SECTIONS = (
    NoticeSection("本人", ("本人身份证件原件",)),
    NoticeSection("办理步骤", ("到台席提交材料。", "核对业务受理单并签字。"), numbered=True),
)


@WORDS
@pytest.mark.parametrize(
    ("language", "title"), [("zh_CN", "办理须知  ·  过户"), ("en", "What to bring  ·  过户")]
)
def test_the_page_says_what_was_given_and_where(
    desk: TestHall, language: Language, title: str
) -> None:
    pdf = policies.notice_pdf(desk.clerk, business="过户", sections=SECTIONS, language=language)
    reader = PdfReader(BytesIO(pdf))
    (page,) = reader.pages
    assert (round(page.mediabox.width), round(page.mediabox.height)) == (420, 595)
    text = page.extract_text()
    for each in (
        title,
        "本人身份证件原件",
        "2.",
        "越秀旗舰厅",
        "96956",
        "示例有线电视网络有限公司",
    ):
        assert each.replace(" ", "") in text.replace(" ", "")
    assert not any(name in text for name in NAMES.values())


@WORDS
def test_the_machine_reads_no_policies(desk: TestHall) -> None:
    with pytest.raises(NotAllowed):
        policies.notice_pdf(
            desk.session(Role.SERVICE), business="过户", sections=SECTIONS, language="en"
        )
