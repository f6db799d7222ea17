"""业务受理单: what a slip of any business says of hall, counter, customer and fees (section P)."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from zoneinfo import ZoneInfo

from app.papers.slip import ChangeLine, SlipContent
from app.papers.templates import Language, newest
from app.services import catalogue
from app.services.orders import Order
from app.services.papers.paper_words import business_words, fees, words
from app.services.procedure import Work, printed_head


def slip(
    work: Work,
    order: Order,
    *,
    code: str,
    name: str,
    language: Language,
    acted_by: str = "self",
    changes: Iterable[tuple[str, str, str]] = (),
) -> SlipContent:
    """The slip of an order for the customer of this code; `name` is masked, because a slip goes into the
    archive. Its head proves what this counter recorded before it. `changes` are the fields that changed, each with
    what stood and stands there, masked; '' is nothing, and a code is said in words. A business adds other lines with
    `dataclasses.replace`."""
    said, printed = words(language), business_words(order.business, language)
    master = catalogue.read_master_data(work)
    return SlipContent(
        number=order.number,
        template=newest("slip", language),
        made_at=work.now.astimezone(ZoneInfo(work.session.installation.profile.zone)),
        company=master.operator["operator_name"],
        hall=work.session.actor.hall_name,
        counter=work.session.installation.workstation.counter,
        staff_no=work.session.actor.staff_no,
        service_phone=master.operator["service_phone"],
        business=printed.name,
        customer_code=code,
        customer_name=name,
        acted_by=said["acted_by"][acted_by],
        authenticated=said["none_shown"],
        changes=tuple(
            ChangeLine(
                said["fields"][field],
                *(said["values"].get(text, text) or said["nothing"] for text in (before, after)),
            )
            for field, before, after in changes
        ),
        fees=fees(order, said),
        payment_method=said["methods"].get(order.payment.method, ""),
        receipt_no=order.payment.receipt_no,
        waiver_reason=order.payment.waiver_reason,
        effective_from=work.today.isoformat(),
        tips=printed.tips,
        head=printed_head(work.connection, work.session.installation.workstation.id),
        nonce=secrets.token_hex(16),
    )
