"""The one mechanism of everything that a person can do to data.

`@procedure` makes a function one transaction with permission, operation id, retry, signed event and
three outcomes. `@query` makes it a read. A procedure gets a Work, which seals and versions the rows
it writes; a query gets a Reader. Beside them are the registry of kinds (`declare`, `REGISTRY`), the
signed chain of events (`chain_heads`, `newest_event`), events outside procedures (`person_event`,
`workstation_event`), numbers for people in leased blocks (`number_blocks`), the reason that a look
at another hall's customer needs (`give_reason`), lists a page at a time (`read`) and old versions
of a row (`between`).

Read mechanism.py first, then transaction.py; app/services/catalogue/rules_edit.py is a whole procedure.
Design: architecture.md (a procedure), data.md 4, 5 and 7.
"""

from app.services.procedure.chain import (
    EVENT_FORM,
    HEADS,
    LARGEST_HEADS,
    NO_SECRET,
    chain_heads,
    event_label,
    missing_heads,
    newest_event,
    remember_heads,
    remembered_heads,
)
from app.services.procedure.effects import people_named
from app.services.procedure.mechanism import not_allowed, procedure, query
from app.services.procedure.numbers import number_blocks, raise_number_generation
from app.services.procedure.paging import Cursor, RowsPage, read
from app.services.procedure.posting import Posting, post, post_batch
from app.services.procedure.reading import Query, gone
from app.services.procedure.reasons import (
    REASON_LIMIT,
    give_reason,
    needs_reason,
    refuse_without_reason,
)
from app.services.procedure.registry import REGISTRY, Declaration, Writes, declare, stamped
from app.services.procedure.sealing import shape
from app.services.procedure.session_events import event_of_person, person_event, workstation_event
from app.services.procedure.transaction import Work, changed_meanwhile
from app.services.procedure.versions import VersionInPlain, between, in_plain, recommitted

__all__ = [
    "EVENT_FORM",
    "HEADS",
    "LARGEST_HEADS",
    "NO_SECRET",
    "REASON_LIMIT",
    "REGISTRY",
    "Cursor",
    "Declaration",
    "Posting",
    "Query",
    "RowsPage",
    "VersionInPlain",
    "Work",
    "Writes",
    "between",
    "chain_heads",
    "changed_meanwhile",
    "declare",
    "event_label",
    "event_of_person",
    "give_reason",
    "gone",
    "in_plain",
    "missing_heads",
    "needs_reason",
    "newest_event",
    "not_allowed",
    "number_blocks",
    "people_named",
    "person_event",
    "post",
    "post_batch",
    "procedure",
    "query",
    "raise_number_generation",
    "read",
    "recommitted",
    "refuse_without_reason",
    "remember_heads",
    "remembered_heads",
    "shape",
    "stamped",
    "workstation_event",
]
