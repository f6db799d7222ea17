"""The policy of each kind of change where no administrator changed it, and the words of what it names.

Approval is asked for key data, transfers, merging, a cancellation by an agent, under contract or in arrears,
what is taken back on a later day, what is over the limit, a document that was typed and a person who is not like
the document.
"""

from __future__ import annotations

from collections.abc import Mapping

from app.domain.policies import (
    APPROVED,
    AT_ONCE,
    Approval,
    AskedBy,
    Authentication,
    Circumstance,
    Policy,
    PolicyForm,
    Prints,
    check_policy,
    with_form,
)
from app.errors import QT_TR_NOOP, Problem

GROUPS: dict[str, tuple[str, tuple[str, ...]]] = {
    "contact": (
        QT_TR_NOOP("Contact data"),
        ("phone", "second_contact", "email", "mailing_address", "flags", "consent"),
    ),
    "key": (QT_TR_NOOP("Key data"), ("name", "document", "birth_date", "document_renewal")),
    "subscription": (
        QT_TR_NOOP("Subscriptions"),
        (
            "suspend",
            "resume",
            "move",
            "equipment",
            "plan",
            "installation",
            "cancel",
            "win_back",
        ),
    ),
    "owner": (
        QT_TR_NOOP("Account and owner"),
        (
            "payment_method",
            "account",
            "transfer",
            "transfer_absent",
            "transfer_deceased",
            "transfer_guardian",
        ),
    ),
    "reversal": (
        QT_TR_NOOP("Taking back"),
        ("withdraw_acceptance", "cancel_order", "reverse"),
    ),
    "customer": (QT_TR_NOOP("Customer"), ("password_reset", "merge", "split")),
}
"""Kinds by group, in the order of the screen."""
KINDS: dict[str, str] = {
    "phone": QT_TR_NOOP("Phone"),
    "second_contact": QT_TR_NOOP("Second contact"),
    "email": QT_TR_NOOP("E-mail"),
    "mailing_address": QT_TR_NOOP("Mailing address"),
    "flags": QT_TR_NOOP("Needs of the customer"),
    "consent": QT_TR_NOOP("Consent and its withdrawal"),
    "payment_method": QT_TR_NOOP("Way of paying"),
    "name": QT_TR_NOOP("Name"),
    "document": QT_TR_NOOP("Document number"),
    "birth_date": QT_TR_NOOP("Date of birth"),
    "document_renewal": QT_TR_NOOP("Renewed document"),
    "suspend": QT_TR_NOOP("Suspend service"),
    "resume": QT_TR_NOOP("Resume service"),
    "move": QT_TR_NOOP("Move to another address"),
    "equipment": QT_TR_NOOP("Exchange device or card"),
    "plan": QT_TR_NOOP("Change of plan"),
    "installation": QT_TR_NOOP("Installation completed"),
    "cancel": QT_TR_NOOP("Cancel service"),
    "win_back": QT_TR_NOOP("Win back"),
    "account": QT_TR_NOOP("Change of account"),
    "transfer": QT_TR_NOOP("Transfer to another owner"),
    "transfer_absent": QT_TR_NOOP("Transfer, owner absent"),
    "transfer_deceased": QT_TR_NOOP("Transfer, owner deceased"),
    "transfer_guardian": QT_TR_NOOP("Transfer by a guardian"),
    "withdraw_acceptance": QT_TR_NOOP("Acceptance withdrawn"),
    "cancel_order": QT_TR_NOOP("Order cancelled"),
    "reverse": QT_TR_NOOP("Completed business reversed"),
    "password_reset": QT_TR_NOOP("Service password reset"),
    "merge": QT_TR_NOOP("Merge two customers"),
    "split": QT_TR_NOOP("Split a merged customer"),
}
PROOFS: dict[str, str] = {
    "document": QT_TR_NOOP("Original identity document of the holder"),
    "document_copy": QT_TR_NOOP("Signed copy of the holder's identity document"),
    "agent_document": QT_TR_NOOP("Original identity document of the agent"),
    "power": QT_TR_NOOP("Power of attorney signed by the holder"),
    "notarised_power": QT_TR_NOOP("Notarised power of attorney"),
    "guardian_document": QT_TR_NOOP("Original identity document of the guardian"),
    "guardianship": QT_TR_NOOP("Proof of guardianship, such as the household register"),
    "unit_document": QT_TR_NOOP("Copy of the unit's document with its seal"),
    "unit_power": QT_TR_NOOP("The unit's letter of authority with its seal"),
    "handler_document": QT_TR_NOOP("Original identity document of the handler"),
    "new_owner_document": QT_TR_NOOP("Original identity document of the new owner"),
    "change_certificate": QT_TR_NOOP(
        "Proof of the change by the issuing authority, such as the household register"
    ),
    "death_certificate": QT_TR_NOOP("Death certificate"),
    "kinship": QT_TR_NOOP("Household register or other proof of kinship"),
    "undertaking": QT_TR_NOOP("Signed undertaking"),
}
"""Papers that are attached, in the words of what the customer brings."""
CHECKS: dict[str, str] = {
    "arrears": QT_TR_NOOP("Arrears"),
    "contract": QT_TR_NOOP("Contract term"),
    "device": QT_TR_NOOP("Devices to be returned"),
    "deposit": QT_TR_NOOP("Deposit"),
    "number_limit": QT_TR_NOOP("Limit of numbers per person"),
    "real_name": QT_TR_NOOP("Real-name state"),
    "one_document": QT_TR_NOOP("Other customers with the same document"),
    "serviceable": QT_TR_NOOP("Whether the address can be served"),
}

