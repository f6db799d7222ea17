"""What came of a decision, as a sentence."""

from __future__ import annotations

from app.domain.requests import Verdict
from app.services.approvals import Decided
from ui.look.theme import Tone
from ui.words.messages import tr
from ui.words.number_text import number_text


def decided_text(decided: Decided, verdict: Verdict) -> tuple[str, Tone]:
    """'Approved and done: order …'."""
    number = number_text(decided.number)
    if decided.order_number:
        order = number_text(decided.order_number)
        return tr("{number}: approved and done, order {order}.", number=number, order=order), "ok"
    if decided.status == "booked":
        return tr("{number}: approved. It is done on its day.", number=number), "ok"
    if decided.status == "waiting":
        text = tr(
            "{number}: approved. {n} more have to approve it.", number=number, n=decided.steps_left
        )
        return text, "ok"
    if verdict == "return":
        text = tr("{number}: returned. The colleague who asked corrects it.", number=number)
        return text, "warn"
    if verdict == "reject":
        return tr("{number}: rejected. Nothing was changed.", number=number), "warn"
    return tr("{number}: reviewed.", number=number), "ok"
