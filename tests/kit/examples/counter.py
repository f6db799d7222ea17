"""Examples of what is done with customers at a counter: registered, looked at, captured, printed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from app.domain.ids import new_id
from app.domain.permissions import Role
from app.domain.registration.form import DiscountForm
from app.papers.file import Drawn
from app.services import changes, identity, papers, registration
from app.services.identity import ReaderChoice
from db.schema.customers import customer
from tests.kit import forms, stored_results
from tests.kit.older_tokens import wait_again
from tests.kit.pictures import kept
from tests.kit.standard import Arguments, Example, Hall

NOBODY = new_id()
COUNTER = (Role.CLERK, Role.SUPERVISOR)
READERS = (Role.CLERK, Role.SUPERVISOR, Role.RECORDS_KEEPER, Role.COMPLIANCE)
PRINTERS = (Role.CLERK, Role.SUPERVISOR, Role.RECORDS_KEEPER)
EXPIRES = "2046-10-01"
REASON = "客户要求核对证件"
NO_REASON: tuple[str, Arguments] = ("reason_needed", {"reason": " "})
NOT_THERE: tuple[str, Arguments] = ("gone", {"customer_id": NOBODY})


def _registered(hall: Hall) -> Any:
    return hall.done("customers.register")


def _of_customer(hall: Hall) -> Arguments:
    return {"customer_id": _registered(hall).customer_id}


def _permit(hall: Hall, purpose: str) -> UUID:
    """A supervisor's, given just now."""
    grant = stored_results.functions()["permits.grant"]
    to = hall.desk.clerk.actor.id
    given = grant(
        hall.desk.session(Role.SUPERVISOR), new_id(), granted_to=to, purpose=purpose, reason=REASON
    )
    permit_id: UUID = given.id
    return permit_id


def _form(hall: Hall) -> Arguments:
    agent = forms.person(
        "仇𫖯", date(1988, 8, 8), serial=211, phone="13800000003", relation="colleague"
    )
    form = forms.individual(
        hall.desk.place(),
        agent=agent,
        consent=forms.BY_AGENT,
        discounts=(DiscountForm("disability", "4401 0419 9003", "2046-01-01"),),
        remark="客户要求下午安装",
        mailing_address="广州市越秀区示例路 88 号",
    )
    return {
        "form": form,
        "images": (kept("front"),),
        "permit_ids": (_permit(hall, "manual_entry"),),
    }


def _read_again(hall: Hall) -> Arguments:
    card = replace(
        forms.person(),
        nation="回",
        id_address="广东省广州市天河区示例路 99 号",
        valid_from="2026-10-01",
        valid_to=EXPIRES,
        entry=forms.RECOGNISED,
    )
    face = kept(kind="live_photo", verdict="override")
    permits = (_permit(hall, "face_override"),)
    return {**_of_customer(hall), "document": card, "images": (face,), "permit_ids": permits}


def _waiting(hall: Hall) -> Arguments:
    """Somebody else's installation, because `sample.activate` completes the first one's."""
    made = registration.register(hall.desk.clerk, new_id(), form=forms.another(hall.desk.place(2)))
    (waits,) = changes.waiting_installations(hall.desk.clerk, customer_id=made.customer_id)
    return {
        "customer_id": made.customer_id,
        "subscription_id": waits.id,
        "installed_on": f"{waits.ordered_on:%Y年%m月%d日}",
        "serial": "STB00020002",
        "language": "zh_CN",
    }


def _picture(hall: Hall) -> Arguments:
    found = _of_customer(hall)
    row = identity.list_images(hall.desk.clerk, **found)[0]
    return {**found, "image_id": row.image_id, "reason": REASON}


def _of_before(hall: Hall) -> Arguments:
    """A party that waits for the tokens of an update."""
    with hall.desk.installation.engine.connect() as connection:
        of = customer.c.id == _registered(hall).customer_id
        party_id = connection.execute(sa.select(customer.c.party_id).where(of)).scalar_one()
    wait_again(hall.desk.clerk, [party_id])
    return {"party_ids": (party_id,)}


def _drawn(hall: Hall) -> Arguments:
    return {**_agreement(hall), "drawn": Drawn(b"%PDF-1.7 what is shared, ", b"and its own", 1)}


