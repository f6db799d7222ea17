"""How somebody who acts is related to the holder: usual words only, because they are stored in clear."""

from __future__ import annotations

from app.domain.text import half_width

_WORDS = """
父亲 母亲 爸爸 妈妈 父母 家长 继父 继母 养父 养母 配偶 夫妻 丈夫 妻子 爱人 儿子 女儿 子女 父子 父女 母子 母女
儿媳 女婿 公公 婆婆 岳父 岳母 祖父 祖母 爷爷 奶奶 外祖父 外祖母 外公 外婆 姥爷 姥姥 孙子 孙女 外孙 外孙女
哥哥 弟弟 姐姐 妹妹 兄弟 姐妹 兄妹 姐弟 嫂子 弟媳 姐夫 妹夫 伯父 伯母 大伯 叔叔 婶婶 姑姑 姑父 姑妈 舅舅 舅妈
姨妈 姨父 阿姨 侄子 侄女 外甥 外甥女 堂兄弟 堂姐妹 表兄弟 表姐妹 亲属 亲戚 家属 家人 其他亲属
监护人 法定监护人 代理人 法定代理人 受托人 同事 同学 朋友 邻居 老师 房东 租客 租户 室友 护工 保姆 管家 物业 社工
社区工作人员 村委会 居委会 民政部门 员工 职员 职工 经理 店长 负责人 法定代表人 股东 经办人 秘书 文员 会计 出纳 财务
行政 网管 司机 其他
father mother parent stepfather stepmother spouse husband wife partner son daughter child brother sister
sibling grandfather grandmother grandparent grandson granddaughter grandchild uncle aunt nephew niece
cousin father-in-law mother-in-law son-in-law daughter-in-law brother-in-law sister-in-law relative
family guardian agent attorney colleague classmate friend neighbour neighbor teacher landlord tenant
roommate carer caretaker nanny social-worker employee clerk manager director shareholder secretary
accountant cashier driver other
"""
RELATIONS = frozenset(_WORDS.split())


def tidy_relation(text: str) -> str:
    """As stored: no spaces around, English in small letters."""
    return "-".join(half_width(text).lower().split())
