"""Real administrative divisions (no personal data) with invented streets, villages and doors."""

from __future__ import annotations

import random
from dataclasses import dataclass

ADDRESS_ENDS = 33
"""Characters of two columns that three printed lines hold."""


@dataclass(frozen=True)
class Place:
    """A county: its six-digit code, the names as addresses have them ('' where there is none)."""

    code: str
    province: str
    city: str
    county: str

    @property
    def whole(self) -> str:
        return self.province + self.city + self.county

    @property
    def authority(self) -> str:
        """Who signs the cards of those who live here."""
        if not self.county.endswith("区"):
            return (self.county or self.city) + "公安局"
        name = self.county.removesuffix("区")
        return f"{self.city or self.province}公安局{name if len(name) > 1 else self.county}分局"


_ROWS = """
110105 北京市 - 朝阳区|110108 北京市 - 海淀区|110112 北京市 - 通州区|120101 天津市 - 和平区
120104 天津市 - 南开区|130102 河北省 石家庄市 长安区|130203 河北省 唐山市 路北区|130627 河北省 - 唐县
130722 河北省 - 张北县|140105 山西省 太原市 小店区|140221 山西省 - 阳高县|140728 山西省 - 平遥县
150102 内蒙古自治区 呼和浩特市 新城区|150221 内蒙古自治区 - 土默特右旗|150422 内蒙古自治区 - 巴林左旗
150723 内蒙古自治区 - 鄂伦春自治旗|210102 辽宁省 沈阳市 和平区|210213 辽宁省 大连市 金州区
210521 辽宁省 - 本溪满族自治县|211302 辽宁省 朝阳市 双塔区|220102 吉林省 长春市 南关区
220625 吉林省 - 长白朝鲜族自治县|222401 吉林省 - 延吉市|230103 黑龙江省 哈尔滨市 南岗区
230204 黑龙江省 齐齐哈尔市 铁锋区|231083 黑龙江省 - 海林市|310104 上海市 - 徐汇区|310115 上海市 - 浦东新区
310101 上海市 - 黄浦区|320102 江苏省 南京市 玄武区|320311 江苏省 徐州市 泉山区|320583 江苏省 - 昆山市
320925 江苏省 - 建湖县|330106 浙江省 杭州市 西湖区|330203 浙江省 宁波市 海曙区|330328 浙江省 - 文成县
330782 浙江省 - 义乌市|340104 安徽省 合肥市 蜀山区|341225 安徽省 - 阜南县|341021 安徽省 - 歙县
350102 福建省 福州市 鼓楼区|350203 福建省 厦门市 思明区|350524 福建省 - 安溪县|350982 福建省 - 福鼎市
360102 江西省 南昌市 东湖区|360730 江西省 - 宁都县|361130 江西省 - 婺源县|370102 山东省 济南市 历下区
370202 山东省 青岛市 市南区|370983 山东省 - 肥城市|371721 山东省 - 曹县|410102 河南省 郑州市 中原区
410328 河南省 - 洛宁县|411221 河南省 - 渑池县|411625 河南省 - 郸城县|420106 湖北省 武汉市 武昌区
420528 湖北省 - 长阳土家族自治县|422823 湖北省 - 巴东县|430102 湖南省 长沙市 芙蓉区
430725 湖南省 - 桃源县|431227 湖南省 - 新晃侗族自治县|433123 湖南省 - 凤凰县|440104 广东省 广州市 越秀区
440106 广东省 广州市 天河区|440305 广东省 深圳市 南山区|440306 广东省 深圳市 宝安区|440507 广东省 汕头市 龙湖区
440883 广东省 - 吴川市|441900 广东省 东莞市 -|442000 广东省 中山市 -|441826 广东省 - 连南瑶族自治县
450103 广西壮族自治区 南宁市 青秀区|450328 广西壮族自治区 - 龙胜各族自治县|451031 广西壮族自治区 - 隆林各族自治县
450881 广西壮族自治区 - 桂平市|460106 海南省 海口市 龙华区|460105 海南省 海口市 秀英区|500103 重庆市 - 渝中区
500112 重庆市 - 渝北区|500235 重庆市 - 云阳县|500242 重庆市 - 酉阳土家族苗族自治县
510104 四川省 成都市 锦江区|510107 四川省 成都市 武侯区|511325 四川省 - 西充县|513224 四川省 - 松潘县
513437 四川省 - 雷波县|520102 贵州省 贵阳市 南明区|520325 贵州省 - 道真仡佬族苗族自治县|522635 贵州省 - 麻江县
530102 云南省 昆明市 五华区|530724 云南省 - 宁蒗彝族自治县|532901 云南省 - 大理市|532822 云南省 - 勐海县
540102 西藏自治区 拉萨市 城关区|542621 西藏自治区 - 林芝县|610102 陕西省 西安市 新城区|610122 陕西省 - 蓝田县
610826 陕西省 - 绥德县|620102 甘肃省 兰州市 城关区|620721 甘肃省 - 肃南裕固族自治县
622927 甘肃省 - 积石山保安族东乡族撒拉族自治县
630102 青海省 西宁市 城东区|632123 青海省 - 乐都县|632224 青海省 - 刚察县|640104 宁夏回族自治区 银川市 兴庆区
640422 宁夏回族自治区 - 西吉县|650102 新疆维吾尔自治区 乌鲁木齐市 天山区|653121 新疆维吾尔自治区 - 疏附县
652201 新疆维吾尔自治区 - 哈密市|654022 新疆维吾尔自治区 - 察布查尔锡伯自治县
"""
PLACES = [
    Place(code, *("" if part == "-" else part for part in names))
    for row in _ROWS.replace("\n", "|").split("|")
    if row
    for code, *names in [row.split()]
]

