"""Authentications that nobody made, and tries that were given back."""

from __future__ import annotations

from app.domain.ids import new_id
from app.services import authentication as asked
from db.schema.authentication import authentication, service_password, sms_code
from db.schema.customers import customer
from tests.kit.asking import GOOD, WRONG, Asking, sms_folder
from tests.kit.desk import TestHall
from tests.kit.forging import Forgery, change, copy, forged
from tests.kit.stored import rows


def _with_password(desk: TestHall) -> Asking:
    who = Asking(desk, rows(desk.clerk, table=customer)[-1]["id"])
    who.shows()
    who.sets()
    return who


def gives_tries_back(desk: TestHall) -> None:
    who = _with_password(desk)
    who.types(WRONG)
    who.types(WRONG)
    with forged(desk.clerk, "authentication.check_password") as work:
        change(work, service_password, tries=0)


def unlocks_without_a_document(desk: TestHall) -> None:
    who = _with_password(desk)
    for _ in range(5):
        who.types(WRONG)
    with forged(desk.clerk, "authentication.reset_password") as work:
        change(work, service_password, tries=0, changed_at=work.now)


def sets_a_password_over_a_locked_one(desk: TestHall) -> None:
    who = _with_password(desk)
    for _ in range(5):
        who.types(WRONG)
    with forged(desk.clerk, "authentication.set_password") as work:
        change(work, service_password, tries=0, changed_at=work.now)


def sets_a_first_password_for_nobody_who_came(desk: TestHall) -> None:
    who = Asking(desk, rows(desk.clerk, table=customer)[-1]["id"])
    with forged(desk.clerk, "authentication.set_password") as work:
        work.insert(
            service_password,
            subject_id=work.one(customer, who.customer_id)["party_id"],
            customer_id=who.customer_id,
            verifier="0" * 64,
            epoch=1,
            tries=0,
            changed_at=work.now,
        )


def a_document_under_a_password(desk: TestHall) -> None:
    _with_password(desk).types(GOOD)
    with forged(desk.clerk, "authentication.check_password") as work:
        copy(work, authentication, method="document", at=work.now)


def a_photo_under_a_password(desk: TestHall) -> None:
    _with_password(desk).types(GOOD)
    with forged(desk.clerk, "authentication.check_password") as work:
        copy(work, authentication, compared=True, at=work.now)


def an_authentication_of_yesterday(desk: TestHall) -> None:
    _with_password(desk).types(GOOD)
    with forged(desk.clerk, "authentication.check_password") as work:
        copy(work, authentication)


def a_code_that_authenticated_nobody(desk: TestHall) -> None:
    _sent(desk)
    with forged(desk.clerk, "authentication.check_code") as work:
        change(work, sms_code, used=True)


def an_authentication_without_its_code(desk: TestHall) -> None:
    who = _with_password(desk)
    who.types(GOOD)
    with forged(desk.clerk, "authentication.check_code") as work:
        copy(work, authentication, method="sms", at=work.now)


def a_code_with_its_tries_given_back(desk: TestHall) -> None:
    who, sent = _sent(desk)
    who.types_code(sent, "000000", "none")
    with forged(desk.clerk, "authentication.check_code") as work:
        change(work, sms_code, tries=0)


def _sent(desk: TestHall) -> tuple[Asking, asked.CodeSent]:
    sms_folder(desk)
    who = Asking(desk, rows(desk.clerk, table=customer)[-1]["id"], service_id=new_id())
    return who, who.asks_for_code()


FORGERIES: dict[Forgery, str] = dict.fromkeys(
    (
        gives_tries_back,
        unlocks_without_a_document,
        sets_a_password_over_a_locked_one,
        sets_a_first_password_for_nobody_who_came,
        a_document_under_a_password,
        a_photo_under_a_password,
        an_authentication_of_yesterday,
        a_code_that_authenticated_nobody,
        an_authentication_without_its_code,
        a_code_with_its_tries_given_back,
    ),
    "authentication_wrong",
)
