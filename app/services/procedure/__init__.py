"""The one mechanism of everything that a person can do to data.

`@procedure` makes a function one transaction with permission, operation id, retry, signed event and
three outcomes. `@query` makes it a read. A procedure gets a Work, which seals and versions the rows
it writes; a query gets a Reader. Beside them are the registry of kinds (`declare`, `REGISTRY`), the
signed chain of events (`newest_event`), events outside procedures (`person_event`,
`workstation_event`), numbers for people in leased blocks (`number_blocks`), the reason that a look
at another hall's customer needs (`give_reason`), lists a page at a time (`read`) and old versions
of a row (`between`).

Read mechanism.py first, then transaction.py; app/services/catalogue/rules_edit.py is a whole procedure.
Design: architecture.md (a procedure), data.md 4, 5 and 7.
"""

from app.services.procedure.chain import (
    EVENT_FORM,
    NO_SECRET,
    RELEASES,
    event_label,
    newest_event,
    printed_head,
)
from app.services.procedure.conflicts import changed_meanwhile
from app.services.procedure.effects import Effect, people_named, summary
from app.services.procedure.leased import leased_here, next_numbers
from app.services.procedure.mechanism import not_allowed, procedure, query
from app.services.procedure.numbers import keep_numbers, number_blocks, raise_numbers_here
from app.services.procedure.paging import Cursor, RowsPage, read
from app.services.procedure.posting import Posting, post, post_batch
from app.services.procedure.reading import Query, gone
from app.services.procedure.reasons import (
    REASON_LIMIT,
    give_reason,
    needs_reason,
    refuse_without_reason,
)
from app.services.procedure.registry import (
    EVENTS,
    REGISTRY,
    RULES,
    Changes,
    Declaration,
    Writes,
    declare,
    may_change,
    stamped,
)
from app.services.procedure.sealing import shape
from app.services.procedure.session_events import event_of_person, person_event, workstation_event
from app.services.procedure.transaction import REASON_CONTEXT, Work
from app.services.procedure.versions import VersionInPlain, between, in_plain, recommitted

__all__ = [
    "EVENTS",
    "EVENT_FORM",
    "NO_SECRET",
    "REASON_CONTEXT",
    "REASON_LIMIT",
    "REGISTRY",
    "RELEASES",
    "RULES",
    "Changes",
    "Cursor",
    "Declaration",
    "Effect",
    "Posting",
    "Query",
    "RowsPage",
    "VersionInPlain",
    "Work",
    "Writes",
    "between",
    "changed_meanwhile",
    "declare",
    "event_label",
    "event_of_person",
    "give_reason",
    "gone",
    "in_plain",
    "keep_numbers",
    "leased_here",
    "may_change",
    "needs_reason",
    "newest_event",
    "next_numbers",
    "not_allowed",
    "number_blocks",
    "people_named",
    "person_event",
    "post",
    "post_batch",
    "printed_head",
    "procedure",
    "query",
    "raise_numbers_here",
    "read",
    "recommitted",
    "refuse_without_reason",
    "shape",
    "stamped",
    "summary",
    "workstation_event",
]
