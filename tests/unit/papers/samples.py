"""Invented contents for the document tests."""

from __future__ import annotations

import dataclasses
import subprocess
from collections.abc import Callable
from datetime import date, datetime
from io import BytesIO
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from pypdf import PdfReader

from app.domain import numbers
from app.papers import slip
from app.papers.agreement import (
    AgreementContent,
    Consents,
    EquipmentLine,
    FeeLine,
    PartyA,
    PartyB,
    PersonOnPaper,
    ServiceLine,
    Terms,
    newest,
    sealed,
)

RARE = "䶮㛃𬭎𫖯𠅤𪚥·"
MADE_AT = datetime(2026, 11, 22, 14, 32, tzinfo=ZoneInfo("Asia/Shanghai"))
AGREEMENT = numbers.make("agreement", "JN01", 123)
CUSTOMER = numbers.make("customer", "JN01", 1234)
SLIP = numbers.make("slip", "JN01", 77)
PLACE = "测试市样例区一号路2号楼3单元404室"
GUARDIAN = PersonOnPaper("李某", "居民身份证", "11010519491231002X", "13800138000", "父亲")

TERMS = Terms(
    install_days=10,
    repair_hours=24,
    major_repair_hours=48,
    resume_hours=26,
    maintenance_hours=72,
    suspend_days=31,
    terminate_days=60,
    cable_arrears_months=2,
    late_fee_per_mille="3",
    notice_days=30,
    reply_days=15,
    retention_years=2,
    points_validity="自获得之日起第36个月月末",
    complaint_channels="12300、12345、12315",
)


def agreement(language: Any = "zh_CN", **changes: Any) -> AgreementContent:
    content = AgreementContent(
        number=AGREEMENT,
        template=newest("service", language),
        made_at=MADE_AT,
        customer_code=CUSTOMER,
        party_a=PartyA(f"欧阳{RARE}", "居民身份证", "11010519491231002X", "13800138000", PLACE),
        party_b=PartyB(
            "样例有线公司", "91350100M000100Y43", "一号厅", "一号路1号", "96000", "1001"
        ),
        services=(
            ServiceLine(
                "cable",
                numbers.make("subscription", "GZ01", 1),
                "基本收视",
                2600,
                "月",
                place=PLACE,
            ),
            ServiceLine(
                "broadband",
                numbers.make("subscription", "GZ01", 2),
                "宽带 300M",
                8800,
                "月",
                place=PLACE,
                offer_from=date(2026, 11, 22),
                offer_to=date(2027, 11, 21),
                price_after_fen=10800,
                term_months=12,
                early_termination="剩余月数 × 月费 × 30%",
            ),
        ),
        consents=Consents(True, (("id_image", "agree"),), (("marketing", "refuse"),)),
        terms=TERMS,
        nonce="00112233445566778899aabbccddeeff",
        equipment=(EquipmentLine("机顶盒 HD-1", "STB0001", "8531", "operator", 10000, "归还"),),
        fees=(FeeLine("初装费", 20000, 20000), FeeLine("押金", 10000, 10000)),
    )
    return sealed(dataclasses.replace(content, **changes))


def service_slip(language: Any = "zh_CN", **changes: Any) -> slip.SlipContent:
    content = slip.SlipContent(
        number=SLIP,
        template=newest("slip", language),
        made_at=MADE_AT,
        company="样例有线公司",
        hall="一号厅",
        counter="3",
        staff_no="1001",
        service_phone="96000",
        business="开户",
        customer_code=CUSTOMER,
        customer_name="欧阳**",
        acted_by="本人",
        authenticated="居民身份证 · 14:30",
        agreement_number=AGREEMENT,
        services=(
            slip.SlipService(
                "宽带 300M", numbers.make("subscription", "GZ01", 2), "样例区***", "¥88.00/月"
            ),
        ),
        devices=(slip.DeviceLine("机顶盒 HD-1", "STB0001"),),
        fees=(FeeLine("初装费", 20000, 20000), FeeLine("押金", 10000, 10000)),
        payment_method="现金",
        receipt_no="0012345",
    )
    return dataclasses.replace(content, **changes)


def squeezed(text: str) -> str:
    """Without white space: where lines break is no part of what is said."""
    return "".join(text.split())


def pypdf_text(pdf: bytes) -> str:
    return squeezed("".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages))


def poppler_text(pdf: bytes) -> str:
    return squeezed(poppler("pdftotext", pdf, "-", "-"))


def poppler(tool: str, pdf: bytes, *arguments: str) -> str:
    """What a poppler command says about `pdf`, given on its standard input as '-'."""
    done = subprocess.run([tool, *arguments], input=pdf, capture_output=True, check=True)
    return done.stdout.decode("utf-8")


def poppler_file(tool: str, pdf: bytes, folder: Path) -> str:
    """As `poppler`, for commands that read files only."""
    path = folder / "paper.pdf"
    path.write_bytes(pdf)
    return poppler(tool, b"", str(path))


def flat(dataclass: Any, change: Callable[[Any], Any]) -> list[Any]:
    """Copies of a frozen dataclass, in each of which one leaf is changed by `change`."""
    copies = []
    for field in dataclasses.fields(dataclass):
        value = getattr(dataclass, field.name)
        if dataclasses.is_dataclass(value):
            inner: list[Any] = flat(value, change)
        elif isinstance(value, tuple):
            inner = [value[:-1]] if value else []
            for index, item in enumerate(value):
                changed = flat(item, change) if dataclasses.is_dataclass(item) else []
                inner += [(*value[:index], new, *value[index + 1 :]) for new in changed]
        else:
            inner = [change(value)]
        copies += [dataclasses.replace(dataclass, **{field.name: new}) for new in inner]
    return copies
