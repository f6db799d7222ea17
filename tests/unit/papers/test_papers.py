"""Slip, recovery sheet, staff confidentiality agreement and the reprint stamp."""

from __future__ import annotations

import dataclasses
from hashlib import sha256
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from app.domain import numbers
from app.domain.numbers import format_code
from app.papers import confidentiality, recovery_sheet, slip, templates, wording
from app.papers.reprint import stamp_reprint
from app.papers.templates import Language, newest
from tests.unit.papers import samples


def pages_of(pdf: bytes) -> list[str]:
    return [samples.squeezed(page.extract_text()) for page in PdfReader(BytesIO(pdf)).pages]


def test_slip_has_two_equal_copies_on_a5() -> None:
    content = samples.service_slip()
    pdf = slip.render(content)
    reader = PdfReader(BytesIO(pdf))
    customer, archive = pages_of(pdf)
    assert "客户联" in customer
    assert "存档联" in archive
    assert customer == archive.replace("存档联", "客户联")
    assert "第1页共1页" in customer
    assert round(float(reader.pages[0].mediabox.width) / 72 * 25.4) == 148
    for value in (
        format_code(samples.SLIP),
        format_code(samples.CUSTOMER),
        "开户",
        "一号厅",
        "3/1001",
        "欧阳**",
        "¥88.00/月",
        "STB0001",
        "¥300.00",
        "现金",
        "0012345",
        "96000",
        "客户签字",
        "业务受理章",
    ):
        assert value in customer


def test_slip_of_a_change_shows_before_and_after() -> None:
    request = numbers.make("request", "JN01", 5)
    content = samples.service_slip(
        services=(),
        fees=(),
        devices=(),
        changes=(slip.ChangeLine("联系电话", "138****8000", "139****9000"),),
        agent="王*",
        approver="1002",
        request_number=request,
        tips=("请保持电话畅通。",),
    )
    text = pages_of(slip.render(content))[0]
    for value in ("138****8000139****9000", "代办人签字", format_code(request), "请保持电话畅通。"):
        assert value in text
    assert "费用项目" not in text


def test_long_slip_numbers_its_pages_by_copy_and_keeps_its_boxes_together() -> None:
    services = tuple(
        slip.SlipService(
            "套餐" * 20, numbers.make("subscription", "GZ01", at + 1), "样例区" * 40, "¥1.00"
        )
        for at in range(5)
    )
    pages = pages_of(slip.render(samples.service_slip(services=services, customer_name="长" * 100)))
    each = len(pages) // 2
    assert each > 1
    for at, page in enumerate(pages):
        assert f"第{at % each + 1}页共{each}页" in page
        assert ("客户签字" in page) == ("温馨提示" in page) == (at % each == each - 1)


@pytest.mark.parametrize("language", ["zh_CN", "en"])
def test_usual_slip_fits_one_page_a_copy(language: str) -> None:
    assert len(pages_of(slip.render(samples.service_slip(language)))) == 2


@settings(max_examples=15, deadline=None)
@given(st.text(max_size=200), st.text(max_size=3000))
def test_any_text_fits_a_slip(short: str, long: str) -> None:
    changes = (slip.ChangeLine(short, long, short),)
    content = samples.service_slip(customer_name=short, changes=changes, tips=(short,))
    assert slip.render(content) == slip.render(content)


def sheet(language: str = "zh_CN") -> recovery_sheet.RecoverySheet:
    return recovery_sheet.RecoverySheet(
        template=newest("recovery", language),  # type: ignore[arg-type]
        operator="样例有线公司",
        hall="一号厅",
        holder=2,
        code="7K3M-9QX2-AB4D-0FGH-JN5P-6RST-VW1Y",
        made_at=samples.MADE_AT,
        administrators=(recovery_sheet.PinnedKey("0001", b"k" * 32),),
    )


@pytest.mark.parametrize("language", ["zh_CN", "en"])
def test_recovery_sheet_is_one_page_with_code_and_fingerprints(language: str) -> None:
    pdf = recovery_sheet.render(sheet(language))
    [text] = pages_of(pdf)
    assert "7K3M9QX2AB4D0FGHJN5P6RSTVW1Y" in text
    assert samples.squeezed(wording.fingerprint(b"k" * 32)) in text
    assert "0001" in text
    info = PdfReader(BytesIO(pdf)).metadata
    assert "7K3M" not in str(dict(info or {}))


def test_recovery_sheets_differ_by_holder() -> None:
    texts = {
        pages_of(recovery_sheet.render(dataclasses.replace(sheet(), holder=n)))[0]
        for n in (1, 2, 3)
    }
    assert len(texts) == 3


