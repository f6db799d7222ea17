"""What every kind of operation may do, as a numbered file of resources/rules, by which verification judges.

    python packaging/rules.py write   makes the file of the number in force from the registry
    python packaging/rules.py check   says whether it is what the registry declares

The files ship with the program and stay for ever, because an event names the number of its time. After a
release: raise RULES in app/services/procedure/registry.py, put the digest of the file that was released
into SHIPPED here, and write.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path
from typing import Any

TOP = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(TOP))

import sqlalchemy as sa  # noqa: E402

from app.domain import customers, orders, requests, subscriptions  # noqa: E402
from app.services.kinds import REGISTRY, Declaration  # noqa: E402
from app.services.procedure import EVENTS, RULES  # noqa: E402
from db.schema.base import first_name  # noqa: E402

FOLDER = TOP / "resources" / "rules"
SHIPPED: dict[int, str] = {
    1: "ebe866b86bf64b849b481b774c5d12cd687a1e30bd8f5643d5f988bb9ca8d43a",
}
"""SHA-256 of the files that were released; they are never written anew."""

_JOB_DONE = ["good", "jammed", "later", "nothing", "other_printer"]
_ENDS = {"valid": ["replaced", "void"]}


def _states(moves: Mapping[Any, frozenset[StrEnum]]) -> dict[str, list[str]]:
    return {str(state): sorted(map(str, to)) for state, to in moves.items()}


def _moves() -> dict[str, dict[str, list[str]]]:
    """By table and column, where a status may go; a state that is not named stays."""
    return {
        "change_request.status": _states(requests.MOVES),
        "contact_medium.status": {"valid": ["replaced"]},
        "customer.status": _states(customers.MOVES),
        "identity_document.status": _ENDS,
        "print_job.outcome": {"sent": _JOB_DONE},
        "product_order.status": _states(orders.MOVES),
        "subscription.status": _states(subscriptions.MOVES),
    }


ONCE = [
    "change_request.applied_by",
    "change_request.order_id",
    "delegation.ended_at",
    "paper.sha256",
    "permit.used_by",
]
"""Columns that are filled in once and stay."""


def said() -> dict[str, Any]:
    """The declarations in force, as their file has them."""
    return {
        "events": dict(sorted(EVENTS.items())),
        "kinds": {
            kind: _kind(told)
            for kind, told in sorted(REGISTRY.items())
            if not kind.startswith("test.")
        },
        "moves": _moves(),
        "once": ONCE,
    }


def _kind(told: Declaration) -> dict[str, Any]:
    made: dict[str, Any] = {
        "roles": sorted(told.roles),
        "adds": {
            name_of(table): {
                said_of(table, column): _stamp(table, column, stamp)
                for column, stamp in sorted(told.writes[table].items())
            }
            for table in _sorted(told.adds)
        },
        "changes": {
            name_of(table): {
                said_of(table, column): "any" if stamp is None else _stamp(table, column, stamp)
                for column, stamp in sorted(told.changes[table].items())
            }
            for table in _sorted(told.changes)
        },
    }
    flags = ("decides", "carries_out", "of_others", "own_fees")
    return made | {name: True for name in flags if getattr(told, name)}


def _sorted(tables: Any) -> list[sa.Table]:
    return sorted(tables, key=name_of)


def name_of(table: sa.Table) -> str:
    """What versions and events call it."""
    return str(table.info.get("kind", table.name))


def said_of(table: sa.Table, column: str) -> str:
    """What versions call the column."""
    return first_name(table.c[column])


def _stamp(table: sa.Table, column: str, stamp: str) -> str:
    return f"{stamp} or nobody" if table.c[column].nullable else stamp


def text() -> str:
    """The file of the number in force."""
    return json.dumps(said(), indent=1) + "\n"


def wrong() -> list[str]:
    """What is wrong with the files, in words."""
    found = []
    for number, digest in SHIPPED.items():
        content = (FOLDER / f"{number}.json").read_bytes()
        if hashlib.sha256(content).hexdigest() != digest:
            found.append(f"resources/rules/{number}.json is not the file that was released")
    file = FOLDER / f"{RULES}.json"
    if not file.exists() or file.read_text("utf-8") != text():
        found.append(
            f"resources/rules/{RULES}.json is not what the registry declares. Not released yet: "
            "run `python packaging/rules.py write`. Released: raise RULES in "
            "app/services/procedure/registry.py and put the old file's SHA-256 into SHIPPED first"
        )
    return found


def main() -> int:
    """Write or check; 1 when something is wrong."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("what", choices=("write", "check"))
    if parser.parse_args().what == "write" and RULES not in SHIPPED:
        FOLDER.mkdir(exist_ok=True)
        (FOLDER / f"{RULES}.json").write_text(text(), "utf-8", newline="\n")
    found = wrong()
    print("\n".join(found) or "The files of rules are what they should be.")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
