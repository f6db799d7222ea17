"""Invented people, units and addresses for the sample hall; no number or name belongs to anybody."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from app.domain.ages import age_on
from app.domain.consent import ConsentForm, Decision
from app.domain.payment import PaymentForm
from app.domain.people import EntryMode, OrganizationForm, PersonForm
from app.domain.registration.form import MemberForm, RegistrationForm, SubscriptionForm
from app.domain.validity import LONG_TERM

SURNAMES = (
    "王 李 张 刘 陈 杨 黄 赵 周 吴 徐 孙 朱 马 胡 林 郭 何 高 罗 单 曾 仇 解 区 尉迟 欧阳 司徒 上官"
).split()
GIVEN = (
    "伟 芳 娜 敏 静 丽 强 磊 军 洋 勇 艳 杰 娟 涛 明 超 霞 平 桂英 志强 晓燕 建国 雨桐 子轩 梓涵 浩然 "
    "䶮 㛃 𬭎 𫖯 𠅤 垚 梦洁 文博"
).split()
RARE = ("龚䶮", "王㛃", "刘𬭎", "陈𫖯", "周𠅤", "林𪚥", "阿依古丽·买买提")
UNITS = ("科技", "商贸", "餐饮管理", "物流", "文化传播", "建筑工程", "信息咨询")
STREETS = (
    ("示例路", "示例花园"),
    ("和平路", "和平小区"),
    ("新港路", "新港苑"),
    ("文明路", "文明里"),
)
_USCC = "0123456789ABCDEFGHJKLMNPQRTUWXY"


@dataclass(frozen=True)
class SamplePlace:
    """A standard address of the sample hall."""

    district_code: str
    district: str
    street: str
    estate: str
    building: str
    room: str
    serves: list[str]

    @property
    def text(self) -> str:
        return f"{self.district}{self.street}{self.estate} {self.building} {self.room}"


def places() -> list[SamplePlace]:
    """288 households: most served with everything, a few with television only or with nothing."""
    lines = []
    for number, (street, estate) in enumerate(STREETS):
        for building in range(1, 7):
            for floor in range(1, 7):
                for door in (1, 2):
                    serves = ["cable_tv", "broadband"]
                    if building == 6:
                        serves = ["cable_tv"] if number % 2 else []
                    lines.append(
                        SamplePlace(
                            "440104",
                            "越秀区",
                            street,
                            estate,
                            f"{building} 栋",
                            f"{floor}0{door}",
                            serves,
                        )
                    )
    return lines


class Inventor:
    """Makes registration forms, the same ones for the same seed."""

    def __init__(self, seed: int = 20261122) -> None:
        self._random = Random(seed)
        self._serial = 0

    def form(
        self, n: int, place_id: str, today: date, members: tuple[str, ...]
    ) -> RegistrationForm:
        """The n-th customer, registered on `today` at `place_id`; `members` are known codes."""
        if n % 20 == 7:
            return self._virtual_card()
        if n % 13 == 5:
            return self._unit(place_id, today, members if n % 3 == 0 else ())
        return self._individual(n, place_id, today)

    def _individual(self, n: int, place_id: str, today: date) -> RegistrationForm:
        minor = n % 17 == 3
        born = self._day(date(2010, 1, 1), date(2020, 1, 1)) if minor else self._adult()
        read = n % 2 == 0
        holder = self._person(
            born, today, read=read, name=RARE[n // 9] if n % 9 == 0 and n < 60 else ""
        )
        young = minor and age_on(born, today) < 14
        products = ("TV-HD", "BB-300") if read and not minor else ("TV-BASIC",)
        separate: dict[str, Decision] = dict.fromkeys(
            ("id_image", "live_photo", "signature"), "agree"
        )
        if young:
            separate["child_data"] = "agree"
        guardian = None
        if minor:
            surname = holder.name[0]
            guardian = self._person(
                self._adult(), today, read=read, relation="父亲", surname=surname
            )
        return RegistrationForm(
            subscriptions=tuple(
                SubscriptionForm(code, place_id, f"STB{n:08d}" if code.startswith("TV") else "")
                for code in products
            ),
            holder=holder,
            guardian=guardian,
            large_print=n % 25 == 0,
            consent=ConsentForm(True, separate, self._optional()),
            payment=PaymentForm("520" if len(products) == 2 else "160", "scan", f"R-{n:06d}"),
        )

    def _unit(self, place_id: str, today: date, members: tuple[str, ...]) -> RegistrationForm:
        self._serial += 1
        name = f"广州示例{self._random.choice(UNITS)}第{self._serial}有限公司"
        separate: dict[str, Decision] = dict.fromkeys(
            ("id_image", "live_photo", "signature"), "agree"
        )
        return RegistrationForm(
            customer_kind="group" if members else "business",
            subscriptions=(SubscriptionForm("TV-BASIC", place_id, f"STB9{self._serial:07d}"),),
            organization=OrganizationForm(
                name=name,
                number=self._uscc(),
                legal_representative=self._name(),
                address=f"广州市越秀区示例路 {self._serial} 号",
                phone=f"0208000{self._serial:04d}",
            ),
            handler=self._person(self._adult(), today, read=True),
            members=tuple(
                MemberForm(code, "contact" if i == 0 else "") for i, code in enumerate(members)
            ),
            consent=ConsentForm(True, separate, self._optional()),
            payment=PaymentForm("160", "pos", f"R-9{self._serial:05d}"),
        )

    def _virtual_card(self) -> RegistrationForm:
        return RegistrationForm(
            customer_kind="virtual_card",
            subscriptions=(SubscriptionForm("CZ-100"),),
            holder=PersonForm(name=self._name(), phone=self._phone()),
            consent=ConsentForm(True, {}, self._optional()),
            payment=PaymentForm("100", "cash", f"R-8{self._random.randrange(100_000):05d}"),
        )

    def _optional(self) -> dict[str, Decision]:
        answer: tuple[Decision, Decision] = ("agree", "refuse")
        return {
            code: self._random.choice(answer)
            for code in ("service_notice", "marketing", "follow_up")
        }

    def _person(
        self,
        born: date,
        today: date,
        *,
        read: bool,
        name: str = "",
        relation: str = "",
        surname: str = "",
    ) -> PersonForm:
        entry: EntryMode = "reader" if read else "typed"
        fields = ("name", "number", "sex", "nation", "birth_date", "authority", "id_address")
        years = 5 if age_on(born, today) < 16 else 20
        issued = today - timedelta(days=self._random.randrange(100, 1500))
        elder = age_on(born, today) >= 46
        serial = self._random.randrange(1, 1000)
        return PersonForm(
            name=name or self._name(surname),
            number=self._number(born, serial),
            sex="male" if serial % 2 else "female",
            nation="汉",
            birth_date=born.isoformat(),
            authority="广州市公安局越秀分局",
            valid_from=issued.isoformat(),
            valid_to=LONG_TERM
            if elder
            else issued.replace(year=issued.year + years, day=1).isoformat(),
            id_address=f"广东省广州市越秀区示例路 {self._random.randrange(1, 300)} 号",
            phone=self._phone(),
            relation=relation,
            entry=dict.fromkeys(fields, entry),
        )

    def _number(self, born: date, serial: int) -> str:
        from stdnum.cn import ric

        body = f"440104{born:%Y%m%d}{serial:03d}"
        return body + str(ric.calc_check_digit(body + "0"))

    def _uscc(self) -> str:
        from stdnum.cn import uscc

        body = "91440101MA" + "".join(self._random.choice(_USCC) for _ in range(7))
        return body + str(uscc.calc_check_digit(body))

    def _name(self, surname: str = "") -> str:
        return (surname or self._random.choice(SURNAMES)) + self._random.choice(GIVEN)

    def _phone(self) -> str:
        return f"1380000{self._random.randrange(10_000):04d}"

    def _adult(self) -> date:
        return self._day(date(1950, 1, 1), date(2006, 1, 1))

    def _day(self, first: date, last: date) -> date:
        return first + timedelta(days=self._random.randrange((last - first).days))
