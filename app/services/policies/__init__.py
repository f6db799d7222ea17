"""审批政策 and 授权: what each kind of change asks for, and who decides in a supervisor's place.

`in_force` gives the policy of a kind on a day; `policies` lists them for the screen and `policy_history` what
they were before. An administrator changes one from a day on (`edit_policy`); a kind that nobody changed has its
default (app.domain.default_policies). A supervisor delegates the authority to decide for a time (`delegate`) and
takes it back (`end_delegation`); `standing_delegation` says who delegated to a person now. `notice_pdf` draws
办理须知 (app.domain.notice) as a page.

Rules: R-005, R-077; data.md 10.
"""

from app.papers.notice import NoticeSection
from app.services.policies.delegating import (
    Delegated,
    DelegationRow,
    MayDecide,
    delegate,
    delegations,
    end_delegation,
    may_be_delegated,
    standing_delegation,
)
from app.services.policies.edit import PolicyEdited, edit_policy
from app.services.policies.listing import (
    ListedPolicy,
    PolicyVersion,
    in_force,
    policies,
    policy_history,
)
from app.services.policies.notices import notice_pdf

__all__ = [
    "Delegated",
    "DelegationRow",
    "ListedPolicy",
    "MayDecide",
    "NoticeSection",
    "PolicyEdited",
    "PolicyVersion",
    "delegate",
    "delegations",
    "edit_policy",
    "end_delegation",
    "in_force",
    "may_be_delegated",
    "notice_pdf",
    "policies",
    "policy_history",
    "standing_delegation",
]
