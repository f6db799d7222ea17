"""Work that falls due without anybody asking for it, done in small parts (data.md 11).

`declare` says a kind of it: what it is in words, how much is left, which part comes next, and the procedure that
does a part. A kind without personal data is run by `python -m app.admin run-due` (cron); one that needs the records
key runs in the background of the first entitled person who signs in, and so does the other where nobody set up cron.
`run_due` does some parts of a kind, `overdue` is what the top bar shows. Nothing is ever wrong because due work waits:
what reads evaluates it by the date.

A part is one operation of 200 ms or less, because it holds the writer of SQLite. Its id is made from the kind, the
business date and the part's name, so that two counters never do one twice.
"""

from app.services.due.declared import DUE, Chunk, DueKind, Left, declare
from app.services.due.running import Overdue, Ran, may_run, overdue, run_due

__all__ = [
    "DUE",
    "Chunk",
    "DueKind",
    "Left",
    "Overdue",
    "Ran",
    "declare",
    "may_run",
    "overdue",
    "run_due",
]
