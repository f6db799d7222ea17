"""20,000 names of nobody: the 200 commonest surnames with 100 common given names.

The given names hold what is hard in pinyin: ü (律 绿 略 女), those that begin with yu after a surname in n
(陈宇, 陈悦), and characters of two readings (乐 茜 重阳 朝阳).
"""

from __future__ import annotations

SURNAMES = (
    "王 李 张 刘 陈 杨 黄 赵 吴 周 徐 孙 马 朱 胡 郭 何 林 罗 高 郑 梁 谢 "
    "宋 唐 许 韩 邓 冯 曹 彭 曾 肖 田 董 袁 潘 于 蒋 蔡 余 杜 叶 程 苏 魏 "
    "吕 丁 任 沈 姚 卢 姜 崔 钟 谭 陆 汪 范 金 石 廖 贾 夏 韦 付 方 白 邹 "
    "孟 熊 秦 邱 江 尹 薛 闫 段 雷 侯 龙 史 陶 黎 贺 顾 毛 郝 龚 邵 万 钱 "
    "严 覃 武 戴 莫 孔 向 汤 常 温 康 施 文 牛 樊 葛 邢 安 齐 易 乔 伍 庞 "
    "颜 倪 庄 聂 章 鲁 岳 翟 殷 詹 申 欧 耿 关 兰 焦 俞 左 柳 甘 祝 包 宁 "
    "尚 符 舒 阮 柯 纪 梅 童 凌 毕 单 季 裴 霍 涂 成 苗 谷 盛 曲 翁 冉 骆 "
    "蓝 路 游 辛 靳 管 柴 蒙 鲍 华 喻 祁 蒲 房 滕 屈 饶 解 牟 艾 尤 阳 时 "
    "穆 农 司 卓 古 吉 缪 简 车 项 连 芦 麦 褚 欧阳 上官 "
).split()
GIVEN = (
    "伟 芳 娜 敏 静 丽 强 磊 军 洋 勇 艳 杰 娟 涛 明 超 霞 平 刚 秀英 秀兰 "
    "桂英 玉兰 玉梅 玉珍 桂兰 桂芳 秀珍 凤英 建华 建国 建军 国强 志强 志明 "
    "海燕 海波 小红 晓东 红梅 丽娟 丽华 春梅 淑英 淑珍 婷婷 文静 慧 鑫 宇 "
    "宇轩 雨涵 雨桐 悦 子悦 云 云飞 芸 月 月英 远 思远 媛 源 瑜 裕民 玉 钰 "
    "玥 渊 缘 运来 颖 雅婷 梓涵 子轩 浩然 浩宇 欣怡 欣悦 佳怡 俊杰 嘉欣 "
    "诗琪 一诺 律 绿萍 略 女 安 安娜 尔雅 乐 长江 重阳 朝阳 茜 晟 建安 "
).split()
NAMES = tuple(surname + given for surname in SURNAMES for given in GIVEN)
