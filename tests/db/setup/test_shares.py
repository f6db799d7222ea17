"""The three parts of the recovery key: signed, found when one is lost or exchanged, proved by a drill; and a
recovery that believes no list of administrators but the hall's own (data.md 6)."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from typing import Any

import pytest
import sqlalchemy as sa

from app.admin.__main__ import main
from app.domain.ids import new_id
from app.errors import NotAllowed, UserError
from app.security import recovery
from app.security.recovery import RecoveryKey, share_signed_bytes
from app.security.signing import new_box_pair, new_sign_pair, sign
from app.services import setup
from app.services.session import Session
from app.services.trust import shares
from app.services.verification import roots as verification_roots
from db.schema.keys import recovery_share
from tests.kit.administrators import OWN
from tests.kit.attack import as_owner
from tests.kit.before_roots import chains_anew, known_before
from tests.kit.desk import FORM
from tests.kit.heads import keep_as_before
from tests.kit.sheets import Hall

# --- what verification finds

Attack = Callable[[sa.Connection], None]


def of(pair: str) -> sa.ColumnElement[bool]:
    return recovery_share.c.pair == pair


def lost(connection: sa.Connection) -> None:
    connection.execute(sa.delete(recovery_share).where(of("ac")))


def exchanged(connection: sa.Connection) -> None:
    connection.execute(sa.update(recovery_share).where(of("ac")).values(sealed=os.urandom(93)))


def swapped(connection: sa.Connection) -> None:
    one, other = (
        connection.execute(sa.select(recovery_share).where(of(pair))).one() for pair in ("ac", "bc")
    )
    for pair, row in (("ac", other), ("bc", one)):
        values = {"sealed": row.sealed, "signature": row.signature}
        connection.execute(sa.update(recovery_share).where(of(pair)).values(**values))


def unsigned(connection: sa.Connection) -> None:
    connection.execute(sa.update(recovery_share).where(of("ac")).values(signature=None))


def signed_by_nobody(connection: sa.Connection) -> None:
    connection.execute(sa.update(recovery_share).where(of("ac")).values(signature=bytes(64)))


def signature_of_another(connection: sa.Connection) -> None:
    taken = connection.execute(sa.select(recovery_share.c.signature).where(of("bc"))).scalar_one()
    connection.execute(sa.update(recovery_share).where(of("ac")).values(signature=taken))


@pytest.mark.parametrize(
    ("attack", "code"),
    [
        (lost, "recovery_share_missing"),
        (exchanged, "recovery_share_differs"),
        (swapped, "recovery_share_differs"),
        (unsigned, "recovery_share_unsigned"),
        (signed_by_nobody, "recovery_share_unsigned"),
        (signature_of_another, "recovery_share_unsigned"),
    ],
)
def test_a_part_that_is_not_as_it_was_made_is_found(
    sheets_hall: Hall, attack: Attack, code: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert sheets_hall.found() == set()
    with as_owner(sheets_hall.installation) as connection:
        attack(connection)
    assert (code, "recovery_share ac") in sheets_hall.found()
    monkeypatch.setattr(verification_roots, "_check_shares", lambda *_: None)  # sabotage
    assert sheets_hall.found() == set()


# --- a base from before the signatures


def as_before_signatures(hall: Hall) -> None:
    """Parts without signatures; the events of that time named digests only, under rules 1."""

    def told_as_before(body: dict[str, Any]) -> None:
        body["rules"] = 1
        known_before(body)
        body["details"].pop("signed_shares", None)

    first, second = hall.session(), hall.session("3001", OWN)
    fourth = hall.session("4001", OWN)
    keys = {each.actor.id: each.keys.sign_private for each in (first, second, fourth)}
    keys[hall.installation.workstation.id] = hall.installation.workstation_key
    with as_owner(hall.installation) as connection:
        connection.execute(sa.update(recovery_share).values(signature=None))
        chains_anew(connection, keys, told_as_before)
    keep_as_before(hall.installation)


def test_an_administrator_signs_the_parts_of_before_at_the_next_sign_in(sheets_hall: Hall) -> None:
    as_before_signatures(sheets_hall)
    assert sheets_hall.found() == set()
    sheets_hall.session("4001", OWN)
    assert signatures(sheets_hall) == {None}
    sheets_hall.session()
    assert None not in signatures(sheets_hall)
    assert sheets_hall.found() == set()
    before = len(sheets_hall.log())
    sheets_hall.session()
    assert len(sheets_hall.log()) == before + 1  # the sign-in itself, and nothing signed again
    with as_owner(sheets_hall.installation) as connection:
        unsigned(connection)
    assert sheets_hall.found() == {("recovery_share_unsigned", "recovery_share ac")}


def test_a_part_that_no_event_names_is_not_signed(sheets_hall: Hall) -> None:
    as_before_signatures(sheets_hall)
    with as_owner(sheets_hall.installation) as connection:
        exchanged(connection)
    sheets_hall.session()
    with sheets_hall.installation.engine.connect() as connection:
        forged = connection.execute(sa.select(recovery_share.c.signature).where(of("ac"))).scalar()
    assert forged is None
    assert ("recovery_share_differs", "recovery_share ac") in sheets_hall.found()


def signatures(hall: Hall) -> set[bytes | None]:
    with hall.installation.engine.connect() as connection:
        return set(connection.execute(sa.select(recovery_share.c.signature)).scalars())


# --- the drill


def prove(hall: Hall, *codes: str, session: Session | None = None) -> tuple[int, ...]:
    session = session or hall.session()
    return setup.prove_sheets(session, new_id(), code1=codes[0], code2=codes[1]).sheets


def test_two_of_three_sheets_are_proved_and_nothing_is_used_up(sheets_hall: Hall) -> None:
    session = sheets_hall.session()
    assert setup.sheets_state(session).proved_at is None
    a, b, c = sheets_hall.codes
    for codes, sheets in (((a, b), (1, 2)), ((c, a), (1, 3)), ((b.lower(), c), (2, 3))):
        assert prove(sheets_hall, *codes, session=session) == sheets
    state = setup.sheets_state(session)
    assert state.sheets == (2, 3)
    assert state.proved_at is not None
    last = json.loads(sheets_hall.log()[-1].body)
    assert (last["procedure"], last["details"]["sheets"]) == ("setup.prove_sheets", "bc")
    everything = "".join(event.body for event in sheets_hall.log())
    assert not any(part in everything for code in sheets_hall.codes for part in (code, code[:9]))
    assert sheets_hall.found() == set()
    assert sheets_hall.recover(c, b).staff_no == "2001"  # and they still recover


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (lambda codes: (codes[0], codes[0]), "same_code"),
        (lambda codes: (codes[0], codes[1][:-1]), "code_length"),
        (lambda codes: (codes[0], recovery.new_codes()[0]), "wrong_codes"),
    ],
)
def test_wrong_codes_prove_nothing(sheets_hall: Hall, change: Any, code: str) -> None:
    session = sheets_hall.session()
    with pytest.raises(UserError, match=code):
        prove(sheets_hall, *change(sheets_hall.codes), session=session)
    assert setup.sheets_state(session).proved_at is None


def test_who_may_not_restore_proves_nothing(sheets_hall: Hall) -> None:
    with pytest.raises(NotAllowed):
        prove(sheets_hall, *sheets_hall.codes[:2], session=sheets_hall.session("4001", OWN))


@pytest.mark.parametrize("attack", [lost, exchanged])
def test_a_lost_part_is_found_by_the_drill(sheets_hall: Hall, attack: Attack) -> None:
    with as_owner(sheets_hall.installation) as connection:
        attack(connection)
    a, b, c = sheets_hall.codes
    with pytest.raises(UserError, match="wrong_codes"):
        prove(sheets_hall, a, c)
    assert prove(sheets_hall, a, b) == (1, 2)


def own_shares(hall: Hall, *, by: bytes | None = None) -> tuple[str, str, str]:
    """A thief's own recovery key under the thief's own codes, in the place of the hall's."""
    codes, pair = recovery.new_codes(), new_box_pair()
    here = hall.installation.profile.deployment
    content = RecoveryKey(pair.private, bytes(32)).packed()
    with as_owner(hall.installation) as connection:
        for name, sealed in recovery.seal_three(content, codes, here.bytes).items():
            message = share_signed_bytes(here, name, pair.public, sealed)
            signature = sign(by or new_sign_pair().private, message)
            values = {"sealed": sealed, "signature": signature}
            connection.execute(sa.update(recovery_share).where(of(name)).values(**values))
    return codes


