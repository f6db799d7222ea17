"""Each command of the administration; they call services and nothing below them."""

from __future__ import annotations

import argparse
import contextlib
from collections.abc import Callable, Iterator
from typing import Any
from uuid import UUID, uuid5

from app.admin import cards, changes, due_work, questions, restoring, set_up
from app.admin.asking import Asking
from app.admin.at_work import (
    at_work,
    end_progress,
    on_terminal,
    opened,
    say_nothing,
    settle,
    show_progress,
    tell_steps,
)
from app.admin.forms import read_form, without_readings
from app.domain.canonical import to_plain
from app.domain.finding_groups import grouped
from app.domain.ids import new_id
from app.domain.permissions import Role
from app.domain.registration.form import RegistrationForm
from app.errors import QT_TR_NOOP, OutcomeUnknown, UserError
from app.paths import Folders
from app.security.passwords import one_time_password
from app.services import backup, catalogue, registration, sample, setup, staff, trust, verification
from app.services.session import (
    Session,
    open_installation,
)
from app.services.staff import sign_in

Result = dict[str, Any]
_FIRST_PLACES = 5
"""Of each kind of finding; every one of them stands in the list of findings."""


def run(given: argparse.Namespace, folders: Folders, asking: Asking) -> Result | Iterator[Result]:
    """Do what was asked; what is printed, or several such as they come. Raises UserError or a bug."""
    return _COMMANDS[given.command](given, folders, asking)


def _init(given: argparse.Namespace, folders: Folders, asking: Asking) -> Result:
    return set_up.init(given, folders, asking)


def _sample_data(given: argparse.Namespace, folders: Folders, asking: Asking) -> Result:
    logins = sample.create(folders, show_progress)
    end_progress()
    return {"logins": to_plain(logins)}


def _upgrade(given: argparse.Namespace, folders: Folders, asking: Asking) -> Result:
    open_installation(folders, progress=show_progress if on_terminal() else say_nothing).close()
    return {"upgraded": True}


def _backup(given: argparse.Namespace, folders: Folders, asking: Asking) -> Result:
    with at_work(given, folders, asking) as session:
        done = backup.backup(session, given.file)
    return {"file": str(done.path), "sha256": done.sha256, "size": done.size}


def _restore(given: argparse.Namespace, folders: Folders, asking: Asking) -> Result:
    printed = restoring.printed(given)
    password = asking.secret(f"Password of {given.person} when the backup was made")
    return _plain(backup.restore(given.file, folders, given.person, password, printed=printed))


def _drill(given: argparse.Namespace, folders: Folders, asking: Asking) -> Result:
    with at_work(given, folders, asking) as session:
        return _plain(backup.drill(session, given.file))


def _verify(given: argparse.Namespace, folders: Folders, asking: Asking) -> Result:
    """Without --as everything is checked that needs no key. A rolled-back database is looked at too."""
    if given.slip is not None or given.counter:
        return _check_slip(given, folders, asking)
    progress = show_progress if on_terminal() else None
    with opened(folders) as here:
        if given.person is None:
            found = verification.verify(here, progress=progress)
        else:
            password = asking.secret(f"Password of {given.person}")
            session = sign_in(here, given.person, password)
            tell_steps(session)
            found = verification.verify_for_person(session, progress=progress)
    if progress is not None:
        end_progress()
    groups = [
        {**_plain(each), "count": len(each.places), "places": list(each.places[:_FIRST_PLACES])}
        for each in grouped((*found.findings, *found.notes))
    ]
    return {"good": found.good, "groups": groups, **_plain(found)}


def _put_schema_right(given: argparse.Namespace, folders: Folders, asking: Asking) -> Result:
    with opened(folders) as here:
        password = asking.secret(f"Password of {given.person}")
        return _plain(staff.put_schema_right(here, given.person, password))


def _check_slip(given: argparse.Namespace, folders: Folders, asking: Asking) -> Result:
    with opened(folders) as here:
        if given.person is None:
            found = verification.check_slip(here, given.slip or "", counter=given.counter)
        else:
            session = sign_in(here, given.person, asking.secret(f"Password of {given.person}"))
            found = verification.check_slip_for_person(
                session, given.slip or "", counter=given.counter
            )
    plain = _plain(found)
    return {**plain, "message": plain.pop("text")}


