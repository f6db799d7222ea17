"""The service agreement: what it says, that it never changes, and how it is laid out."""

from __future__ import annotations

import dataclasses
import re
from datetime import date, datetime, timedelta
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from app.domain.numbers import format_code
from app.errors import UserError
from app.papers.agreement import (
    AgreementContent,
    PartyA,
    PersonOnPaper,
    content_digest,
    qr_text,
    render,
)
from app.papers.templates import load, newest
from tests.unit.papers import samples


def template_items(content: AgreementContent) -> list[str]:
    types = {line.product_type for line in content.services}
    return [
        item["text"]
        for clause in load(content.template).data["clauses"]
        for item in clause["items"]
        if not item.get("when") or set(item["when"]) & types
    ]


def test_paper_says_everything_in_full() -> None:
    content = samples.agreement(guardian=samples.GUARDIAN)
    text = samples.poppler_text(render(content))
    for value in (
        format_code(samples.AGREEMENT),
        format_code(samples.CUSTOMER),
        f"欧阳{samples.RARE}",
        "11010519491231002X",
        "13800138000",
        samples.PLACE,
        "李某",
        "父亲",
        "91350100M000100Y43",
        "96000",
        "¥26.00",
        "¥108.00/月",
        "2026年11月22日至2027年11月21日",
        "STB0001",
        "■同意□不同意",
        "□同意■不同意",
        "乙方已提示说明，本人已阅读。",
        "法定监护人签字",
        "一式两份",
    ):
        assert samples.squeezed(value) in text


def test_every_clause_is_printed_with_its_figures() -> None:
    content = samples.agreement()
    text = samples.pypdf_text(render(content))
    values = dataclasses.asdict(content.terms) | {
        "party_b": "样例有线公司",
        "service_phone": "96000",
    }
    items = template_items(content)
    assert len(items) > 40
    for item in items:
        first_words = samples.squeezed(item.format_map(values))[:20]
        assert first_words in text
    assert "31日仍不交纳" in text
    assert "{" not in text


def test_clauses_follow_the_products() -> None:
    cable_only = samples.agreement(services=samples.agreement().services[:1])
    text = samples.pypdf_text(render(cable_only))
    assert "有线电视收视维护费" in text
    assert "不交纳电话、宽带费用" not in text
    assert "收视维护费" in samples.pypdf_text(render(samples.agreement()))


@pytest.mark.parametrize("language", ["zh_CN", "en"])
@pytest.mark.parametrize("large", [False, True])
def test_same_content_same_bytes(language: str, large: bool) -> None:
    content = samples.agreement(language, large_print=large)
    assert render(content) == render(content)


def test_digest_covers_every_field() -> None:
    content = samples.agreement(guardian=samples.GUARDIAN, handler=samples.GUARDIAN)

    def other(value: object) -> object:
        if isinstance(value, bool):
            return not value
        if isinstance(value, int):
            return value + 1
        if isinstance(value, datetime | date):
            return value + timedelta(days=1)
        return f"{value or ''}x"

    changed = [c for c in samples.flat(content, other) if c.digest == content.digest]
    digests = {content_digest(each) for each in changed}
    assert len(changed) > 80
    assert len(digests) == len(changed)
    assert content.digest not in digests
    assert content_digest(dataclasses.replace(content, digest="")) == content.digest


def test_digest_is_what_it_was() -> None:
    """The canonical form is a promise: papers in customers' hands carry it."""
    reference = dataclasses.replace(samples.agreement().template, sha256="0" * 64)
    content = samples.agreement(template=reference)
    assert content_digest(content) == (
        "d3244b330afa06585241f6b09f116621c22658969f9a03e2943dc5f1a363b30c"
    )


def test_paper_with_a_foreign_digest_is_refused() -> None:
    content = samples.agreement()
    with pytest.raises(ValueError, match="digest"):
        render(dataclasses.replace(content, number=samples.SLIP))


