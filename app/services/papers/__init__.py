"""Papers of a customer: drawing, sealed storage, lists and printing.

`slip` is what every slip says. `add` writes a paper's content in the transaction of its business;
`stored_pdf` draws it from there and keeps it in parts (parts.py). `send_to_printer` is recorded before a sheet is
printed and `answer_print` after it, so that every copy is known and none is printed twice by mistake.
`record_print` records a paper that went to no printer. `unprinted` lists papers that have not come
out.

Rules: R-142, R-182. app/papers draws without a database; this package reads and writes it.
"""

from app.services.papers.adding import WRITES, add
from app.services.papers.listing import (
    PAGE,
    DocumentRow,
    UnprintedRow,
    count_unprinted,
    list_of_customer,
    list_of_order,
    paper_row,
    show_paper,
    stored_pdf,
    unprinted,
)
from app.services.papers.paper_words import business_words, fees, words
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
from app.services.papers.slips import slip
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
    "business_words",
    "count_unprinted",
    "fees",
    "job_pdf",
    "list_of_customer",
    "list_of_order",
    "open_here",
    "paper_row",
    "record_print",
    "reprint_not_allowed",
    "send_to_printer",
    "show_paper",
    "slip",
    "stored_name",
    "stored_pdf",
    "unprinted",
    "words",
]
