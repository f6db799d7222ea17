"""Examples of what is done with a hall: its catalogue, rules, backups, computer and sample data."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import sqlalchemy as sa

from app.domain.catalogue import Fee, Offering
from app.domain.default_policies import DEFAULT_POLICIES
from app.domain.ids import new_id
from app.domain.permissions import Role
from app.domain.policies import form_of
from app.security.signing import new_sign_pair
from app.services import catalogue
from app.services.catalogue import PlaceLine
from app.services.procedure import Query, Work, procedure, query
from db.schema.catalogue import place
from tests.kit.standard import Arguments, Example, Hall

ADMINISTRATOR = (Role.ADMINISTRATOR,)
RESTORERS = (Role.ADMINISTRATOR, Role.AUDITOR)
DIGEST = "0123456789abcdef" * 4
OF_A_FILE = {"refusal": "the file is judged before"}
LINE = PlaceLine(
    "440104", "越秀区", "试验路", "试验花园", "1 栋", "2 单元", "301", ("cable_tv", "broadband")
)
PRODUCT = Offering(
    "BB-TEST", "试验宽带", "broadband", monthly_fee=9900, fees=(Fee("deposit", 100),)
)


def _with_a_new_key(hall: Hall) -> Arguments:
    """The computer lost its key and made another."""
    hall.desk.installation.workstation_key = new_sign_pair().private
    return {}


@procedure("test.renumber", None, writes={place: {}})
def _renumber(work: Work) -> int:
    """The ten households of every test's hall get out of the way of the sample's, which has them too."""
    rows = work.execute(sa.select(place).where(place.c.building == "3 栋")).all()
    for row in rows:
        text = row.text.replace("3 栋", "33 栋")
        work.update(place, row.id, row.version, building="33 栋", text=text)
    return len(rows)


def _without_these_places(hall: Hall) -> Arguments:
    assert _renumber(hall.desk.clerk, new_id()) == 10
    return {}


def _rule(hall: Hall) -> Arguments:
    rules = catalogue.rules(hall.desk.clerk)
    row = next(each for each in rules if each.code == "telephone_cards")
    return {"rule_id": row.id, "version": row.version, "enabled": True, "value": "4"}


@query(None)
def _today(query: Query) -> date:
    """By the clock of the database: the server has its own."""
    return query.today


def _policy(hall: Hall) -> Arguments:
    """From a later day on, so that what the other examples ask for is as it is by default."""
    return {
        "kind": "phone",
        "seen": 0,
        "valid_from": f"{_today(hall.desk.clerk) + timedelta(days=100):%Y年%m月%d日}",
        "form": replace(form_of(DEFAULT_POLICIES["phone"]), mode="approved", steps=1),
    }


EXAMPLES = {
    "catalogue.import_places": Example(
        ADMINISTRATOR,
        lambda _: {"lines": (LINE,)},
        other={"lines": (replace(LINE, room="302"),)},
        cannot=OF_A_FILE,
    ),
    "catalogue.import_offerings": Example(
        ADMINISTRATOR,
        lambda _: {"offerings": (PRODUCT,)},
        other={"offerings": (replace(PRODUCT, monthly_fee=10900),)},
        cannot=OF_A_FILE,
    ),
    "rules.edit": Example(ADMINISTRATOR, _rule, ("changed_meanwhile", {"value": "3"})),
    "policies.edit": Example(
        ADMINISTRATOR,
        _policy,
        ("changed_meanwhile", {"seen": 7}),
    ),
    "backup.make": Example(
        ADMINISTRATOR,
        lambda _: {"sha256": DIGEST, "size": 7},
        other={"size": 8},
        cannot=OF_A_FILE,
        clear=frozenset({DIGEST}),
    ),
    "backup.drill": Example(
        RESTORERS,
        lambda _: {"sha256": DIGEST},
        other={"sha256": DIGEST[::-1]},
        cannot=OF_A_FILE,
        clear=frozenset({DIGEST}),
    ),
    "backup.restore": Example(
        RESTORERS,
        lambda hall: {**_with_a_new_key(hall), "sha256": DIGEST},
        other={"sha256": DIGEST[::-1]},
        cannot=OF_A_FILE,
        clear=frozenset({DIGEST}),
    ),
    "workstation.new_key": Example(
        (Role.CLERK, *(role for role in Role if role not in (Role.CLERK, Role.SERVICE))),
        _with_a_new_key,
        cannot={"refusal": "who holds the records key vouches for this computer"},
    ),
    "sample.places": Example(
        ADMINISTRATOR,
        _without_these_places,
        cannot={"refusal": "its addresses are the program's"},
    ),
}
