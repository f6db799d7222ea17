"""Findings of verification by kind: how many, where, and what is to be done about them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from app.domain.findings import Finding
from app.errors import QT_TR_NOOP

GENERAL = QT_TR_NOOP(
    "Stop working with what is named, leave everything as it is, and tell the auditor."
)
_CHAIN = QT_TR_NOOP(
    "Stop work at this counter and tell the auditor. Leave the data folder as it is. The auditor compares the "
    "events with the newest backup that was proved good, and decides whether it is restored."
)
_RECORD = QT_TR_NOOP(
    "Do not work with the record that is named. The auditor compares it with the papers and with the newest "
    "good backup; then it is put right by a change on record, never in the database."
)
_KEYS = QT_TR_NOOP(
    "Enrol nobody and reset nobody until the auditor has looked. Ask the administrators who made this; if nobody "
    "did, somebody tried to get keys, and the newest good backup is to be restored."
)
_PAPER = QT_TR_NOOP(
    "Do not hand out or rely on this paper or image. Use the printed and signed one; the stored one is in the "
    "newest good backup."
)
_SEARCH = QT_TR_NOOP(
    "Search may not find this person or unit: look by customer code or phone as well before you register "
    "anybody anew, and tell the auditor."
)
_LEDGER = QT_TR_NOOP(
    "Do not book on the account that is named. The auditor compares its postings with the newest good backup."
)
_TIME = QT_TR_NOOP(
    "Ask who worked at this counter then. A supervisor or the administrator confirms the time, if the clock was "
    "wrong; otherwise tell the auditor."
)
_SCHEMA = QT_TR_NOOP(
    "Nobody can sign in until this is put right. An administrator or auditor runs the command 'put-schema-right', "
    "which is on record and keeps a copy as evidence; or the newest good backup from before is restored."
)
_VALUE = QT_TR_NOOP(
    "Somebody wrote into the database outside this program. Do not work with the record that is named. The auditor "
    "looks in the newest good backup what stood there, and decides whether it is restored."
)
_RECOVERY = QT_TR_NOOP(
    "The recovery sheets may open nothing any more. See that two administrators can sign in, and tell the auditor."
)
_NOTHING = QT_TR_NOOP("Nothing is to be done. The auditor should know of it.")

_CODES = {
    _CHAIN: "gap duplicate broken_link edited misplaced unknown_signer bad_signature after_leaving tail_cut rewritten "
    "operation_missing operation_differs operation_without_event effects_differ looks_differ version_unnamed "
    "version_without_event object_missing",
    _RECORD: "commitment_differs version_gap commitment_wrong content_missing content_unexpected erased_has_key "
    "erased_has_content last_contact_differs sealed_unreadable subject_key_missing row_differs row_missing "
    "row_without_version unprinted_differs request_unapproved request_other authentication_wrong "
    "request_not_written own_request request_too_easy decision_of_nobody",
    _KEYS: "class_key_differs class_key_unvouched class_key_missing held_key_unvouched root_step_forged "
    "root_step_missing root_step_unnamed profile_differs profile_older unvouched forged_staff",
    _PAPER: "blob_differs blob_missing shared_part_differs shared_part_missing paper_content_missing "
    "paper_content_differs paper_differs",
    _SEARCH: "tokens_differ tokens_wrong tokens_unbound token_digest_gap",
    _LEDGER: "header_missing postings_differ does_not_balance state_differs",
    _TIME: "time_back",
    _SCHEMA: "schema_missing schema_foreign schema_differs",
    _VALUE: "unreadable rule_broken check_failed",
    _RECOVERY: "recovery_share_differs",
    _NOTHING: "time_confirmed time_corrected schema_put_right",
}
ADVICE = {code: advice for advice, codes in _CODES.items() for code in codes.split()}
"""What is to be done, by the code of a finding."""


@dataclass(frozen=True)
class Group:
    """All findings of one code; texts are English sources."""

    code: str
    text: str
    what_to_do: str
    places: tuple[str, ...]


def grouped(findings: Iterable[Finding]) -> tuple[Group, ...]:
    """In the order in which each code was first found."""
    places: dict[tuple[str, str], list[str]] = {}
    for each in findings:
        places.setdefault((each.code, each.text), []).append(each.place)
    return tuple(
        Group(code, text, ADVICE.get(code, GENERAL), tuple(found))
        for (code, text), found in places.items()
    )
