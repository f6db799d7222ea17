"""Households are found by what is typed of their address."""

from __future__ import annotations

from dataclasses import replace

from app.services import customers
from tests.kit import crowd
from tests.kit.desk import TestHall


def test_the_box_reads_an_address_as_the_form_does(desk: TestHall) -> None:
    made = {}
    rows = [("3栋", "402室"), ("13栋", "402室"), ("3栋", "1402室"), ("3 栋", "302")]
    for n, (building, room) in enumerate(rows):
        who = replace(
            crowd.invent(200 + n), street="百灯路", estate="百灯里", building=building, room=room
        )
        made[building, room] = crowd.add(desk.clerk, [replace(who, last_contact_days=9 - n)])[0]
    wanted = made["3栋", "402室"]
    for typed in (
        "百灯里3栋402",
        "百灯路 3 栋 402",
        "百灯里３幢４０２室",
        "百灯路百灯里3号楼402房",
        "百灯里百灯路3座402",
        "3栋402 百灯里",
        "百灯里三栋四〇二",
        "百灯里3-402",
        "越秀区百灯里三栋四零二室",
    ):
        assert [row.customer_id for row in customers.find(desk.clerk, text=typed).rows] == [
            wanted
        ], typed
    assert len(customers.find(desk.clerk, text="百灯里").rows) == 4
    assert customers.find(desk.clerk, text="百灯里4栋402").rows == ()
    assert len(customers.find(desk.clerk, text="百灯里3栋").rows) == 3


def test_who_lives_at_the_very_place_stands_first(desk: TestHall) -> None:
    near = replace(crowd.invent(210), street="百灯路", estate="百灯里", building="3栋", room="402")
    very = replace(near, serial=211, estate="", number=crowd.invent(211).number)
    a, b = (
        crowd.add(desk.clerk, [replace(near, building="3栋2单元", last_contact_days=1)])[0],
        crowd.add(desk.clerk, [replace(very, last_contact_days=9)])[0],
    )
    found = customers.find(desk.clerk, text="百灯路3栋402").rows
    assert [row.customer_id for row in found] == [b, a]
