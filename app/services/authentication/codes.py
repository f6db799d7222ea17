"""A code sent by SMS to the phone on record, and one fact beside it (R-020, R-184).

The digits of a code follow from its id and the records key, so nothing keeps them: not the row, the result,
the event nor a log. They are good for five minutes, three tries and the service in which they were sent.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid5

import sqlalchemy as sa

from app.domain.authentication import CODE_SECONDS, CODE_TRIES, Secret, fact_of
from app.domain.ids import new_id
from app.domain.permissions import Permission
from app.errors import QT_TR_NOOP, UserError
from app.security.service_passwords import code_digits, is_same
from app.services.authentication import standing
from app.services.authentication.gateway import SmsGateway, gateway_of
from app.services.authentication.standing import Attempt
from app.services.procedure import (
    Query,
    Work,
    gone,
    may_change,
    procedure,
    query,
    refuse_without_reason,
    stamped,
)
from app.services.session import CLOCK_TOLERANCE, Session
from db.schema.authentication import sms_code
from db.schema.customers import customer
from db.schema.identity import contact_medium, identity_document
from db.schema.operations import record_version
from db.schema.organisation import deployment

VALID = timedelta(seconds=CODE_SECONDS)
NEW_PHONE = timedelta(hours=24)
"""How long a changed phone serves no code (R-184)."""
PAUSE = timedelta(seconds=60)
MOST_A_DAY = 10
"""Codes for one customer, so that nobody is flooded with messages."""

CODE_TEXT = (
    "【{hall}】验证码{digits}，5分钟内有效。请您本人在客户侧输入，不要告诉任何人，包括营业员。"
)
CHANGED_TEXT = (
    "【{hall}】您登记的联系电话已变更，本号码不再接收验证码。如非您本人办理，请立即拨打{phone}。"
)
"""Messages are in Chinese whatever language the screen has, as the copies of documents are."""


@dataclass(frozen=True)
class CodeSent:
    """A code is on its way to the phone `contact_id`; it holds for `seconds`."""

    customer_id: UUID
    code_id: UUID
    contact_id: UUID
    seconds: int = CODE_SECONDS


def _sent(session: Session, sent: CodeSent) -> CodeSent:
    gateway, phone, text, at = _message(session, code_id=sent.code_id)
    _give(gateway, sent.code_id, phone, text, at)
    return sent


@procedure(
    "authentication.send_code",
    Permission.CUSTOMER_CHANGE,
    writes={sms_code: stamped(sms_code)},
    then=_sent,
)
def send_code(work: Work, *, customer_id: UUID, service_id: UUID, contact_id: UUID) -> CodeSent:
    """Send a code to the customer's phone `contact_id`, after the record of it; again for a replay, and the
    gateway sends one message of one id.

    UserError 'method_closed', 'no_sms_gateway', 'phone_changed', 'code_just_sent', 'codes_many',
    'sms_not_sent'; Conflict 'gone' for a phone that is not the customer's any more.
    """
    row = work.locked(customer, customer_id)
    refuse_without_reason(work, customer_id)
    standing.refuse_closed(work, row, "sms")
    gateway_of(work)
    _refuse_changed(work, row, contact_id)
    _refuse_flood(work, customer_id)
    code_id = new_id()
    work.insert(
        sms_code,
        **work.stamps(sms_code),
        id=code_id,
        subject_id=row["party_id"],
        customer_id=customer_id,
        contact_id=contact_id,
        service_id=service_id,
        epoch=work.session.keys.epoch,
        tries=0,
        used=False,
        sent_at=work.now,
    )
    return CodeSent(customer_id, code_id, contact_id)


@procedure(
    "authentication.check_code",
    Permission.CUSTOMER_CHANGE,
    writes={**standing.RECORDED},
    changes={sms_code: may_change("tries", "used")},
)
def check_code(
    work: Work, *, customer_id: UUID, service_id: UUID, code_id: UUID, typed: Secret, fact: Secret
) -> Attempt:
    """Authenticate the customer for the service by the code that was `typed` and by `fact`, the last four
    digits of the document number; a wrong one of either is one try.

    UserError 'method_closed', 'code_over'; Conflict 'gone' for a code of another customer or service.
    """
    row = work.locked(customer, customer_id)
    refuse_without_reason(work, customer_id)
    standing.refuse_closed(work, row, "sms")
    code = work.one(sms_code, code_id)
    mine = (code["customer_id"], code["service_id"], code["staff_id"], code["workstation_id"])
    here = work.session.installation.workstation.id
    if mine != (customer_id, service_id, work.session.actor.id, here):
        raise gone()
    if code["used"] or code["tries"] >= CODE_TRIES or not _in_time(work, code["sent_at"]):
        text = QT_TR_NOOP("This code is not good any more. Send a new one.")
        raise UserError("code_over", text)
    _refuse_changed(work, row, code["contact_id"])
    digits = code_digits(work.session.keys.records(code["epoch"]), code_id.bytes)
    right = is_same(digits, typed.text) & _is_fact(work, row["party_id"], fact)
    if not right:
        tries = code["tries"] + 1
        work.update(sms_code, code_id, code["version"], tries=tries)
        return Attempt(customer_id, False, CODE_TRIES - tries)
    work.update(sms_code, code_id, code["version"], used=True)
    standing.record(work, row, service_id, "sms", standing.whose_digits(work, row))
    return Attempt(customer_id, True, CODE_TRIES - code["tries"])


def tell_old_number(session: Session, *, contact_id: UUID) -> None:
    """Tell the phone `contact_id` that it was replaced (R-184): for who changes a phone, after the commit and
    once however often it is called. UserError 'no_sms_gateway', 'sms_not_sent'."""
    gateway, phone, text, at = _farewell(session, contact_id=contact_id)
    _give(gateway, uuid5(contact_id, "replaced"), phone, text, at)


def changed_lately(query: Query, party_id: UUID, contact_id: UUID) -> bool:
    """Whether the phone came or changed within 24 hours, otherwise than with the party itself: a number that
    was given at registration replaced none."""
    versions = query.execute(
        sa.select(record_version.c.operation_id, record_version.c.recorded_at)
        .where(record_version.c.kind == "contact_medium", record_version.c.row_id == contact_id)
        .order_by(record_version.c.version.desc())
        .limit(1)
    ).first()
    began = query.execute(
        sa.select(record_version.c.operation_id).where(
            record_version.c.kind == "party",
            record_version.c.row_id == party_id,
            record_version.c.version == 1,
        )
    ).scalar()
    if versions is None:
        return True
    return bool(versions.operation_id != began and query.now - versions.recorded_at < NEW_PHONE)


def _refuse_changed(query: Query, row: dict[str, Any], contact_id: UUID) -> None:
    """Conflict 'gone' for what is not a phone of this customer, UserError 'phone_changed' for a new one."""
    found = query.one(contact_medium, contact_id)
    if (found["party_id"], found["type"], found["status"]) != (row["party_id"], "phone", "valid"):
        raise gone()
    if changed_lately(query, row["party_id"], contact_id):
        text = QT_TR_NOOP(
            "This phone number was changed within the last 24 hours and serves no code yet. Use the "
            "document or the service password."
        )
        raise UserError("phone_changed", text)


def _in_time(query: Query, sent_at: datetime) -> bool:
    return sent_at - CLOCK_TOLERANCE <= query.now < sent_at + VALID


def _refuse_flood(work: Work, customer_id: UUID) -> None:
    sent = work.execute(
        sa.select(sms_code.c.sent_at).where(
            sms_code.c.customer_id == customer_id, sms_code.c.sent_at > work.now - timedelta(days=1)
        )
    ).scalars()
    times = sorted(sent)
    if len(times) >= MOST_A_DAY:
        text = QT_TR_NOOP(
            "{n} codes were sent to this customer within a day. Use the document or the service password."
        )
        raise UserError("codes_many", text, n=MOST_A_DAY)
    if times and work.now - times[-1] < PAUSE:
        text = QT_TR_NOOP("A code was sent just now. Wait a minute before you send another one.")
        raise UserError("code_just_sent", text)


def _is_fact(work: Work, party_id: UUID, fact: Secret) -> bool:
    documents = work.all(
        identity_document,
        identity_document.c.party_id == party_id,
        identity_document.c.status == "valid",
    )
    known = [fact_of(each["number"]) for each in documents]
    return any(each and is_same(each, fact.text) for each in known)


@query(Permission.CUSTOMER_CHANGE)
def _message(query: Query, *, code_id: UUID) -> tuple[SmsGateway, str, str, datetime]:
    code = query.one(sms_code, code_id)
    phone = query.one(contact_medium, code["contact_id"])["value"]
    digits = code_digits(query.session.keys.records(code["epoch"]), code_id.bytes)
    text = CODE_TEXT.format(hall=query.session.installation.hall_name, digits=digits)
    return gateway_of(query), phone, text, code["sent_at"]


@query(Permission.CUSTOMER_CHANGE)
def _farewell(query: Query, *, contact_id: UUID) -> tuple[SmsGateway, str, str, datetime]:
    found = query.one(contact_medium, contact_id)
    if (found["type"], found["status"]) != ("phone", "replaced"):
        raise gone()
    phone = query.execute(sa.select(deployment.c.service_phone)).scalar_one()
    text = CHANGED_TEXT.format(hall=query.session.installation.hall_name, phone=phone)
    return gateway_of(query), found["value"], text, query.now


def _give(gateway: SmsGateway, message_id: UUID, phone: str, text: str, at: datetime) -> None:
    try:
        gateway.send(message_id, phone, text, at)
    except OSError:
        told = QT_TR_NOOP(
            "The message could not be sent. Use another way, and tell the administrator."
        )
        raise UserError("sms_not_sent", told) from None