_OPERATOR = QT_TR_NOOP("Service rules of the operator")
_REAL_NAME = QT_TR_NOOP("Rules on registering the real identity of telephone users")
_PRIVACY = QT_TR_NOOP("Personal Information Protection Law")
_SIGNATURE = QT_TR_NOOP("Electronic Signature Law")

_PERSON = ("document",)
_AGENT = ("agent_document", "document", "power")
_GUARDIAN = ("guardian_document", "guardianship")
_HANDLER = ("handler_document", "unit_document", "unit_power")
_EVERYBODY: Mapping[AskedBy, tuple[str, ...]] = {
    "holder": _PERSON,
    "agent": _AGENT,
    "guardian": _GUARDIAN,
    "handler": _HANDLER,
}
_NOT_AGENT: Mapping[AskedBy, tuple[str, ...]] = {
    "holder": _PERSON,
    "guardian": _GUARDIAN,
    "handler": _HANDLER,
}
_SEEN: Mapping[Circumstance, Approval] = {"typed": APPROVED, "face_differs": APPROVED}
"""Of every kind where a document is shown: what was typed, or is not like the person, is approved."""


def _approved_if(*circumstances: Circumstance) -> Mapping[Circumstance, Approval]:
    return {**dict.fromkeys(circumstances, APPROVED), **_SEEN}


def _policy(
    kind: str,
    approval: Approval = AT_ONCE,
    *,
    proofs: Mapping[AskedBy, tuple[str, ...]] = _EVERYBODY,
    without: AskedBy | None = None,
    authentication: Authentication = "document",
    stricter: Mapping[Circumstance, Approval] = _SEEN,
    source: str = _OPERATOR,
    checks: tuple[str, ...] = (),
    fee: str = "",
    paper_only: bool = False,
    prints: Prints = "slip",
    brings: str = "",
) -> Policy:
    return Policy(
        kind=kind,
        approval=approval,
        asked_by=frozenset(proofs) - {without},
        proofs=proofs,
        authentication=authentication,
        source=source,
        stricter=stricter,
        checks=checks,
        fee=fee,
        paper_only=paper_only,
        prints=prints,
        brings=brings,
    )


def _with_change(proof: str) -> Mapping[AskedBy, tuple[str, ...]]:
    return {who: (*papers, proof) for who, papers in _EVERYBODY.items()}


_DEVICE = QT_TR_NOOP("The device with its power supply and remote control, or the card.")
_RECEIPT = QT_TR_NOOP("The slip of the business, and the receipt of what was paid.")
_TRANSFER_CHECKS = ("arrears", "contract", "device", "number_limit", "real_name")

