"""The workstation's key: in a real keyring if there is one, else in a file of its owner only."""

from __future__ import annotations

import json
import os
import stat
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import keyring
import pytest
from keyring.backend import KeyringBackend
from keyring.backends import SecretService, chainer, fail, null

from app.errors import UserError
from app.paths import APP, Folders
from app.security.secret_store import FILE_NAME, load_or_create

STATION = "01890000-0000-7000-8000-000000000001"
OTHER = "01890000-0000-7000-8000-000000000002"


@pytest.fixture
def folders(tmp_path: Path) -> Folders:
    return Folders(tmp_path / "data")


@pytest.fixture
def use_keyring() -> Iterator[None]:
    """Puts the keyring that was in use back."""
    before = keyring.get_keyring()
    yield
    keyring.set_keyring(before)


@pytest.fixture
def no_keyring(use_keyring: None) -> None:
    keyring.set_keyring(fail.Keyring())


@pytest.fixture(scope="module")
def desktop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """A session bus and an unlocked gnome-keyring with nothing in it."""
    home = tmp_path_factory.mktemp("desktop")
    with pytest.MonkeyPatch.context() as patch:
        for name in ("XDG_DATA_HOME", "XDG_RUNTIME_DIR", "XDG_CONFIG_HOME", "HOME"):
            folder = home / name
            folder.mkdir(mode=0o700)
            patch.setenv(name, str(folder))
        bus = subprocess.Popen(
            ["dbus-daemon", "--session", "--nofork", "--print-address=1"],
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        assert bus.stdout is not None
        patch.setenv("DBUS_SESSION_BUS_ADDRESS", bus.stdout.readline().strip())
        daemon = subprocess.Popen(
            ["gnome-keyring-daemon", "--unlock", "--foreground", "--components=secrets"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        assert daemon.stdin is not None
        assert daemon.stdout is not None
        daemon.stdin.write(b"desktop password")
        daemon.stdin.close()
        daemon.stdout.readline()  # it names its socket when it serves
        before = keyring.get_keyring()
        yield
        keyring.set_keyring(before)
        for process in (daemon, bus):
            process.terminate()
            process.wait(10)
            assert process.stdout is not None
            process.stdout.close()


@pytest.fixture
def secret_service(desktop: None, use_keyring: None) -> SecretService.Keyring:
    assert SecretService.Keyring.priority > 0
    backend = SecretService.Keyring()
    keyring.set_keyring(backend)
    return backend


def test_the_key_goes_into_a_real_keyring(
    folders: Folders, secret_service: SecretService.Keyring
) -> None:
    stored = load_or_create(folders, STATION)
    assert stored.where == "keyring"
    assert secret_service.get_password(APP, STATION) == stored.private.hex()
    assert load_or_create(folders, STATION) == stored
    assert not folders.data.exists()
    other = load_or_create(folders, OTHER)
    assert other.private != stored.private


def test_a_real_keyring_is_found_among_several(
    folders: Folders, secret_service: SecretService.Keyring, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        chainer.ChainerBackend, "backends", [null.Keyring(), secret_service], raising=True
    )
    keyring.set_keyring(chainer.ChainerBackend())
    assert load_or_create(folders, STATION).where == "keyring"


def test_something_else_in_the_keyring_is_not_taken_for_a_key(
    folders: Folders, secret_service: SecretService.Keyring
) -> None:
    station = "damaged-in-keyring"
    secret_service.set_password(APP, station, "not a key")
    stored = load_or_create(folders, station)
    assert stored.where == "keyring"
    assert secret_service.get_password(APP, station) == stored.private.hex()


def test_a_key_in_the_file_stays_there_when_a_keyring_appears(
    folders: Folders, secret_service: SecretService.Keyring
) -> None:
    station = "was-without-keyring"
    keyring.set_keyring(fail.Keyring())
    stored = load_or_create(folders, station)
    keyring.set_keyring(secret_service)
    assert load_or_create(folders, station) == stored
    assert stored.where == "file"


def test_a_keyring_that_went_away_counts_as_none(
    folders: Folders, secret_service: SecretService.Keyring, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", f"unix:path={folders.data}/nothing")
    assert load_or_create(folders, "keyring-away").where == "file"


def test_without_a_desktop_the_program_uses_the_file(tmp_path: Path) -> None:
    """A process of its own: what keyring chooses by itself where nothing is there."""
    code = (
        "import sys; from pathlib import Path; from app.paths import Folders;"
        "from app.security.secret_store import load_or_create;"
        "assert 'keyring' not in sys.modules;"
        "print(load_or_create(Folders(Path(sys.argv[1])), 'x').where)"
    )
    hidden = ("DBUS_SESSION_BUS_ADDRESS", "PYTHON_KEYRING_BACKEND", "DISPLAY")
    environment = {name: value for name, value in os.environ.items() if name not in hidden}
    environment |= {"HOME": str(tmp_path), "XDG_RUNTIME_DIR": str(tmp_path)}
    command = [sys.executable, "-c", code, str(tmp_path / "data")]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    assert done.stdout == "file\n"


def test_a_configured_backend_that_does_not_exist_counts_as_none(
    folders: Folders, use_keyring: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("keyring.core._keyring_backend", None)
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "no.such.backend.Keyring")
    assert load_or_create(folders, STATION).where == "file"


def test_a_keyring_that_is_not_on_the_list_gets_nothing(
    folders: Folders, use_keyring: None
) -> None:
    taken: list[str] = []

    class Plain(KeyringBackend):
        priority = 9

        def get_password(self, service: str, username: str) -> str | None:
            taken.append(username)
            return None

        def set_password(self, service: str, username: str, password: str) -> None:
            taken.append(password)

    keyring.set_keyring(Plain())
    assert load_or_create(folders, STATION).where == "file"
    assert taken == []


def test_the_file_is_its_owners_only_and_is_kept(folders: Folders, no_keyring: None) -> None:
    stored = load_or_create(folders, STATION)
    file = folders.data / FILE_NAME
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert [entry.name for entry in folders.data.iterdir()] == [FILE_NAME]
    file.chmod(0o644)
    assert load_or_create(folders, STATION) == stored
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stored.private.hex() not in repr(stored)


def test_the_file_is_never_readable_by_others_even_with_a_lax_umask(
    folders: Folders, no_keyring: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    modes = []
    replace = os.replace

    def watched(source: Path, target: Path) -> None:
        modes.append(stat.S_IMODE(source.stat().st_mode))
        replace(source, target)

    monkeypatch.setattr(os, "replace", watched)
    before = os.umask(0)
    try:
        load_or_create(folders, STATION)
    finally:
        os.umask(before)
    assert modes == [0o600]


def test_a_failed_write_leaves_nothing_behind(
    folders: Folders, no_keyring: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        load_or_create(folders, STATION)
    assert list(folders.data.iterdir()) == []


def test_the_file_of_another_workstation_is_not_used(folders: Folders, no_keyring: None) -> None:
    first = load_or_create(folders, OTHER)
    assert load_or_create(folders, STATION).private != first.private


@pytest.mark.parametrize(
    "text",
    [
        "",
        "not json",
        "[]",
        "{}",
        json.dumps({"workstation": STATION, "key": "00"}),
        json.dumps({"workstation": STATION, "key": "zz"}),
        json.dumps({"workstation": STATION, "key": None}),
    ],
)
def test_a_damaged_file_is_told_and_kept(folders: Folders, no_keyring: None, text: str) -> None:
    folders.data.mkdir()
    file = folders.data / FILE_NAME
    file.write_text(text)
    with pytest.raises(UserError) as caught:
        load_or_create(folders, STATION)
    assert caught.value.code == "workstation_key_damaged"
    assert file.read_text() == text
