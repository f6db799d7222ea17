"""Invented firms with a unified social credit code that computes."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import date, timedelta

from stdnum.cn import uscc

from tests.kit.cards.names import han_name
from tests.kit.cards.people import LONG, TODAY
from tests.kit.cards.places import PLACES, Place, address

_WORDS = "虚谷 拟象 假石 例云 试泉 样禾 演舟 譬山 仿林 设星 构木 想湖 绘帆 拓径 筑雁 砚秋 漫舟 知榆".split()
_TRADES = {
    "网络科技": "软件开发;计算机系统服务;网络技术服务;信息系统集成服务;数据处理和存储支持服务;办公设备销售",
    "餐饮管理": "餐饮管理;餐饮服务;外卖递送服务;食品销售;日用百货销售;厨具卫具及日用杂品批发;礼仪服务",
    "建筑工程": "建设工程施工;建筑劳务分包;园林绿化工程施工;土石方工程施工;建筑材料销售;工程管理服务",
    "商贸": "日用百货销售;服装服饰批发;鞋帽零售;文具用品零售;家用电器销售;互联网销售;货物进出口",
    "物流": "普通货物仓储服务;国内货物运输代理;装卸搬运;道路货物运输;供应链管理服务;包装服务",
    "文化传播": "组织文化艺术交流活动;会议及展览服务;广告设计、代理;广告制作;图文设计制作;摄影扩印服务",
    "农业发展": "谷物种植;蔬菜种植;水果种植;农副产品销售;初级农产品收购;农业机械服务;化肥销售",
}
_KINDS = {
    "有限责任公司（自然人独资）": "有限公司",
    "有限责任公司（自然人投资或控股）": "有限公司",
    "其他有限责任公司": "有限责任公司",
    "股份有限公司（非上市）": "股份有限公司",
}
_NUMERALS = "零壹贰叁肆伍陆柒捌玖"
_CODE = "0123456789ABCDEFGHJKLMNPQRTUWXY"


@dataclass(frozen=True)
class Firm:
    """What a business licence says."""

    name: str
    code: str
    kind: str
    person: str
    role: str
    scope: str
    capital: str
    founded: date
    until: date | None
    term_form: str
    """how the term is printed: span, long, only long, none"""
    place: Place
    address: str


def code_of(chance: random.Random, first: str, area: str) -> str:
    """18 places: kind, area, an organization code with its own check character, check (D4)."""
    organization = "".join(chance.choice(_CODE if chance.random() < 0.3 else "0123456789M")
                           for _ in range(8))  # fmt: skip
    weights = (3, 7, 9, 10, 5, 8, 4, 2)
    total = sum(int(char, 36) * weight for char, weight in zip(organization, weights, strict=True))
    body = f"{first}{area}{organization}{'0123456789X0'[(11 - total % 11) % 11]}"
    return body + str(uscc.calc_check_digit(body))


def invent(chance: random.Random) -> Firm:
    """A company, or now and then a single trader or a branch."""
    place = chance.choice(PLACES)
    trade = chance.choice(list(_TRADES))
    founded = date(1996, 1, 1) + timedelta(days=chance.randrange((TODAY - date(1997, 1, 1)).days))
    founded = founded.replace(day=min(founded.day, 28))
    town = (place.city or place.county or place.province).removesuffix("市")
    kind = chance.choice(list(_KINDS))
    if chance.random() < 0.15:
        name, kind, role = f"{place.county or place.city}{{}}商行", "个体工商户", "经营者"
    elif chance.random() < 0.1:
        name, kind, role = f"{town}{{}}{trade}有限公司分公司", "有限责任公司分公司", "负责人"
    elif chance.random() < 0.25:
        name, role = f"{{}}{trade}（{town}）{_KINDS[kind]}", "法定代表人"
    else:
        name, role = f"{town}{{}}{trade}{_KINDS[kind]}", "法定代表人"
    years = chance.choice((10, 20, 30, 50))
    items = _TRADES[trade].split(";")
    return Firm(
        name=name.format(chance.choice(_WORDS)),
        code=code_of(chance, "92" if role == "经营者" else "91", place.code),
        kind=kind,
        person=han_name(chance),
        role=role,
        scope="一般项目:"
        + ";".join(chance.sample(items, chance.randrange(3, len(items) + 1)))
        + "。",
        capital=f"{chance.choice(_NUMERALS[1:])}{chance.choice(('拾', '佰', '仟'))}万元整",
        founded=founded,
        until=founded.replace(year=founded.year + years) - timedelta(days=1),
        term_form=chance.choices(("span", "long", "only long", "none"), (45, 25, 20, 10))[0],
        place=place,
        address=address(chance, place),
    )


def spoken(day: date | None) -> str:
    """A date as a licence prints it."""
    return f"{day:%Y}年{day:%m}月{day:%d}日" if day else LONG
