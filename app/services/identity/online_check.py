"""Name and number compared by a checking service outside, through a replaceable gateway (R-180, D8).

Without a gateway the state stays 未联网核验. An answer is bound to the person it is about, so that
a form cannot carry another person's.
"""

from __future__ import annotations

import hmac
import json
import logging
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, Protocol
from uuid import UUID

from app.domain.identity import tidy_number
from app.domain.names import tidy_name
from app.domain.people import PersonForm
from app.domain.permissions import Permission
from app.paths import Folders
from app.security.blind_index import BlindIndex
from app.services.procedure import Work, not_allowed, procedure
from app.services.session import Session

log = logging.getLogger(__name__)

Result = Literal["match", "mismatch", "none"]

FILE = "identity-check.jsonl"


@dataclass(frozen=True)
class OnlinePerson:
    """The person asked about, tidied as the base stores it."""

    document_type: str
    country: str
    number: str
    name: str


class Gateway(Protocol):
    """A checking service. It answers within seconds, and 'none' when it cannot."""

    def check(self, person: OnlinePerson) -> Result:
        """Whether name and number belong together."""
        ...


@dataclass(frozen=True)
class Answer:
    """The service's answer. `about` is a seal over answer and person that names nobody, so that a
    form can neither change the answer nor use it for somebody else."""

    result: Result
    about: str


@dataclass(frozen=True)
class ServiceAsked:
    """That the service was asked."""

    result: Result


class FileGateway:
    """A list of keyed hashes, a JSON object a line, for training: {"number": …, "name": …}.

    A number that is not in the list gets no answer; one with another name does not match. Damaged
    lines are left out. The hashes use a key of the deployment, so the file names nobody.
    """

    def __init__(self, file: Path, index: BlindIndex) -> None:
        self._file = file
        self._index = index

    def check(self, person: OnlinePerson) -> Result:
        try:
            lines = self._file.read_text("utf-8").splitlines()
        except (OSError, ValueError) as error:
            log.warning("the list of the checking service cannot be read", exc_info=error)
            return "none"
        asked = self._line(person)
        for line in reversed(lines):
            try:
                said = json.loads(line)
                if said["number"] == asked["number"]:
                    return "match" if said["name"] == asked["name"] else "mismatch"
            except (ValueError, TypeError, KeyError):
                continue
        return "none"

    def add(self, person: OnlinePerson) -> None:
        """Let the service know a person; the newest line of a number counts."""
        with self._file.open("a", encoding="utf-8") as file:
            file.write(json.dumps(self._line(person)) + "\n")

    def _line(self, person: OnlinePerson) -> dict[str, str]:
        number = [person.document_type, person.country, person.number]
        return {
            "number": _hash(self._index, "list/number", number),
            "name": _hash(self._index, "list/name", [*number, person.name]),
        }


def _hash(index: BlindIndex, label: str, values: list[str]) -> str:
    return index.token(f"identity-check/{label}", "\0".join(values), 256).hex()


def online_gateway(session: Session) -> Gateway | None:
    """The service of this counter; None where there is none."""
    file = file_of(session.installation.folders)
    if session.index is None or not file.exists():
        return None
    return FileGateway(file, session.index)


def file_of(folders: Folders) -> Path:
    """The file with the list for training."""
    return folders.data / FILE


def person_of(form: PersonForm) -> OnlinePerson:
    """The form's person as the service is asked about them."""
    number, name = tidy_number(form.number), tidy_name(form.name)
    return OnlinePerson(form.document_type, form.country or "CHN", number, name)


def ask_online(session: Session, operation_id: UUID, *, form: PersonForm) -> Answer:
    """Ask the service about the person of `form`; that it was asked, and its answer, is on record."""
    if not session.may(Permission.CUSTOMER_REGISTER):
        raise not_allowed()
    service = online_gateway(session)
    result: Result = "none" if service is None else service.check(person_of(form))
    _record(session, operation_id, result=result)
    return Answer(result, _about(session, form, result))


@procedure("identity.check", Permission.CUSTOMER_REGISTER)
def _record(work: Work, *, result: Result) -> ServiceAsked:
    """The result holds nothing of the person, not even a hash, because a procedure's result is kept
    with its operation."""
    work.details["result"] = result
    return ServiceAsked(result)


def online(session: Session, form: PersonForm, answer: Answer | None) -> bool | None:
    """The state that `answer` gives the person of `form`; None when it is about somebody else."""
    if answer is None or answer.result == "none":
        return None
    told = answer.about.encode("utf-8", "surrogatepass")
    if not hmac.compare_digest(_about(session, form, answer.result).encode(), told):
        return None
    return answer.result == "match"


def _about(session: Session, form: PersonForm, result: Result) -> str:
    if session.index is None:
        return ""
    person = person_of(form)
    values = [result, person.document_type, person.country, person.number, person.name]
    return _hash(session.index, "answer", values)
