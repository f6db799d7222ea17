"""The findings of verification, one sentence a code, each with its place."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field

from app.errors import QT_TR_NOOP

TEXTS = {
    "gap": QT_TR_NOOP("Events before this one are missing."),
    "duplicate": QT_TR_NOOP("Two events have the same number: the chain was forked."),
    "broken_link": QT_TR_NOOP("This event does not follow the one before it."),
    "edited": QT_TR_NOOP("This event was edited."),
    "misplaced": QT_TR_NOOP("This event's columns do not say what it says itself."),
    "unknown_signer": QT_TR_NOOP("Nobody of this hall is known under this event's signer."),
    "bad_signature": QT_TR_NOOP("The signature is not by the key its signer had at that time."),
    "after_leaving": QT_TR_NOOP("The signer of this event had already left."),
    "tail_cut": QT_TR_NOOP(
        "This workstation has seen this event, and it is gone: the end of the chain was cut off or "
        "an older database was put in place."
    ),
    "rewritten": QT_TR_NOOP("This workstation has seen another event under this number."),
    "object_missing": QT_TR_NOOP("The event names a version of a record that is not there."),
    "commitment_differs": QT_TR_NOOP("The version is not the one that the event names."),
    "version_unnamed": QT_TR_NOOP("The event of this version's operation does not name it."),
    "version_without_event": QT_TR_NOOP("No event tells of this version."),
    "operation_missing": QT_TR_NOOP("The operation that this event tells of is not there."),
    "effects_differ": QT_TR_NOOP(
        "What was written with this event is not what the event says: a version or another row is missing, "
        "added or exchanged."
    ),
    "looks_differ": QT_TR_NOOP(
        "The list of who looked at what does not say of this event what the event says."
    ),
    "operation_differs": QT_TR_NOOP("The operation is not the one that its event tells of."),
    "operation_without_event": QT_TR_NOOP("No event tells of this operation."),
    "class_key_differs": QT_TR_NOOP("This public key is not the one that set-up made."),
    "class_key_unvouched": QT_TR_NOOP("No administrator made this class key."),
    "class_key_missing": QT_TR_NOOP("A class key that set-up made is not there."),
    "held_key_unvouched": QT_TR_NOOP("No event tells that this key was given to this person."),
    "recovery_share_differs": QT_TR_NOOP("The recovery key is not as its events tell."),
    "root_step_forged": QT_TR_NOOP(
        "This change of administrators does not follow from those before it."
    ),
    "root_step_missing": QT_TR_NOOP("A change of administrators that was made is not there."),
    "root_step_unnamed": QT_TR_NOOP("No event tells of this change of administrators."),
    "profile_differs": QT_TR_NOOP(
        "The connection profile of this computer is not what the changes of administrators say."
    ),
    "profile_older": QT_TR_NOOP(
        "An older connection profile was put in the place of the newest one."
    ),
    "workstation_differs": QT_TR_NOOP(
        "The file that says which counter this computer is does not say what the records say of this counter."
    ),
    "reader_differs": QT_TR_NOOP(
        "The ID-card reader in this computer's settings is not the one that was chosen for this counter."
    ),
    "recovery_share_missing": QT_TR_NOOP(
        "A part of the recovery key is gone: the two recovery sheets that open it are of no use."
    ),
    "recovery_share_unsigned": QT_TR_NOOP(
        "No administrator signed this part of the recovery key as it lies here."
    ),
    "unvouched": QT_TR_NOOP(
        "A sign-in found this, and nobody entitled is known to have made it. No administrator was told yet."
    ),
    "secret_differs": QT_TR_NOOP(
        "The sealed keys and password of this person are not those that the newest event tells of."
    ),
    "secret_exchanged": QT_TR_NOOP(
        "At this event the person's sealed keys and password were not those that the event before had left: "
        "somebody put other ones in their place."
    ),
    "tries_differ": QT_TR_NOOP(
        "The wrong passwords counted for this person, or the lock, are not what the events tell."
    ),
    "held_key_older": QT_TR_NOOP(
        "This key was taken from this person or replaced, and is there again."
    ),
    "held_key_missing": QT_TR_NOOP("A key that was given to this person is not there."),
    "number_counter_differs": QT_TR_NOOP(
        "The next number of this kind was used before, or lies too far ahead."
    ),
    "subject_key_unnamed": QT_TR_NOOP("This key belongs to no record, or is there twice."),
    "subject_key_differs": QT_TR_NOOP("The key of this record is not one that this hall made."),
    "replay_differs": QT_TR_NOOP(
        "The repeated answers of this operation do not count from one, or it is not there."
    ),
    "index_due_differs": QT_TR_NOOP(
        "This person or unit is listed as waiting for search tokens and does not wait."
    ),
    "unvouched_differs": QT_TR_NOOP(
        "The list of what nobody vouches for does not say what the events say."
    ),
    "code_list_differs": QT_TR_NOOP("This list of codes is not the one of this program."),
    "row_unnamed": QT_TR_NOOP("No record names this."),
    "profile_copy_differs": QT_TR_NOOP(
        "The newest change of administrators that a counter has seen is none of those on record."
    ),
    "revision_differs": QT_TR_NOOP("The database is not of the version that this program makes."),
    "erasure_refused": QT_TR_NOOP("A hall itself cannot be deleted for good."),
    "version_gap": QT_TR_NOOP("Versions before this one are missing."),
    "commitment_wrong": QT_TR_NOOP("This version was edited."),
    "content_missing": QT_TR_NOOP("What this version said is not there."),
    "content_unexpected": QT_TR_NOOP("This content belongs to no version that was replaced."),
    "erased_has_key": QT_TR_NOOP("This person was deleted for good, and the key is there again."),
    "erased_has_content": QT_TR_NOOP(
        "This person was deleted for good, and protected parts of old versions are there again."
    ),
    "last_contact_differs": QT_TR_NOOP("The last contact is not that of the service history."),
    "sealed_unreadable": QT_TR_NOOP("The protected part of this version does not open."),
    "subject_key_missing": QT_TR_NOOP("The key of this record is not there."),
    "row_differs": QT_TR_NOOP("The record is not as its newest version says."),
    "row_missing": QT_TR_NOOP("The record of these versions is not there."),
    "row_without_version": QT_TR_NOOP("This record was written without a version."),
    "header_missing": QT_TR_NOOP("These postings belong to no transaction that was closed."),
    "postings_differ": QT_TR_NOOP(
        "The postings of this transaction are not those it was closed with."
    ),
    "does_not_balance": QT_TR_NOOP("The postings of this transaction do not sum to zero."),
    "state_differs": QT_TR_NOOP("This balance is not the sum of its postings."),
    "forged_staff": QT_TR_NOOP("No administrator of this hall signed this record of a person."),
    "blob_differs": QT_TR_NOOP("The stored paper or image was changed."),
    "shared_part_differs": QT_TR_NOOP(
        "What stored papers have in common was changed: papers that begin with it cannot be shown."
    ),
    "shared_part_missing": QT_TR_NOOP(
        "What stored papers have in common is not there: papers that begin with it cannot be shown."
    ),
    "paper_content_missing": QT_TR_NOOP("What this paper says is not there."),
    "paper_content_differs": QT_TR_NOOP("What this paper says was changed."),
    "paper_differs": QT_TR_NOOP("The parts of this paper are not the paper that was made."),
    "unreadable": QT_TR_NOOP(
        "This value cannot be read, or is none that this program writes. Everything else was checked."
    ),
    "rule_broken": QT_TR_NOOP("This record breaks a rule of its table."),
    "check_failed": QT_TR_NOOP(
        "This check came to no end, because of something that no program of this kind wrote. The other "
        "checks were done."
    ),
    "schema_missing": QT_TR_NOOP("This part of the database's structure is not there."),
    "schema_foreign": QT_TR_NOOP(
        "This part of the database's structure was not made by this program."
    ),
    "schema_differs": QT_TR_NOOP("This part of the database's structure was changed."),
    "unprinted_differs": QT_TR_NOOP(
        "The list of papers not printed does not say of this paper what its print jobs say."
    ),
    "blob_missing": QT_TR_NOOP("The stored paper or image of this document is not there."),
    "tokens_differ": QT_TR_NOOP(
        "The search tokens of this person or unit are not those that were bound: one was deleted, added or "
        "moved."
    ),
    "tokens_wrong": QT_TR_NOOP(
        "The search tokens of this person or unit are not those of its records."
    ),
    "tokens_unbound": QT_TR_NOOP("No operation bound the search tokens of this person or unit."),
    "token_digest_gap": QT_TR_NOOP(
        "Digests of the search tokens of this person or unit are missing."
    ),
    "kind_unknown": QT_TR_NOOP("This program has no operation of this kind: the event is forged."),
    "counter_unknown": QT_TR_NOOP("No counter of this operator is known that keeps such events."),
    "rules_unknown": QT_TR_NOOP(
        "This event is judged by rules that this program does not have. If a newer program wrote it, verify "
        "with that one."
    ),
    "rules_back": QT_TR_NOOP(
        "This event asks to be judged by older rules than an event before it: it is forged."
    ),
    "signer_wrong": QT_TR_NOOP(
        "The counter signed what only a person signs, or a person what only the counter signs."
    ),
    "outcome_missing": QT_TR_NOOP(
        "This event does not say whether its operation was done or refused."
    ),
    "role_not_allowed": QT_TR_NOOP(
        "The signer was not allowed to do this: the role at that time does not have the right."
    ),
    "hall_wrong": QT_TR_NOOP("This event was written for another hall than the signer's."),
    "refused_wrote": QT_TR_NOOP("A refused operation wrote something."),
    "event_wrote": QT_TR_NOOP("An event that changes nothing, such as a sign-in, wrote something."),
    "table_not_allowed": QT_TR_NOOP("An operation of this kind writes no such record."),
    "change_not_allowed": QT_TR_NOOP(
        "An operation of this kind does not change this part of a record."
    ),
    "stamp_wrong": QT_TR_NOOP(
        "The record names another person, counter or hall than the operation that wrote it."
    ),
    "move_wrong": QT_TR_NOOP(
        "The record went from a status to one that does not follow, or something final was changed."
    ),
    "own_account": QT_TR_NOOP("The signer did to the own staff number what only a colleague does."),
    "request_wrong": QT_TR_NOOP(
        "This event carries out a request that its kind cannot carry out, or that its maker could not make."
    ),
    "own_request": QT_TR_NOOP("The signer decided a request of their own."),
    "request_unapproved": QT_TR_NOOP(
        "This request was carried out, booked or ended without the decisions of others that it needed."
    ),
    "request_too_easy": QT_TR_NOOP(
        "This request asked for fewer decisions than the policy that was in force then."
    ),
    "decision_of_nobody": QT_TR_NOOP(
        "Whoever decided this request was no supervisor, and no supervisor had delegated it."
    ),
    "request_other": QT_TR_NOOP("Something else was asked for than was decided."),
    "request_not_written": QT_TR_NOOP(
        "What was written is not what the request had asked for and others had approved."
    ),
    "authentication_wrong": QT_TR_NOOP(
        "This authentication, service password or SMS code is not what its operation may have made of it: tries "
        "left out, another way, a reset without document and photo."
    ),
    "permit_own": QT_TR_NOOP("The person who got this permit gave it to themselves."),
    "permit_misused": QT_TR_NOOP(
        "The permit was not used by whom, where and when it was given for, or was not given as it says."
    ),
    "permit_again": QT_TR_NOOP("A used permit was changed: it is for one use."),
    "permit_not_used": QT_TR_NOOP(
        "The record names a supervisor's permit that its operation did not use."
    ),
    "policy_wrong": QT_TR_NOOP(
        "An approval policy says what none may say, or two of one kind hold on the same day."
    ),
    "delegation_wrong": QT_TR_NOOP(
        "Authority was delegated to oneself, for longer than it may be, or from a time that was past."
    ),
    "price_wrong": QT_TR_NOOP(
        "The order does not charge what the catalogue of that day says of its products."
    ),
    "paid_wrong": QT_TR_NOOP(
        "What was paid is more than what is due, or less without a reason on record."
    ),
    "refund_wrong": QT_TR_NOOP(
        "More was paid back than was paid, or the fee is another customer's."
    ),
    "rolled_back": QT_TR_NOOP(
        "The database was put back to an older state or cut; this event released it and names the lost "
        "records. No auditor has seen it yet."
    ),
    "head_gone": QT_TR_NOOP(
        "This counter did not find the file with its newest number, or could not read it. No auditor has "
        "seen it yet."
    ),
    "time_back": QT_TR_NOOP("From this event on times are earlier, and nobody confirmed that."),
}
NOTES = {
    "time_confirmed": QT_TR_NOOP(
        "From this event on times are earlier. A supervisor or the administrator confirmed that."
    ),
    "time_corrected": QT_TR_NOOP(
        "The clock was behind at this event. Only sign-ins were written until it was right again."
    ),
    "schema_put_right": QT_TR_NOOP(
        "Before this event somebody had changed the structure of the database outside the program; what was "
        "done meanwhile may have left no trace. An administrator or auditor put it right here."
    ),
    "rolled_back_seen": QT_TR_NOOP(
        "The database was put back to an older state or cut; this event released it and names the lost "
        "records. An auditor has seen it."
    ),
    "head_gone_seen": QT_TR_NOOP(
        "This counter did not find the file with its newest number, or could not read it. An auditor has "
        "seen it."
    ),
}
"""What is worth knowing and nothing wrong."""


NOTED = frozenset({"unvouched", "time_back", "rolled_back", "head_gone"})
"""Findings about what was tried on this computer: they say nothing against a backup of it."""
COUNTED = ("events", "versions", "postings", "blobs")
Progress = Callable[[int, int], None]
"""How many of how many things were looked at; what it raises ends the verification."""


@dataclass(frozen=True)
class Finding:
    """`place` is 'counter #event', 'table id version' or a name; `text` is the English source."""

    code: str
    place: str
    text: str


@dataclass(frozen=True)
class Verified:
    """What was looked at (chains, events, versions, rows, blobs), what is wrong with it, and what is
    only worth knowing."""

    findings: tuple[Finding, ...]
    counts: dict[str, int]
    notes: tuple[Finding, ...] = ()

    @property
    def good(self) -> bool:
        return not self.findings


@dataclass
class Findings:
    """Findings as they come."""

    found: list[Finding] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)
    progress: Progress | None = None
    total: int = 0
    notes: list[Finding] = field(default_factory=list)
    given_up: bool = False
    """`progress` raised: nobody waits for the answer any more"""

    def add(self, code: str, place: str) -> None:
        """One more thing that is wrong."""
        self.found.append(Finding(code, place, TEXTS[code]))

    def note(self, code: str, place: str) -> None:
        """One more thing that is worth knowing."""
        self.notes.append(Finding(code, place, NOTES[code]))

    def looked_at(self, what: str, n: int) -> None:
        """`n` more events, versions, postings or blobs, which are what takes the time."""
        self.counts[what] += n
        if self.progress is not None:
            self.given_up = True
            self.progress(sum(self.counts[each] for each in COUNTED), self.total)
            self.given_up = False