DEFAULT_POLICIES: dict[str, Policy] = {
    each.kind: each
    for each in (
        _policy("phone", authentication="sms"),
        _policy("second_contact", authentication="sms"),
        _policy("email", authentication="sms", prints="on_wish"),
        _policy("mailing_address", authentication="sms"),
        _policy("flags", authentication="none", prints="on_wish"),
        # nobody consents by an agent
        _policy("consent", proofs=_NOT_AGENT, source=_PRIVACY, prints="on_wish"),
        _policy(
            "payment_method",
            authentication="password",
            brings=QT_TR_NOOP("The bank card, where a bank is to debit."),
        ),
        _policy(
            "name",
            APPROVED,
            proofs=_with_change("change_certificate"),
            source=_REAL_NAME,
            prints="form_and_slip",
        ),
        _policy(
            "document",
            APPROVED,
            proofs=_with_change("change_certificate"),
            source=_REAL_NAME,
            checks=("one_document", "number_limit", "real_name"),
            prints="form_and_slip",
        ),
        _policy(
            "birth_date",
            APPROVED,
            proofs=_with_change("change_certificate"),
            source=_REAL_NAME,
            prints="form_and_slip",
        ),
        _policy("document_renewal", source=_REAL_NAME),
        _policy(
            "suspend",
            authentication="password",
            stricter=_approved_if("by_agent"),
            checks=("arrears",),
        ),
        _policy(
            "resume",
            authentication="password",
            stricter=_approved_if("by_agent"),
            checks=("arrears",),
        ),
        _policy("move", source=_REAL_NAME, checks=("arrears", "serviceable"), fee="installation"),
        _policy("equipment", authentication="password", checks=("device",), brings=_DEVICE),
        _policy(
            "plan",
            authentication="password",
            stricter=_approved_if("by_agent", "under_contract"),
            checks=("arrears", "contract", "real_name"),
        ),
        # what the installer reports
        _policy("installation", authentication="none", stricter={}),
        _policy(
            "cancel",
            stricter=_approved_if("by_agent", "under_contract", "arrears", "over_limit"),
            checks=("arrears", "device", "contract", "deposit"),
            prints="form_and_slip",
            brings=QT_TR_NOOP("The devices on loan, and the receipt of the deposit."),
        ),
        _policy(
            "win_back",
            source=_REAL_NAME,
            stricter=_approved_if("by_agent"),
            checks=("arrears", "serviceable", "number_limit", "real_name"),
        ),
        _policy("account", stricter=_approved_if("by_agent", "over_limit"), checks=("arrears",)),
        _policy(
            "transfer",
            APPROVED,
            proofs={who: (*papers, "new_owner_document") for who, papers in _EVERYBODY.items()},
            without="agent",
            source=_REAL_NAME,
            checks=_TRANSFER_CHECKS,
            prints="form_and_slip",
        ),
        _policy(
            "transfer_absent",
            APPROVED,
            proofs={
                "agent": (
                    "agent_document",
                    "document_copy",
                    "notarised_power",
                    "undertaking",
                    "new_owner_document",
                )
            },
            source=_REAL_NAME,
            checks=_TRANSFER_CHECKS,
            prints="form_and_slip",
        ),
        _policy(
            "transfer_deceased",
            APPROVED,
            proofs={"agent": ("death_certificate", "kinship", "new_owner_document", "undertaking")},
            source=_SIGNATURE,
            checks=_TRANSFER_CHECKS,
            paper_only=True,
            prints="form_and_slip",
        ),
        _policy(
            "transfer_guardian",
            APPROVED,
            proofs={"guardian": (*_GUARDIAN, "new_owner_document")},
            source=_SIGNATURE,
            checks=_TRANSFER_CHECKS,
            paper_only=True,
            prints="form_and_slip",
        ),
        _policy(
            "withdraw_acceptance",
            authentication="password",
            stricter=_approved_if("later_day", "over_limit"),
            brings=_RECEIPT,
        ),
        _policy(
            "cancel_order",
            authentication="password",
            stricter=_approved_if("later_day", "over_limit"),
            brings=_RECEIPT,
        ),
        _policy("reverse", stricter=_approved_if("later_day", "over_limit"), brings=_RECEIPT),
        # not by an agent unless an administrator allows it
        _policy("password_reset", without="agent", stricter=_approved_if("by_agent")),
        _policy("merge", APPROVED, checks=("one_document",), prints="form_and_slip"),
        _policy("split", APPROVED, checks=("one_document",), prints="form_and_slip"),
    )
}
"""By kind; a kind without a row of an administrator has this one."""

NEVER_AFTER = frozenset(
    {
        "document",
        "document_renewal",
        "cancel",
        "transfer",
        "transfer_absent",
        "transfer_deceased",
        "transfer_guardian",
    }
)
"""Kinds that are never done before somebody approved them (先办后审 is refused)."""


def check_form(kind: str, form: PolicyForm) -> list[Problem]:
    """What speaks against an administrator's `form` for the policy of `kind`."""
    default = DEFAULT_POLICIES[kind]
    return check_policy(with_form(default, form), default, never_after=kind in NEVER_AFTER)