def test_changed_template_is_noticed() -> None:
    reference = dataclasses.replace(newest("service", "zh_CN"), sha256="0" * 64)
    with pytest.raises(UserError) as caught:
        render(samples.agreement(template=reference))
    assert caught.value.code == "template_changed"
    gone = dataclasses.replace(reference, version=99)
    with pytest.raises(UserError):
        render(samples.agreement(template=gone))


def test_qr_code_holds_number_and_digest() -> None:
    content = samples.agreement()
    assert qr_text(content) == f"{samples.AGREEMENT} {content.digest}"


@pytest.mark.parametrize("large", [False, True])
def test_pages_are_numbered_and_bookmarked(large: bool) -> None:
    reader = PdfReader(BytesIO(render(samples.agreement(large_print=large))))
    count = len(reader.pages)
    assert count > 2
    for number, page in enumerate(reader.pages, start=1):
        assert f"第{number}页共{count}页" in samples.squeezed(page.extract_text())
    titles = [str(entry["/Title"]) for entry in reader.outline if not isinstance(entry, list)]
    assert titles[0] == "客户服务协议"
    assert titles[-1] == "七、签署"


def test_file_properties_name_no_person() -> None:
    info = PdfReader(BytesIO(render(samples.agreement()))).metadata
    assert info is not None
    assert info.author == "样例有线公司"
    assert "欧阳" not in str(dict(info))
    assert info.creation_date == samples.MADE_AT


def test_fonts_are_embedded_subsets(tmp_path: Path) -> None:
    rows = samples.poppler_file("pdffonts", render(samples.agreement()), tmp_path).splitlines()[2:]
    assert {row.split("+")[1].split()[0] for row in rows} == {
        "NotoSansSC-Regular",
        "NotoSansSC-Bold",
        "HanaMinB",
    }
    for row in rows:
        assert row.split()[-5:-2] == ["yes", "yes", "yes"]


@pytest.mark.parametrize("extra", range(12))
def test_signature_boxes_share_a_page_with_their_sentence(extra: int) -> None:
    fees = samples.agreement().fees * (1 + extra)
    people = {"guardian": samples.GUARDIAN, "agent": samples.GUARDIAN}
    content = samples.agreement(fees=fees, fingerprint_and_witness=True, **people)
    pages = [samples.squeezed(p.extract_text()) for p in PdfReader(BytesIO(render(content))).pages]
    last = next(page for page in pages if "甲方签字" in page)
    for words in ("七、签署", "本人已阅读。", "见证人签字", "乙方业务受理章", "营业员工号"):
        assert words in last


def test_unit_signs_with_its_seal() -> None:
    party = PartyA(
        "样例商贸公司", "营业执照", "91350100M000100Y43", "0531-1", "一号路", True, "赵某"
    )
    text = samples.pypdf_text(render(samples.agreement(party_a=party, handler=samples.GUARDIAN)))
    assert "单位公章" in text
    assert "经办人签字" in text
    assert "法定代表人" in text
    assert "甲方签字" not in text


@settings(max_examples=12, deadline=None)
@given(st.text(max_size=100), st.text(max_size=200), st.booleans())
def test_any_name_and_address_are_laid_out(name: str, address: str, large: bool) -> None:
    party = PartyA(name, "护照", "E1", "1", address)
    agent = PersonOnPaper(name, address, name, address, name)
    try:
        content = samples.agreement(party_a=party, agent=agent, large_print=large)
    except UnicodeEncodeError:
        return
    reader = PdfReader(BytesIO(render(content)))
    assert len(reader.pages) < 12


def test_languages_have_the_same_clauses() -> None:
    for name in ("service", "confidentiality", "slip", "recovery"):
        chinese, english = (load(newest(name, language)).data for language in ("zh_CN", "en"))
        assert _shape(chinese) == _shape(english)


def _shape(value: object) -> object:
    """Keys, clause ids, flags and placeholders; not the words."""
    if isinstance(value, dict):
        kept = {key: _shape(item) for key, item in value.items()}
        return kept | {key: value[key] for key in ("id", "bold", "when", "version") if key in value}
    if isinstance(value, list):
        return [_shape(item) for item in value]
    if isinstance(value, str):
        return sorted(set(re.findall(r"{\w+}", value)))
    return None