def _run_due(given: argparse.Namespace, folders: Folders, asking: Asking) -> Result:
    with at_work(given, folders, asking) as session:
        return due_work.run(session, given.limit)


def _prove_sheets(given: argparse.Namespace, folders: Folders, asking: Asking) -> Result:
    with at_work(given, folders, asking) as session:
        code1, code2 = asking.secret("First recovery code"), asking.secret("Second recovery code")
        return _plain(setup.prove_sheets(session, new_id(), code1=code1, code2=code2))


def _recover(given: argparse.Namespace, folders: Folders, asking: Asking) -> Result:
    form = setup.RecoverForm(
        code1=asking.secret("First recovery code"),
        code2=asking.secret("Second recovery code"),
        name=given.name,
        staff_no=given.staff_no,
        password=asking.secret("Password of the new administrator"),
    )
    with opened(folders):
        pass  # says what is wrong with the data folder, if anything
    return _plain(setup.recover(folders, form))


def _enrol(given: argparse.Namespace, folders: Folders, asking: Asking) -> Result:
    one_time = one_time_password()
    with at_work(given, folders, asking) as session:
        made = staff.enrol(
            session,
            new_id(),
            staff_no=given.staff_no,
            name=given.name,
            role=Role(given.role),
            one_time=one_time,
        )
    return {**_plain(made), "first_password": one_time}


def _reset(given: argparse.Namespace, folders: Folders, asking: Asking) -> Result:
    one_time = one_time_password()
    with at_work(given, folders, asking) as session:
        row = _person(session, given.staff_no)
        made = staff.reset(
            session, new_id(), staff_id=row.staff_id, version=row.version, one_time=one_time
        )
    return {**_plain(made), "first_password": one_time}


def _unlock(given: argparse.Namespace, folders: Folders, asking: Asking) -> Result:
    with at_work(given, folders, asking) as session:
        row = _person(session, given.staff_no)
        return _plain(staff.unlock(session, new_id(), staff_id=row.staff_id))


def _leave(given: argparse.Namespace, folders: Folders, asking: Asking) -> Result:
    with at_work(given, folders, asking) as session:
        row = _person(session, given.staff_no)
        return _plain(staff.leave(session, new_id(), staff_id=row.staff_id, version=row.version))


def _confirm_time(given: argparse.Namespace, folders: Folders, asking: Asking) -> Result:
    with at_work(given, folders, asking) as session:
        done = staff.confirm_time(session, new_id())
        settle(session)  # what waited for it
        return _plain(done)


def _release_rollback(given: argparse.Namespace, folders: Folders, asking: Asking) -> Result:
    with at_work(given, folders, asking) as session:
        lost = trust.lost_now(session)
        others = (
            [(given.second, asking.secret("Password of the supervisor"))] if given.second else []
        )
        by = staff.release_here(session, new_id(), reason=given.reason, others=others)
        return {"released_by": by, "lost": to_plain(lost)}


def _rollbacks(given: argparse.Namespace, folders: Folders, asking: Asking) -> Result:
    with at_work(given, folders, asking) as session:
        listed = trust.rollbacks(session)
        unseen = tuple(each.id for each in listed if not each.seen)
        if given.seen and unseen:
            trust.see_rollbacks(session, new_id(), ids=unseen)
        return {"rollbacks": to_plain(listed)}


def _first_password(given: argparse.Namespace, folders: Folders, asking: Asking) -> Result:
    with opened(folders) as here:
        one_time = asking.secret("The password you were given")
        session = staff.first_password(
            here, given.person, one_time, asking.secret("Your own password")
        )
        settle(session)
        return {"staff_no": session.actor.staff_no}