_FIRST = (
    "云松望锦青石柳桥塘枫梅兰竹荷桂榕杏桃梨樟永兴安康和平新建文明光华振民幸福红星东西南北上下前后"
)
_LAST = "山水溪泉河湖江湾岭坡坪田园林庄塘桥岗冲坝源洲城门台峰阳明兴盛和"
_ROADS = [
    "路",
    "街",
    "大道",
    "东路",
    "西路",
    "南路",
    "北街",
    "中路",
    "巷",
    "一路",
    "二横路",
    "胡同",
]


def address(chance: random.Random, place: Place) -> str:
    """An address in `place` that no map has: of a town or of a village, one to three lines long."""
    while True:
        text = place.whole + (_village(chance) if chance.random() < 0.4 else _street(chance))
        if width(text) <= ADDRESS_ENDS:
            return text


def width(text: str) -> float:
    """How many Chinese characters wide a text stands; a digit or letter is about half of one."""
    return sum(0.56 if char.isascii() else 1 for char in text)


def word(chance: random.Random) -> str:
    """An invented name of a street or village."""
    return chance.choice(_FIRST) + chance.choice(_LAST)


def _street(chance: random.Random) -> str:
    text = f"{word(chance)}{chance.choice(_ROADS)}{chance.randrange(1, 1200)}号"
    form = chance.randrange(7)
    room = f"{chance.randrange(1, 33)}{chance.randrange(1, 9):02d}"
    if form == 0:
        return f"{text}{chance.randrange(1, 40)}栋{chance.randrange(1, 6)}单元{room}室"
    if form == 1:
        return f"{text}{word(chance)}花园{chance.choice('ABCDE')}座{room}房"
    if form == 2:
        return f"{text}之{chance.choice('一二三四五')}{room}房"
    if form == 3:
        return f"{word(chance)}街道{word(chance)}社区{text}"
    if form == 4:
        return f"{text}{word(chance)}小区{chance.randrange(1, 30)}-{chance.randrange(1, 7)}-{room}"
    if form == 5:
        return f"{text}附{chance.randrange(1, 30)}号"
    return text


def _village(chance: random.Random) -> str:
    town = word(chance) + chance.choice(["镇", "镇", "乡", "街道"])
    village = word(chance) + chance.choice(["村", "村", "村委会", "行政村"])
    form = chance.randrange(4)
    number = chance.randrange(1, 400)
    if form == 0:
        return f"{town}{village}{chance.choice('一二三四五六七八九十')}组{number}号"
    if form == 1:
        return f"{town}{village}{word(chance)}屯{number}号"
    if form == 2:
        return f"{town}{village}{number}号"
    return f"{town}{village}第{chance.randrange(1, 18)}村民小组{number}号"
