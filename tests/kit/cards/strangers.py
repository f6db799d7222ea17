"""Invented foreigners: countries with their codes, names in Latin letters, some in Chinese too."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import date, timedelta

from tests.kit.cards.names import han_name


@dataclass(frozen=True)
class Country:
    """A state: ISO 3166 alpha-3 and numeric, its name in both languages and what to call people."""

    code: str
    numeric: str
    chinese: str
    english: str
    surnames: tuple[str, ...]
    men: tuple[str, ...]
    women: tuple[str, ...]


_ENGLISH = (
    tuple("MARLOWE HARTLEY WINSLOW BRADDOCK PEMBERTON ASHWORTH THORNE KELLAWAY O'DELL".split()),
    tuple("ADRIAN CALVIN DEXTER HOWARD IAN JASPER LEONARD MILES NOLAN WESLEY".split()),
    tuple("ABIGAIL BEATRICE CORA EDITH FIONA HAZEL IRIS MURIEL NAOMI VERA".split()),
)
_ROWS = """
USA 840 美国 UNITED_STATES en|GBR 826 英国 BRITISH_CITIZEN en|CAN 124 加拿大 CANADIAN en
AUS 036 澳大利亚 AUSTRALIAN en|NZL 554 新西兰 NEW_ZEALAND en|SGP 702 新加坡 SINGAPORE_CITIZEN zh
MYS 458 马来西亚 MALAYSIA zh|KOR 410 韩国 REPUBLIC_OF_KOREA ko|JPN 392 日本 JAPAN ja
FRA 250 法国 FRANCAISE fr|AUT 040 奥地利 OSTERREICH de|ITA 380 意大利 ITALIANA it|RUS 643 俄罗斯 RUSSIAN_FEDERATION ru
VNM 704 越南 VIET_NAM vi|IND 356 印度 INDIAN in|BRA 076 巴西 BRASILEIRA it|SWE 752 瑞典 SVENSK de
"""
_NAMES = {
    "en": _ENGLISH,
    "zh": (
        ("TAN", "LIM", "WONG", "CHUA", "GOH"),
        ("WEI MING", "JUN KIAT", "BOON HOCK"),
        ("MEI LING", "SIEW HOON", "XIN YI"),
    ),
    "ko": (
        ("KIM", "PARK", "CHOI", "JUNG", "YOON"),
        ("MINJUN", "DOYUN", "SEUNGHO"),
        ("SEOYEON", "JIWOO", "HAEUN"),
    ),
    "ja": (
        ("TANABE", "KUROKAWA", "MORISHIMA", "HAYASE"),
        ("KENTARO", "SHUNSUKE", "RYOICHI"),
        ("AYAKO", "HARUNA", "MISAKI"),
    ),
    "fr": (
        ("DELORME", "VASSEUR", "CHARBONNEL", "LE GOFF"),
        ("ETIENNE", "JEAN-LUC", "THIBAULT"),
        ("CLEMENCE", "MARIE-ANNE", "SOLENE"),
    ),
    "de": (
        ("LINDENAU", "BRUCKNER", "HOLZAPFEL", "STEINBRECHER"),
        ("FRIEDRICH", "KONRAD", "LUDGER"),
        ("ANNELIESE", "FRIEDA", "HEIKE"),
    ),
    "it": (
        ("BELLANDI", "CORTESE", "FERRAGUTI", "DE SANTIS"),
        ("ARTURO", "GIANLUCA", "MATTEO"),
        ("CHIARA", "LUCREZIA", "ORNELLA"),
    ),
    "ru": (
        ("BELOZEROV", "KRYLATOV", "ZIMIN", "OSTROUMOV"),
        ("ARKADY", "MSTISLAV", "YEGOR"),
        ("ALEVTINA", "DARYA", "ZLATA"),
    ),
    "vi": (
        ("NGUYEN", "TRAN", "PHAM", "VU"),
        ("VAN QUANG", "DUC HUY", "MINH TRI"),
        ("THI HOA", "NGOC ANH", "THU TRANG"),
    ),
    "in": (
        ("KRISHNAMURTHY", "BANERJEE", "DESHPANDE"),
        ("ARVIND", "NIKHIL", "SURESH"),
        ("KAVITA", "LAKSHMI", "SUNITA"),
    ),
}
COUNTRIES = [
    Country(code, numeric, chinese, english.replace("_", " "), *_NAMES[tongue])
    for row in _ROWS.replace("\n", "|").split("|")
    if row
    for code, numeric, chinese, english, tongue in [row.split()]
]


@dataclass(frozen=True)
class Stranger:
    """A foreigner; `chinese` is the Chinese name or ''."""

    country: Country
    surname: str
    given: str
    chinese: str
    male: bool
    born: date

    @property
    def sex(self) -> str:
        return "男" if self.male else "女"


def invent(chance: random.Random) -> Stranger:
    """A foreigner of 5 to 85 years; half of them have a Chinese name on their card."""
    country = chance.choice(COUNTRIES)
    male = chance.random() < 0.5
    given = chance.sample(country.men if male else country.women, 2 if chance.random() < 0.3 else 1)
    return Stranger(
        country=country,
        surname=chance.choice(country.surnames),
        given=" ".join(given),
        chinese=han_name(chance) if chance.random() < 0.5 else "",
        male=male,
        born=date(1942, 1, 1) + timedelta(days=chance.randrange(29000)),
    )
