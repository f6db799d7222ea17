"""Every column of every table with the check of verification that covers it.

A business table is covered by its versions, which are named in events; what is worked out again from other
rows, and every column of a technical table, is listed here. A new column fails tests/db/verification/test_columns.py
until it has its line.
"""

from __future__ import annotations

import sqlalchemy as sa

from db.schema import metadata

VERSIONS = "versions.check_table: the commitment of the row's version, which its event names"
_CHAIN = "chains.check: hash, link, signature and the columns against the signed text"
_EFFECTS = "effects.written: the digest over what an event's operation wrote"
_OPERATION = "chains._check_operation: what its event names"
_SECRET = "people._check_secrets: the digest in the newest event about it"
_TRIES = "people._check_tries: worked out from the events"
_BOX = "roots._check_boxes and people._check_boxes: the events that gave and took it"
_SUBJECT = "subject_keys.check: one for each subject of a record, opened with keys"
_KEPT = "versions._check_version and lists._check_kept: what the version committed to"
_BLOB = "records._check_blobs: the record that names it, its digest and its size"
_CODES = "lists._check_codes: the codes of this program"
_LISTED = "lists._check_unvouched: the events that named and told it"
_TOKENS = "tokens.check: the digest that an operation bound, and with keys the records"
_LOOKS = "effects.compare_looks: the events that name it"
_UNPRINTED = "records._check_unprinted: worked out from papers and print jobs"

RECOMPUTED = {"customer": {"last_contact_at": "records._check_last_contact: worked out"}}

TECHNICAL: dict[str, dict[str, str]] = {
    "audit_event": dict.fromkeys(
        (
            "workstation_id",
            "seq",
            "previous",
            "body",
            "hash",
            "signer",
            "signer_id",
            "signature",
            "recorded_at",
        ),
        _CHAIN,
    ),
    "blob": dict.fromkeys(("id", "subject_id", "class", "size", "sha256", "sealed"), _BLOB),
    "business": {"code": _CODES},
    "class_key": {
        **dict.fromkeys(("key_class", "epoch", "public"), "roots._check_class_keys: the roots"),
        "created_at": "lists._check_class_keys: made with the hall",
    },
    "erasure": dict.fromkeys(("subject_id", "operation_id", "at", "reason", "count"), _EFFECTS),
    "held_key": dict.fromkeys(("key_class", "epoch", "holder_id", "sealed"), _BOX),
    "index_due": {"party_id": "lists._check_waiting: who was registered by an older program"},
    "look": dict.fromkeys(("kind", "row_id", "workstation_id", "seq"), _LOOKS),
    "number_counter": dict.fromkeys(
        ("prefix", "next"), "numbers.check: the numbers on record and the restores"
    ),
    "operation": dict.fromkeys(
        (
            "id",
            "kind",
            "request_hash",
            "actor_id",
            "workstation_id",
            "hall_id",
            "outcome",
            "result",
            "at",
        ),
        _OPERATION,
    ),
    "operation_replay": {
        **dict.fromkeys(("operation_id", "n"), "lists._check_replays: they count from one"),
        "at": "not promised",
    },
    "paper_content": {
        "document_id": "lists._check_contents: the paper that says it",
        "sealed": "paper_parts.check_contents: the digest that its paper names",
    },
    "paper_kind": {"code": _CODES},
    "party_role_code": {"code": _CODES},
    "permit_purpose": {"code": _CODES},
    "profile_copy": dict.fromkeys(
        ("workstation_id", "hash"), "lists._check_profile_copies: a counter and a step there are"
    ),
    "record_version": {
        **dict.fromkeys(("version", "row_id", "operation_id", "kind", "commitment"), _EFFECTS),
        "form": "effects.written: of the form of its event",
        "recorded_at": "effects.written: the time of its event",
        "mac": "versions._plain_holds: part of the commitment; lists._check_kept before form 3",
    },
    "recovery_share": dict.fromkeys(
        ("pair", "sealed", "signature"),
        "roots._check_shares: the newest event that names the shares",
    ),
    "root_step": dict.fromkeys(("hash", "n", "body"), "roots.load: the list as it is walked"),
    "search_token": dict.fromkeys(("kind", "token", "party_id"), _TOKENS),
    "shared_part": dict.fromkeys(
        ("sha256", "content"), "paper_parts: its own digest, and a paper that names it"
    ),
    "sign_in_state": dict.fromkeys(("staff_id", "failures", "last_failed_at", "locked"), _TRIES),
    "staff_secret": dict.fromkeys(("staff_id", "sealed", "must_change", "set_at"), _SECRET),
    "subject_key": dict.fromkeys(("subject_id", "key_class", "epoch", "wrapped"), _SUBJECT),
    "superseded_version": dict.fromkeys(
        ("kind", "row_id", "version", "subject_id", "form", "plain", "sealed", "epoch"), _KEPT
    ),
    "token_digest": dict.fromkeys(("party_id", "operation_id", "n", "digest"), _EFFECTS),
    "unprinted": dict.fromkeys(("hall_id", "made_at", "document_id"), _UNPRINTED),
    "unvouched": dict.fromkeys(("digest", "kind", "name", "found_at", "told_at"), _LISTED),
}

NOT_PROMISED: dict[tuple[str, str, str], str] = {
    ("operation_replay", "at", "change"): "when an answer was asked for again is no event",
    ("operation_replay", "at", "swap"): "when an answer was asked for again is no event",
    ("operation_replay", "", "delete"): "that an answer was asked for again is no event",
    ("operation_replay", "", "emptied"): "that an answer was asked for again is no event",
    (
        "number_counter",
        "next",
        "change",
    ): "ahead within its million it leaves a gap, as a lease does",
}
"""Cells that verification does not find, by table, column and act, each with its reason (README, Not promised).

Of the same kind, and only where the rest of the row is made to fit: a count of wrong passwords that is raised
looks like tries that were broken off, a repeated answer more looks like one that was asked for, and a counter of
numbers that no number was taken from may be gone."""


def covered() -> dict[str, dict[str, str]]:
    """The check of every column that is listed or follows from its table."""
    found = {name: dict(columns) for name, columns in TECHNICAL.items()}
    for table in metadata.sorted_tables:
        if table.info.get("business"):
            found[table.name] = _of_versions(table)
    return found


def _of_versions(table: sa.Table) -> dict[str, str]:
    apart = RECOMPUTED.get(table.name, {})
    return {
        str(column.name): VERSIONS for column in table.columns if not column.info.get("recomputed")
    } | apart


def columns() -> dict[str, set[str]]:
    """Every table of the program with its columns."""
    return {table.name: {str(c.name) for c in table.columns} for table in metadata.sorted_tables}