def test_another_recovery_key_is_no_proof_and_recovers_nobody(sheets_hall: Hall) -> None:
    codes = own_shares(sheets_hall)
    with pytest.raises(UserError, match="share_forged"):
        prove(sheets_hall, *codes[:2])
    before = len(sheets_hall.log())
    with pytest.raises(UserError, match=r"share_forged|roots_lost"):
        sheets_hall.recover(*codes[:2])
    assert len(sheets_hall.log()) == before


@pytest.mark.parametrize("attack", [unsigned, signed_by_nobody, signature_of_another])
def test_a_part_that_nobody_signed_recovers_nobody(
    sheets_hall: Hall, attack: Attack, monkeypatch: pytest.MonkeyPatch
) -> None:
    with as_owner(sheets_hall.installation) as connection:
        attack(connection)
    a, _, c = sheets_hall.codes
    with pytest.raises(UserError, match="share_forged"):
        prove(sheets_hall, a, c)
    with pytest.raises(UserError, match="share_forged"):
        sheets_hall.recover(a, c)
    monkeypatch.setattr("app.services.trust.share_is_signed", lambda *_: True)  # sabotage
    assert sheets_hall.recover(a, c).staff_no == "2001"


def test_the_command_line_proves_them(
    sheets_hall: Hall, capsys: pytest.CaptureFixture[str]
) -> None:
    reader, writer = os.pipe()
    lines = (FORM.admin_password, sheets_hall.codes[1], sheets_hall.codes[2])
    os.write(writer, "".join(f"{line}\n" for line in lines).encode())
    os.close(writer)
    given = ["prove-sheets", "--as", FORM.admin_no, "--password-fd", str(reader)]
    assert main(["--data", str(sheets_hall.folders.data), *given]) == 0
    told = capsys.readouterr()
    assert json.loads(told.out) == {"sheets": [2, 3]}
    assert sheets_hall.codes[1] not in told.out + told.err


def test_events_are_read_for_unsigned_parts_only(
    sheets_hall: Hall, monkeypatch: pytest.MonkeyPatch
) -> None:
    def never(*_: object) -> dict[str, str]:
        raise AssertionError("every part is signed")

    monkeypatch.setattr(shares, "_named", never)
    sheets_hall.session()
