"""Step 5 of a registration: the answers of the consent form (R-038, section P)."""

from __future__ import annotations

from app.domain.catalogue import Offering
from app.domain.consent import PURPOSES, optional_asked, separate_asked
from app.domain.registration import Decision, RegistrationForm
from app.errors import QT_TR_NOOP, Problem


def asked(form: RegistrationForm, chosen: tuple[Offering, ...], *, child: bool) -> dict[str, bool]:
    """The separate consents that this form asks, and whether 'agree' is needed for each."""
    return separate_asked(
        form.customer_kind,
        bank_debit="bank_debit" in (form.account_method, form.payment.method),
        child=child,
        product_kinds=frozenset(offering.kind for offering in chosen),
    )


def check_consent(
    form: RegistrationForm, chosen: tuple[Offering, ...], *, child: bool
) -> list[Problem]:
    """Parts 2 and 3; part 1, the notice, is a rule (R-170)."""
    problems: list[Problem] = []
    for code, needed in asked(form, chosen, child=child).items():
        problems += _check_separate(code, form.consent.separate.get(code, ""), needed)
    for code in optional_asked():
        problems += _check_optional(
            code, form.consent.optional.get(code, ""), by_agent=form.agent is not None
        )
    for part, given in (("separate", form.consent.separate), ("optional", form.consent.optional)):
        for code in given:
            if code not in PURPOSES or PURPOSES[code].part != part:
                text = QT_TR_NOOP("This purpose is not on the consent form.")
                # not by its code: that is kept with the refusal, and anything may stand in it
                problems.append(Problem(f"consent.{part}", "purpose_unknown", text))
    return problems


def _check_separate(code: str, answer: Decision, needed: bool) -> list[Problem]:
    field = f"consent.separate.{code}"
    if not answer:
        text = QT_TR_NOOP("Ask the customer: agree or refuse.")
        return [Problem(field, "consent_unanswered", text)]
    if needed and answer != "agree":
        text = QT_TR_NOOP("This business cannot be done without it. Change the products or stop.")
        return [Problem(field, "consent_needed", text)]
    return []


def _check_optional(code: str, answer: Decision, *, by_agent: bool) -> list[Problem]:
    field = f"consent.optional.{code}"
    if by_agent:
        if answer != "agree":
            return []
        text = QT_TR_NOOP("An agent cannot agree to this for the holder. Choose refuse.")
        return [Problem(field, "consent_by_agent", text)]
    if not answer:
        text = QT_TR_NOOP("Ask the customer: agree or refuse. Refusing blocks nothing.")
        return [Problem(field, "consent_unanswered", text)]
    return []


def decisions(form: RegistrationForm) -> dict[str, Decision]:
    """All answers of a form without problems by purpose; the notice counts as acknowledged."""
    notice: dict[str, Decision] = {"notice": "agree"}
    return notice | {
        code: answer
        for answers in (form.consent.separate, form.consent.optional)
        for code, answer in answers.items()
        if answer
    }