def acceptance(language: str) -> confidentiality.Acceptance:
    return confidentiality.Acceptance(
        template=confidentiality.text(language).ref,  # type: ignore[arg-type]
        company="样例有线公司",
        hall="一号厅",
        staff_no="1001",
        name=f"赵{samples.RARE}",
        role="营业员",
        accepted_at=samples.MADE_AT,
        public_key=b"p" * 32,
        signature=b"s" * 64,
    )


@pytest.mark.parametrize("language", ["zh_CN", "en"])
def test_accepted_confidentiality_agreement_holds_the_whole_text(language: str) -> None:
    text = confidentiality.text(language)  # type: ignore[arg-type]
    accepted = acceptance(language)
    pdf = confidentiality.render(accepted)
    paper = "".join(pages_of(pdf))
    for part in (*text.items, text.preamble, text.statement, accepted.name, "2026-11-2214:32"):
        assert samples.squeezed(part) in paper
    assert samples.squeezed(wording.fingerprint(b"s" * 64)) in paper
    assert 3 <= len(text.reminders) <= 6
    assert "赵" not in str(dict(PdfReader(BytesIO(pdf)).metadata or {}))
    assert confidentiality.render(accepted) == pdf


@pytest.mark.parametrize("make", ["agreement", "slip"])
def test_reprint_stamp_stands_on_every_page(make: str, tmp_path: Path) -> None:
    from app.papers.agreement import render

    stored = slip.render(samples.service_slip()) if make == "slip" else render(samples.agreement())
    before = bytes(stored)
    stamped = stamp_reprint(stored, "补打 第2次 2026-11-22 14:32 工号1001")
    assert stored == before
    originals = pages_of(stored)
    for original, page in zip(originals, pages_of(stamped), strict=True):
        assert page.replace("补打第2次2026-11-2214:32工号1001", "", 1) == original
    rows = samples.poppler_file("pdffonts", stamped, tmp_path).splitlines()[2:]
    assert all(row.split()[-5] == "yes" for row in rows)


def test_reprint_stamp_lies_above_the_text() -> None:
    tops: list[float] = []

    def visit(text: str, _cm: object, tm: list[float], _font: object, _size: object) -> None:
        if text.strip():
            tops.append(tm[5])

    page = PdfReader(BytesIO(slip.render(samples.service_slip()))).pages[0]
    page.extract_text(visitor_text=visit)
    assert max(tops) + 8 < float(page.mediabox.height) - 16


def test_papers_made_at_the_same_time_do_not_mix() -> None:
    """Reads and procedures run in threads of their own and share the fonts."""
    from concurrent.futures import ThreadPoolExecutor

    contents = [samples.service_slip(customer_name=name) for name in ("甲", "乙", "丙", "丁")]
    alone = [slip.render(content) for content in contents]
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(slip.render, contents)) == alone


@pytest.mark.parametrize(
    ("fen", "text"), [(0, "¥0.00"), (5, "¥0.05"), (1234500, "¥12,345.00"), (-250, "-¥2.50")]
)
def test_money(fen: int, text: str) -> None:
    assert wording.money(fen) == text


OF_BEFORE = {
    "zh_CN": "9e5f4a6e26f0457ea8a415c0e83f21728b8b3b32dd0ec23df0232277555e9fb6",
    "en": "0fe623ef9f18c0da08377fd164d84157a247306eef9ebd6787abd371beee4fc6",
}
"""SHA-256 of the sample as the program of before drew it, which knew neither head nor nonce."""


@pytest.mark.parametrize("language", ["zh_CN", "en"])
def test_a_slip_of_before_stays_as_it_is_byte_for_byte(language: Language) -> None:
    ref = templates._load("slip", 1, language).ref
    pdf = slip.render(samples.service_slip(language, template=ref))
    assert sha256(pdf).hexdigest() == OF_BEFORE[language]


@pytest.mark.parametrize("language", ["zh_CN", "en"])
def test_the_head_stands_at_the_foot_of_both_copies(language: Language) -> None:
    content = samples.service_slip(language, head="123456-AB12CD34", nonce="ab" * 16)
    pages = pages_of(slip.render(content))
    assert len(pages) == 2
    label = {"zh_CN": "记录校验码", "en": "Record check"}[language]
    for page in pages:
        assert samples.squeezed(f"{label} 123456-AB12CD34") in samples.squeezed(page)
        assert "abab" not in page
