"""Names of nobody: put together by chance from common parts, a few with rare characters."""

from __future__ import annotations

import random

RARE_SHARE = 0.025

NATIONS = (
    "汉 蒙古 回 藏 维吾尔 苗 彝 壮 布依 朝鲜 满 侗 瑶 白 土家 哈尼 哈萨克 傣 黎 傈僳 佤 畲 高山 拉祜 水 "
    "东乡 纳西 景颇 柯尔克孜 土 达斡尔 仫佬 羌 布朗 撒拉 毛南 仡佬 锡伯 阿昌 普米 塔吉克 怒 乌孜别克 "
    "俄罗斯 鄂温克 德昂 保安 裕固 京 塔塔尔 独龙 鄂伦春 赫哲 门巴 珞巴 基诺"
).split()
DOTTED = {"维吾尔", "哈萨克", "柯尔克孜", "塔吉克", "乌孜别克", "塔塔尔", "俄罗斯"}
"""Nations whose names have a middle dot between own and father's name."""

_SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢"
    "姚沈钟姜崔谭陆范汪廖石金韦贾夏付方邹熊白孟秦邱侯江尹薛闫雷龙黎史陶贺毛段郝顾龚邵覃武钱戴严莫孔向常"
    "汤康易乔温葛庞樊殷施齐翟柴单仇查曲阮柳靳纪解区褚宁晏苗"
)
_DOUBLE = "欧阳 司马 上官 诸葛 尉迟 皇甫 令狐 慕容 司徒 夏侯 端木 东方".split()
_GIVEN = (
    "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉兰红梅建国文志海燕玲云飞鹏宇浩然子涵一诺欣怡雨桐思源梓萱"
    "晨曦佳琪俊凯天佑博雅婷晓东春生永康德胜美凤金龙银少波正义家豪立新长江辉松柏峰岩岚雪冰洁晶莹瑶琳珊珍珠宝贵福"
    "禄寿喜庆祥瑞和顺安宁静远致诚信礼智仁忠孝廉勤俭朴茂盛荣昌兴旺发达荷莲菊竹薇蕾蓉芬芝茜茹莉莎菲萍倩倪偲伊佩"
    "铭锋钧锐鑫铎锜淼润泽沐沛泓淳澄瀚灏烨炜煜焕熙照昊旭昕昱晟晖暄皓皎奕奇轩轶辰骏骁骞鸿鹤鹭翔翰翎羽彤彦彬彪毅"
    "阳光耀宗祖继承启迪开元丰硕果实甜乐语嫣梦瑾瑜璇璐璟琦琛琰珂玥玮玟珺芷若芸菁菡蓓蕊蔚薏蕴祎祺禹稷穆笙策筱"
)
_RARE = "䶮㛃𬭎㙍𬀩𫍲𬸣𬱖𬘡𫖯奡喆堃犇翀彧堉晞昶旻暐垚嫚婳嬿歆玘珝琇璠甯祤稹竑筠纮翊茗菀蕙衎詠赟迺邈郗颋飏骕鬯魃麴龑燚"
_DOTTED_PARTS = (
    "阿卜杜 热合曼 买买提 艾力 古丽 努尔 依明 玉素甫 吐尔逊 阿依努尔 帕提古丽 库尔班 赛买提 艾则孜 木合塔尔 "
    "加娜尔 叶尔兰 巴合提 别克 哈力克 斯坎德尔 迪丽拜尔 热依汗古丽 沙吾提 伊力亚斯 麦麦提敏 阿不力克木 阿迪力"
).split()
_TIBETAN = "扎西 卓玛 次仁 旺堆 央金 多吉 拉姆 平措 达瓦 白玛 仁增 曲珍 索朗 德吉".split()
_MONGOL = "巴特尔 乌兰 其其格 苏和 娜仁 托娅 阿拉坦 格日勒 斯琴 高娃 宝音 朝鲁".split()


def name_of(chance: random.Random, nation: str) -> str:
    """A name as people of the nation may have it."""
    if nation in DOTTED:
        return "·".join(chance.sample(_DOTTED_PARTS, 2))
    if nation == "藏" and chance.random() < 0.8:
        return "".join(chance.sample(_TIBETAN, 2))
    if nation == "蒙古" and chance.random() < 0.6:
        return "".join(chance.sample(_MONGOL, 2))
    return han_name(chance)


def han_name(chance: random.Random) -> str:
    """Two to four characters; now and then one that few people can read."""
    surname = chance.choice(_DOUBLE) if chance.random() < 0.04 else chance.choice(_SURNAMES)
    count = chance.choices((1, 2, 3), weights=(22, 76, 2))[0]
    given = [chance.choice(_GIVEN) for _ in range(count)]
    if chance.random() < RARE_SHARE:
        given[-1] = chance.choice(_RARE)
    return (surname + "".join(given))[:4]
