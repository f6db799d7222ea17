"""The arguments of the command line. Secrets are not among them, because every user of the computer
can see arguments."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path
from uuid import UUID

from app.domain.numbers import PRINTED
from app.domain.permissions import Role


def parser() -> argparse.ArgumentParser:
    """The whole command line."""
    top = argparse.ArgumentParser(
        prog="python -m app.admin",
        description="Administration of a service counter. Prints JSON; exit code 0 done, 1 refused, "
        "2 wrong usage, 3 not known whether it was done (repeat with the same --operation). The code "
        "tells what became of the command, also where its answer could not be written.",
    )
    top.add_argument("--data", type=Path, help="the data folder (default: this user's own)")
    commands = top.add_subparsers(dest="command", required=True, metavar="COMMAND")

    def command(name: str, told: str, *, person: bool | None = True) -> argparse.ArgumentParser:
        """A command; `person`: --as is needed (True), possible (False), or unknown to it (None)."""
        made = commands.add_parser(name, help=told, description=told, allow_abbrev=False)
        made.add_argument(
            "--password-fd", type=int, metavar="N", help="read passwords and codes, a line each"
        )
        if person is not None:
            made.add_argument(
                "--as", dest="person", metavar="STAFF", required=person, help="staff number"
            )
        return made

    init = command("init", "set up a hall: operator, hall, first administrator", person=None)
    init.add_argument("form", metavar="FORM.json", help="the answers without password; - = stdin")
    init.add_argument(
        "--second-place",
        metavar="FOLDER",
        default="",
        help="a folder outside the data folder in which every account of this counter may write: it keeps the "
        "newest number of the records, so that an older database is noticed (default: this user's own)",
    )
    init.add_argument("--sheets", type=Path, required=True, help="folder for the recovery sheets")
    command("sample-data", "make a hall to try the program with", person=None)
    command("upgrade", "bring the database to this version, after a copy", person=None)

    command("backup", "write a sealed backup").add_argument("file", type=Path)
    restore = command("restore", "restore a backup into an empty data folder")
    restore.add_argument("file", type=Path)
    restore.add_argument(
        "--last-printed",
        action="append",
        default=[],
        metavar="NUMBER",
        help="the highest printed number of a kind, from the last papers; give it once for each of customer, "
        "agreement, slip and subscription. Needed on a computer that does not know what was printed",
    )
    restore.add_argument(
        "--none-printed",
        action="append",
        default=[],
        choices=PRINTED,
        metavar="KIND",
        help=f"no number of this kind was ever printed ({', '.join(PRINTED)})",
    )
    command("drill", "prove a backup good without using it").add_argument("file", type=Path)
    verify = command("verify", "check chains, signatures, records and papers", person=False)
    verify.add_argument(
        "--slip",
        metavar="NUMBER-XXXXXXXX",
        help="only say whether the event that this slip prints at its foot is in the chain as printed",
    )
    verify.add_argument("--counter", default="", help="the counter that the slip names")
    command(
        "put-schema-right",
        "take back what somebody changed of the database's structure (administrator, auditor)",
    )
    run_due = command(
        "run-due",
        "do the due work that needs no customer data (for cron); what needs the records key waits for a sign-in at "
        "a counter",
    )
    run_due.add_argument(
        "--limit",
        metavar="N",
        type=_chunks,
        help="at most so many parts of each kind (default: all)",
    )
    command("prove-sheets", "prove that two of the recovery sheets open; nothing is used up")
    recover = command("recover", "make an administrator with two recovery codes", person=None)
    recover.add_argument("--staff-no", required=True)
    recover.add_argument("--name", required=True)

    enrol = command("enrol", "enrol a person; prints the first password")
    enrol.add_argument("--staff-no", required=True)
    enrol.add_argument("--name", required=True)
    enrol.add_argument("--role", choices=[role.value for role in Role], required=True)
    for name, told in (
        ("reset", "new keys for a person; prints the first password"),
        ("unlock", "end the lock after ten wrong passwords"),
        ("leave", "end a person's access today"),
    ):
        command(name, told).add_argument("--staff-no", required=True)
    command("confirm-time", "say that this counter's clock is right (supervisor, administrator)")
    release = command(
        "release-rollback",
        "go on with a database that lacks what this counter has written: an auditor, or an administrator with "
        "a supervisor; asked for the second password as well",
    )
    release.add_argument(
        "--with", dest="second", metavar="STAFF", default="", help="the supervisor"
    )
    release.add_argument("--reason", required=True, help="what happened; only auditors can read it")
    listed = command("rollbacks", "the auditor's list of roll-backs and of heads that were gone")
    listed.add_argument("--seen", action="store_true", help="record that the auditor has seen them")
    command("first-password", "replace the first password by your own")
    accept = command("accept-confidentiality", "read and sign the confidentiality agreement")
    accept.add_argument("--yes", action="store_true", help="you have read it and agree")

    register = command("register", "register the customer of a JSON form")
    register.add_argument("form", metavar="FORM.json", help="- = stdin")
    register.add_argument("--operation", type=UUID, help="repeat a try whose end is unknown")
    register.add_argument(
        "--permitted-by",
        metavar="STAFF",
        default="",
        help="the supervisor who permits, once, that the card is typed; asked for a password as well",
    )
    register.add_argument("--reason", default="", help="why the supervisor permits it")
    _changes(command)
    for name, told in (
        (
            "find",
            "find customers as the search box does; prints a line of JSON for each row, masked",
        ),
        ("places", "find standard addresses; prints a line of JSON for each"),
    ):
        _questions(command(name, told))
    command("import-places", "add standard addresses from a CSV file").add_argument(
        "file", type=Path
    )
    command("import-offerings", "add products from a JSON file").add_argument("file", type=Path)
    card = command("read-card", "read identity documents; prints a line of JSON each", person=None)
    card.add_argument("files", metavar="FILE", nargs="+", type=Path, help="JPEG, PNG or WebP")
    card.add_argument("--json", action="store_true", help="JSON lines (there is no other form)")
    return top


def _changes(command: Callable[[str, str], argparse.ArgumentParser]) -> None:
    change = command(
        "change", "ask for the changes of a JSON form; done at once where nobody decides"
    )
    change.add_argument("form", metavar="FORM.json", help="- = stdin")
    decide = command("decide", "approve, reject or return somebody else's request")
    decide.add_argument("request", metavar="REQUEST", help="its number")
    verdict = decide.add_mutually_exclusive_group(required=True)
    for name, told in (
        ("approve", "it is carried out, or the next step is asked"),
        ("reject", "it ends"),
        ("return", "it goes back to be corrected"),
    ):
        verdict.add_argument(f"--{name}", action="store_true", help=told)
    decide.add_argument("--reason", default="", help="needed for --reject and --return")
    for each in (change, decide):
        each.add_argument("--operation", type=UUID, help="repeat a try whose end is unknown")
    requests = command("requests", "what waits for your decision, masked")
    which = requests.add_mutually_exclusive_group()
    which.add_argument(
        "request", metavar="REQUEST", nargs="?", default="", help="one of them, whole"
    )
    which.add_argument("--mine", action="store_true", help="those that you asked for")
    requests.add_argument("--limit", metavar="N", type=_rows, default=50, help="rows (default: 50)")


MOST_ROWS = 2000


def _questions(to: argparse.ArgumentParser) -> None:
    to.epilog = (
        "TEXT can be seen by every user of the computer in the list of processes: give a person's data with - or "
        "--file. {hint} is what the box would say, {more} that there are further rows; with --file {line} is "
        "the line that a row answers."
    )
    which = to.add_mutually_exclusive_group(required=True)
    which.add_argument("text", metavar="TEXT", nargs="?", help="- = one line of stdin")
    which.add_argument("--file", metavar="F", help="look for each line of this file; - = stdin")
    to.add_argument(
        "--limit",
        metavar="N",
        type=_rows,
        default=20,
        help=f"rows of one answer, 1 to {MOST_ROWS} (default: 20)",
    )


def _chunks(typed: str) -> int:
    chunks = _number(typed)
    if not chunks:
        raise argparse.ArgumentTypeError("a number of parts from 1")
    return chunks


def _number(typed: str) -> int:
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 9 else 0


def _rows(typed: str) -> int:
    rows = _number(typed)
    if not 1 <= rows <= MOST_ROWS:
        raise argparse.ArgumentTypeError(f"a number of rows from 1 to {MOST_ROWS}")
    return rows