def _agreement(hall: Hall) -> Arguments:
    return {"document_id": _registered(hall).agreement_document_id}


def _stored(hall: Hall) -> Arguments:
    hall.done("documents.store")
    return _agreement(hall)


def _sent(hall: Hall) -> Arguments:
    """Printed once, so that the next sheet is a reprint that waits for its answer."""
    paper = _agreement(hall)
    papers.record_print(hall.desk.clerk, new_id(), **paper, outcome="good", printer="A4-1")
    return {**paper, "printer": "王芳的打印机", "copies": 1, "reprint": 1}


WAITS = frozenset({"index_due"})
"""Left only by who had the search tokens of before the last update."""

EXAMPLES = {
    "customers.register": Example(
        COUNTER, _form, ("permit_spent", {"images": (kept("another"),)}), case=WAITS
    ),
    "customers.look": Example(
        (*READERS, Role.ACCOUNT_MANAGER),
        lambda hall: {**_of_customer(hall), "reason": REASON},
        NOT_THERE,
    ),
    "customers.reveal": Example(
        READERS, lambda hall: {**_of_customer(hall), "field": "name", "reason": REASON}, NO_REASON
    ),
    "changes.installation": Example(
        COUNTER,
        _waiting,
        ("changed_meanwhile", {"serial": "STB00020003"}),  # it does not wait any more
        case=frozenset({"fee"}),
    ),
    "search.index": Example(
        (*READERS, Role.ACCOUNT_MANAGER),
        _of_before,
        other={"party_ids": ()},
        case=frozenset({"search_token"}),  # those that are to go or to come
        cannot={"refusal": "who is not there is left out"},
    ),
    "search.leave": Example(
        (*READERS, Role.ACCOUNT_MANAGER),
        lambda hall: {"kind": "phone", "shown": (_registered(hall).customer_id,)},
        other={"kind": "name"},
        cannot={"refusal": "the search was done already"},
    ),
    "identity.check": Example(
        COUNTER,
        lambda _: {"result": "match"},
        other={"result": "none"},
        cannot={"refusal": "the service has answered already"},
    ),
    "identity.recapture": Example(
        COUNTER,
        _read_again,
        NOT_THERE,
        case=WAITS,
        clear=frozenset({EXPIRES}),  # as the column of the document
    ),
    "identity_images.show": Example(READERS, _picture, NO_REASON),
    "permits.grant": Example(
        (Role.SUPERVISOR,),
        lambda hall: {
            "granted_to": hall.desk.clerk.actor.id,
            "purpose": "manual_entry",
            "reason": "读卡器故障",
        },
        other={"reason": "另一个原因"},
        cannot={"refusal": "its reason is judged before the supervisor's password is tried"},
    ),
    "documents.look": Example(READERS, _stored, ("gone", {"document_id": NOBODY})),
    "documents.store": Example(READERS, _drawn, ("gone", {"document_id": NOBODY})),
    "printing.send": Example(PRINTERS, _sent, ("printed_meanwhile", {"reprint": 0})),
    "printing.answer": Example(
        PRINTERS,
        lambda hall: {"job_id": hall.done("printing.send").job_id, "outcome": "good"},
        ("reason_missing", {"outcome": "jammed"}),
    ),
    "printing.record": Example(
        PRINTERS,
        lambda hall: {
            "document_id": _registered(hall).slip_document_id,
            "outcome": "good",
            "printer": "王芳的打印机",
        },
        ("reason_missing", {"outcome": "jammed"}),
    ),
    "reader.choose": Example(
        (Role.ADMINISTRATOR,),
        lambda _: {"choice": ReaderChoice("serial", "/dev/ttyUSB0", "")},
        ("reader_port", {"choice": ReaderChoice("serial", "", "")}),
        clear=frozenset({"/dev/ttyUSB0"}),
    ),
    "setup.prove_sheets": Example(
        (Role.ADMINISTRATOR, Role.AUDITOR),
        lambda _: {"pair": "ab"},
        ("share_changed", {"pair": "zz"}),
        clear=frozenset({"ab"}),
    ),
    "sample.activate": Example(
        COUNTER,
        _of_customer,
        other={"customer_id": NOBODY},
        cannot={"refusal": "the sample hall has just registered the customer"},
    ),
}