def _accept(given: argparse.Namespace, folders: Folders, asking: Asking) -> Result:
    language, text = set_up.confidentiality_text(folders)
    with at_work(given, folders, asking) as session:
        if not given.yes:
            return {"good": False, "text": text, "to_agree": "repeat with --yes"}
        staff.accept_confidentiality(session, new_id(), language=language, text=text)
        return {"staff_no": session.actor.staff_no}


def _register(given: argparse.Namespace, folders: Folders, asking: Asking) -> Result:
    form = without_readings(read_form(RegistrationForm, given.form))
    operation_id = given.operation or new_id()
    with at_work(given, folders, asking) as session:
        permit_ids: tuple[UUID, ...] = ()
        if given.permitted_by:
            permit = staff.grant_permit(
                session,
                uuid5(operation_id, "permit"),
                staff_no=given.permitted_by,
                password=asking.secret("Password of the supervisor"),
                purpose="manual_entry",
                reason=given.reason,
            )
            permit_ids = (permit.id,)
        try:
            made = registration.register(session, operation_id, form=form, permit_ids=permit_ids)
            return _plain(made)
        except OutcomeUnknown as unknown:
            unknown.values["operation"] = str(operation_id)
            raise


def _find(given: argparse.Namespace, folders: Folders, asking: Asking) -> Iterator[Result]:
    return _answers(questions.find, given, folders, asking)


def _places(given: argparse.Namespace, folders: Folders, asking: Asking) -> Iterator[Result]:
    return _answers(questions.places, given, folders, asking)


def _answers(
    ask: Callable[..., Iterator[Result]],
    given: argparse.Namespace,
    folders: Folders,
    asking: Asking,
) -> Iterator[Result]:
    """Read the questions and sign in now; the answers come as they are printed."""
    wanted = questions.asked(given)
    with contextlib.ExitStack() as stack:
        session = stack.enter_context(at_work(given, folders, asking))
        still_open = stack.pop_all()

    def answers() -> Iterator[Result]:
        with still_open:
            yield from ask(session, wanted, given.limit)

    return answers()


def _import_places(given: argparse.Namespace, folders: Folders, asking: Asking) -> Result:
    lines = catalogue.read_places(given.file)
    with at_work(given, folders, asking) as session:
        return _plain(catalogue.import_places(session, new_id(), lines=lines))


def _import_offerings(given: argparse.Namespace, folders: Folders, asking: Asking) -> Result:
    offerings = catalogue.read_offerings(given.file)
    with at_work(given, folders, asking) as session:
        return _plain(catalogue.import_offerings(session, new_id(), offerings=offerings))


def _read_card(given: argparse.Namespace, folders: Folders, asking: Asking) -> Iterator[Result]:
    return cards.read_cards(given.files)


def _person(session: Session, staff_no: str) -> staff.StaffRow:
    for row in staff.staff_list(session):
        if row.staff_no == staff_no:
            return row
    raise UserError(
        "no_such_person",
        QT_TR_NOOP("Nobody has the staff number {staff_no}."),
        staff_no=staff_no[:12],
    )


def _plain(result: object) -> Result:
    plain = to_plain(result)
    assert isinstance(plain, dict)
    return plain


_Command = Callable[[argparse.Namespace, Folders, Asking], Result | Iterator[Result]]
_COMMANDS: dict[str, _Command] = {
    "init": _init,
    "sample-data": _sample_data,
    "upgrade": _upgrade,
    "backup": _backup,
    "restore": _restore,
    "drill": _drill,
    "verify": _verify,
    "put-schema-right": _put_schema_right,
    "run-due": _run_due,
    "prove-sheets": _prove_sheets,
    "recover": _recover,
    "enrol": _enrol,
    "reset": _reset,
    "unlock": _unlock,
    "leave": _leave,
    "confirm-time": _confirm_time,
    "release-rollback": _release_rollback,
    "rollbacks": _rollbacks,
    "first-password": _first_password,
    "accept-confidentiality": _accept,
    "register": _register,
    "change": changes.change,
    "decide": changes.decide,
    "requests": changes.requests,
    "find": _find,
    "places": _places,
    "import-places": _import_places,
    "import-offerings": _import_offerings,
    "read-card": _read_card,
}
