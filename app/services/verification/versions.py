"""Every version of every record, and the records themselves, against what was committed to."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from app.domain.canonical import Plain, canonical
from app.domain.findings import Findings
from app.security.seal import (
    Tampered,
    commitment,
    commitment_key,
    open_field,
    unframed,
)
from app.services.verification.plain_versions import SLIM, plain_of, versions_of
from app.services.verification.row_rules import RowRules, VersionSays
from app.services.verification.vault import Vault
from db.schema.base import first_name, kind_of, recomputed
from db.types import Sealed

_AT_ONCE = 1000


def check_table(
    connection: sa.Connection,
    table: sa.Table,
    vault: Vault,
    told: set[UUID],
    rules: RowRules,
    findings: Findings,
) -> None:
    """Check what every version says, and have it judged by `rules`."""
    kind = kind_of(table)
    apart = frozenset(first_name(column) for column in recomputed(table))
    stream = connection.execution_options(yield_per=_AT_ONCE)
    with (
        stream.execute(sa.select(table).order_by(table.c.id)) as stored,
        stream.execute(versions_of(table)) as versions,
    ):
        rows = _Rows(table, stored.partitions(), vault, findings)
        before: Any = None
        said_before: VersionSays | None = None
        for version, newest in _each(versions, vault, findings):
            place = f"{version.kind} {version.row_id} v{version.version}"
            same = before is not None and before.row_id == version.row_id
            if version.version != (before.version + 1 if same else 1):
                findings.add("version_gap", place)
            if version.operation_id not in told:
                findings.add("version_without_event", place)
            row = rows.of(version.row_id) if newest else None
            said = _check_version(table, version, row, newest, vault, place, findings)
            if said is not None and (version.version == 1 or (same and said_before is not None)):
                rules.judge(kind, version, said, said_before if same else None, apart)
            before, said_before = version, said
        rows.end()


class _Rows:
    """The rows of a table in the order of their ids, beside their versions."""

    def __init__(
        self, table: sa.Table, parts: Iterable[Sequence[Any]], vault: Vault, findings: Findings
    ) -> None:
        self._kind = kind_of(table)
        self._findings = findings
        self._rows = self._each(parts, vault)
        self._row: Any = next(self._rows, None)

    def _each(self, parts: Iterable[Sequence[Any]], vault: Vault) -> Iterator[Any]:
        for part in parts:
            vault.load({_subject(row, vault) for row in part})
            yield from part

    def of(self, row_id: UUID) -> Any:
        """The row of this id, None when there is none; rows before it have no version."""
        while self._row is not None and self._row.id < row_id:
            self._without()
        if self._row is None or self._row.id != row_id:
            return None
        found = self._row
        self._next()
        return found

    def end(self) -> None:
        """No version is left."""
        while self._row is not None:
            self._without()

    def _without(self) -> None:
        self._findings.add("row_without_version", f"{self._kind} {self._row.id}")
        self._next()

    def _next(self) -> None:
        self._findings.counts["rows"] += 1
        self._row = next(self._rows, None)


def _each(
    versions: sa.CursorResult[Any], vault: Vault, findings: Findings
) -> Iterator[tuple[Any, bool]]:
    """Each version, and whether it is the newest of its row."""
    last: Any = None
    for part in versions.partitions():
        vault.load({v.kept_subject_id for v in part if v.kept_subject_id is not None})
        findings.looked_at("versions", len(part))
        for version in part:
            if last is not None:
                yield last, last.row_id != version.row_id
            last = version
    if last is not None:
        yield last, True


def _check_version(
    table: sa.Table,
    version: Any,
    row: Any,
    newest: bool,
    vault: Vault,
    place: str,
    findings: Findings,
) -> VersionSays | None:
    """What was kept of a version and, for the newest, the row, against what was committed to. Returns what it
    says, None where nothing can be read."""
    if newest and row is None:
        findings.add("row_missing", f"{version.kind} {version.row_id}")
    if row is not None and row.version != version.version:
        findings.add("row_differs", f"{version.kind} {version.row_id} v{row.version}")
        row = None
    if version.kept_subject_id is None:
        if not newest or version.form != SLIM:
            findings.add("content_missing", place)
        elif row is not None:
            said = _slim_row(table, version, row, vault, place, findings)
            if said is None:
                findings.add("row_differs", place)
            return said
        return None
    if version.form == SLIM:
        if newest:
            findings.add("content_unexpected", place)
        return _slim_content(version, vault, place, findings)
    secret = _opened_whole(version, vault, place, findings)
    if row is not None and not _same(table, row, version, secret, vault):
        findings.add("row_differs", place)
    return VersionSays(version.kept_plain, secret) if isinstance(version.kept_plain, dict) else None


def _slim_row(
    table: sa.Table, version: Any, row: Any, vault: Vault, place: str, findings: Findings
) -> VersionSays | None:
    """What a row says; None when it is not what its version committed to: plain columns without keys,
    sealed ones with them."""
    plain = plain_of(table, row)
    if not _plain_holds(version, plain):
        return None
    sealed, opened = _sealed_columns(table, row), dict[str, str]()
    try:
        subject = _subject(row, vault)
        if not _secret_holds(version, subject, sealed, opened, vault, place, findings):
            return None
    except Tampered:
        return None
    return VersionSays(plain, opened if opened.keys() == sealed.keys() else None)


def _slim_content(version: Any, vault: Vault, place: str, findings: Findings) -> VersionSays | None:
    """What is kept of a version says; None when it is not what was committed to."""
    plain = version.kept_plain
    if not isinstance(plain, dict) or version.kept_form != SLIM or not _plain_holds(version, plain):
        findings.add("commitment_wrong", place)
        return None
    if not _of_its_subject(version, vault):
        findings.add("commitment_wrong", place)
        return None
    subject = version.kept_subject_id
    if version.kept_sealed is None and version.mac is not None and subject in vault.erased:
        return VersionSays(plain, None)
    opened: dict[str, str] = {}
    try:
        parts = [] if version.kept_sealed is None else unframed(version.kept_sealed)
        sealed = {name.decode(): value for name, value in zip(parts[::2], parts[1::2], strict=True)}
        holds = _secret_holds(version, subject, sealed, opened, vault, place, findings)
    except (Tampered, ValueError):
        findings.add("sealed_unreadable", place)
        return None
    if not holds:
        findings.add("commitment_wrong", place)
        return None
    return VersionSays(plain, opened if opened.keys() == sealed.keys() else None)


def _of_its_subject(version: Any, vault: Vault) -> bool:
    """Whether the key that a version is checked with is that of its person: not of somebody erased."""
    whose = version.kept_plain.get("subject_id", str(vault.deployment))
    return bool(whose == str(version.kept_subject_id))


def _plain_holds(version: Any, plain: dict[str, Any]) -> bool:
    said = {
        "kind": version.kind,
        "id": str(version.row_id),
        "version": version.version,
        "values": plain,
        "mac": None if version.mac is None else version.mac.hex(),
    }
    try:
        message = canonical("counter/row/3", said)
    except (TypeError, ValueError, RecursionError):
        return False  # nothing that anybody committed to
    return bool(hashlib.sha256(message).digest() == version.commitment)


def _secret_holds(
    version: Any,
    subject: UUID,
    sealed: dict[str, bytes],
    opened: dict[str, str],
    vault: Vault,
    place: str,
    findings: Findings,
) -> bool:
    """Whether sealed columns are what the mac fixes, in clear in `opened`; True where there is no key to look,
    and a key that is missing is told. Raises Tampered for what does not open."""
    if (version.mac is not None) != bool(sealed):
        return False
    if not sealed or vault.keys is None or subject in vault.erased:
        return True
    key = vault.get(subject)
    if key is None:
        findings.add("subject_key_missing", place)
        return True
    for name, value in sealed.items():
        here = vault.context(version.kind, name, version.row_id, version.version)
        opened[name] = open_field(key, here, value).decode()
    said = {
        "kind": version.kind,
        "id": str(version.row_id),
        "version": version.version,
        "values": dict[str, Plain](opened),
    }
    mac = commitment(commitment_key(key), canonical("counter/secret/1", said))
    return bool(mac == version.mac)


def _sealed_columns(table: sa.Table, row: Any) -> dict[str, bytes]:
    return {
        first_name(column): row._mapping[column.name]
        for column in table.columns
        if isinstance(column.type, Sealed) and row._mapping[column.name] is not None
    }


def _subject(row: Any, vault: Vault) -> UUID:
    subject: UUID = row._mapping.get("subject_id", vault.deployment)
    return subject


def _opened_whole(
    version: Any, vault: Vault, place: str, findings: Findings
) -> dict[str, str] | None:
    """The sealed values of a version of form 1 or 2, when its commitment is to what it says."""
    if not isinstance(version.kept_plain, dict) or not _of_its_subject(version, vault):
        findings.add("commitment_wrong", place)
        return None
    if vault.keys is None or version.kept_subject_id in vault.erased:
        return None
    key = vault.get(version.kept_subject_id)
    if key is None:
        findings.add("subject_key_missing", place)
        return None
    secret: dict[str, str] = {}
    if version.kept_sealed is not None:
        context = vault.context("record_version", version.kind, version.row_id, version.version)
        try:
            secret = json.loads(open_field(key, context, version.kept_sealed))
        except Tampered:
            findings.add("sealed_unreadable", place)
            return None
    said = {
        "kind": version.kind,
        "id": str(version.row_id),
        "version": version.version,
        "values": {**version.kept_plain, **secret},
    }
    try:
        message = canonical(f"counter/row/{version.form or 1}", said)
    except (TypeError, ValueError):
        message = b""  # nothing that anybody committed to
    if commitment(commitment_key(key), message) != version.commitment:
        findings.add("commitment_wrong", place)
        return None
    return secret


def _same(
    table: sa.Table, row: Any, version: Any, secret: dict[str, str] | None, vault: Vault
) -> bool:
    """Whether a row is what its version of form 1 or 2 says."""
    apart = {first_name(column) for column in recomputed(table)}
    kept = {
        name: value
        for name, value in version.kept_plain.items()
        if value is not None and name not in apart
    }
    if plain_of(table, row) != kept:
        return False
    return secret is None or secret == _open_columns(version, _sealed_columns(table, row), vault)


def _open_columns(version: Any, sealed: dict[str, bytes], vault: Vault) -> dict[str, str] | None:
    """The row's sealed columns in clear; None when one does not open."""
    key = vault.get(version.kept_subject_id)
    opened: dict[str, str] = {}
    if key is None:
        return opened
    for name, value in sealed.items():
        try:
            context = vault.context(version.kind, name, version.row_id, version.version)
            opened[name] = open_field(key, context, value).decode()
        except Tampered:
            return None
    return opened
