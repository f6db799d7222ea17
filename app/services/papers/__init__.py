"""Printed papers of a customer: drawn, stored sealed, listed, printed.

A paper's content is written once, with its business; `pdf` draws it from there and keeps the bytes.
`send_to_printer` is written before the sheet, `record_print` or `answer_print` after it, so that every copy
is known and none is printed twice by mistake. `unprinted` lists what has not come out.

Rules: R-142, R-182; app/papers draws, this package knows the database.
"""

from app.services.papers.adding import WRITES, add
from app.services.papers.listing import (
    PAGE,
    DocumentRow,
    UnprintedRow,
    count_unprinted,
    list_for,
    list_of_order,
    pdf,
    row_of,
    show,
    unprinted,
)
from app.services.papers.print_questions import OpenPrint, open_here
from app.services.papers.printing import (
    COPIES,
    MOST_COPIES,
    Outcome,
    answer_print,
    job_pdf,
    record_print,
    reprint_not_allowed,
    send_to_printer,
    stored_name,
)
from app.services.papers.store import Kind, PaperPdf

__all__ = [
    "COPIES",
    "MOST_COPIES",
    "PAGE",
    "WRITES",
    "DocumentRow",
    "Kind",
    "OpenPrint",
    "Outcome",
    "PaperPdf",
    "UnprintedRow",
    "add",
    "answer_print",
    "count_unprinted",
    "job_pdf",
    "list_for",
    "list_of_order",
    "open_here",
    "pdf",
    "record_print",
    "reprint_not_allowed",
    "row_of",
    "send_to_printer",
    "show",
    "stored_name",
    "unprinted",
]
