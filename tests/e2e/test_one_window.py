"""The real program started twice: one window for each data folder and account of the computer."""

from __future__ import annotations

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from app import bounded
from app.domain.permissions import Role
from app.errors import UserError
from app.paths import Folders
from app.settings import LANGUAGE, Settings
from tests.kit import desk as desks
from tests.kit.desk import FORM, PASSWORDS, STAFF_NO
from tests.kit.window_process import SLOW_SECONDS, TOP, WindowProcess
from ui.entrance import one_window

CLERK = (STAFF_NO[Role.CLERK], PASSWORDS[Role.CLERK])
SUPERVISOR = (STAFF_NO[Role.SUPERVISOR], PASSWORDS[Role.SUPERVISOR])


@pytest.fixture(scope="module")
def made() -> Iterator[Folders]:
    folder = Path(tempfile.mkdtemp(prefix="counter-made-"))
    desks.build(Folders(folder / "hall"))
    Settings(folder / "hall" / "settings.ini").set(LANGUAGE, "en")
    yield Folders(folder / "hall")
    shutil.rmtree(folder)


@pytest.fixture
def hall(made: Folders) -> Iterator[Path]:
    """A ready hall in a folder that others may pass through."""
    folder = Path(tempfile.mkdtemp(prefix="counter-window-"))
    folder.chmod(0o755)
    shutil.copytree(made.data, folder / "hall")
    yield folder / "hall"
    shutil.rmtree(folder)


@pytest.fixture
def window(hall: Path) -> Iterator[WindowProcess]:
    started = WindowProcess(hall)
    yield started
    if started.process.poll() is None:
        started.kill()


def start_again(data: Path | str, cwd: Path = TOP) -> subprocess.CompletedProcess[str]:
    """The icon is clicked once more."""
    return subprocess.run(
        [sys.executable, "-m", "ui.main", "--data", str(data)],
        cwd=cwd,
        env={**os.environ, "PYTHONPATH": str(TOP)},
        capture_output=True,
        text=True,
        check=False,
        timeout=SLOW_SECONDS,
    )


class Refused:
    """A start that says why not, in a window of its own and on the standard error."""

    def __init__(self, data: Path, *prefix: str) -> None:
        self.process = subprocess.Popen(
            [*prefix, sys.executable, "-m", "ui.main", "--data", str(data)],
            cwd=TOP,
            env={**os.environ, "QT_QPA_PLATFORM": "offscreen", "HOME": "/nonexistent"},
            stderr=subprocess.PIPE,
            text=True,
        )
        assert self.process.stderr is not None
        late = threading.Timer(SLOW_SECONDS, self.process.kill)
        late.start()
        self.said = self.process.stderr.readline()
        while self.said.startswith(("qt.", "QStandardPaths")):
            self.said = self.process.stderr.readline()
        late.cancel()
        late.join()
        self.stays = self.process.poll() is None
        self.process.kill()
        self.process.wait()
        self.process.stderr.close()


@pytest.mark.timeout(300)
def test_a_second_start_brings_the_first_forward_and_ends(
    hall: Path, window: WindowProcess, tmp_path: Path
) -> None:
    window.ask("ready")
    window.ask("sign_in", *CLERK)
    window.ask("skip_pin")
    link = tmp_path / "link"
    link.symlink_to(hall)
    for name, cwd in ((hall, TOP), ("hall", hall.parent), (link, TOP)):
        assert window.ask("minimise")["minimised"]
        again = start_again(name, cwd)
        assert (again.returncode, again.stdout, again.stderr) == (0, "", "")
        shown = window.ask("called")
        assert not shown["minimised"]
        assert shown["page"] == "MainWindow"  # who works here goes on
        window.ask("forget_call")
    assert window.close() == 0


@pytest.mark.timeout(300)
def test_a_locked_window_offers_to_change_the_person(hall: Path, window: WindowProcess) -> None:
    window.ask("ready")
    window.ask("sign_in", *CLERK)
    window.ask("skip_pin")
    assert window.ask("lock")["offer"] == ""
    assert start_again(hall).returncode == 0
    offered = window.ask("called")
    assert "somebody else" in offered["offer"]
    assert "draft" in offered["offer"]
    assert window.ask("change_person")["page"] == "SignInPage"
    window.ask("sign_in", *SUPERVISOR)
    assert window.ask("skip_pin")["page"] == "MainWindow"
    assert window.close() == 0


@pytest.mark.timeout(300)
def test_after_a_kill_the_next_start_opens(hall: Path, window: WindowProcess) -> None:
    window.ask("ready")
    window.kill()
    assert (hall / "window.lock").exists()
    next_one = WindowProcess(hall)
    assert next_one.ask("ready")["page"] == "SignInPage"
    assert start_again(hall).returncode == 0  # its bell hangs where the dead one's hung
    assert next_one.close() == 0
    last = WindowProcess(hall)
    assert last.close() == 0


@pytest.mark.timeout(300)
def test_two_folders_have_two_windows_and_the_command_line_runs_beside(
    hall: Path, window: WindowProcess, made: Folders
) -> None:
    other = hall.parent / "other"
    shutil.copytree(made.data, other)
    second = WindowProcess(other)
    assert second.ask("ready")["page"] == "SignInPage"
    done = subprocess.run(
        [sys.executable, "-m", "app.admin", "--data", str(hall), "verify"],
        cwd=TOP,
        capture_output=True,
        text=True,
        check=False,
    )
    assert json.loads(done.stdout)["good"]
    assert second.close() == 0


@pytest.mark.timeout(300)
def test_a_window_that_does_not_answer_is_said_in_words(hall: Path, window: WindowProcess) -> None:
    window.ask("ready")
    window.process.send_signal(signal.SIGSTOP)
    refused = Refused(hall)
    window.process.send_signal(signal.SIGCONT)
    assert "does not answer" in refused.said
    assert str(window.begun["pid"]) in refused.said
    assert refused.stays  # who clicks an icon reads it in a window
    assert window.ask("look")["page"] == "SignInPage"


@pytest.mark.skipif(os.getuid() != 0, reason="only root can start a program as another account")
@pytest.mark.timeout(300)
def test_the_window_of_another_account_is_named_and_nothing_opened(
    hall: Path, window: WindowProcess
) -> None:
    window.ask("ready")
    hall.chmod(0o777)
    (hall / "workstation.json").chmod(0o644)
    nobody = ("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups")
    before = sorted(each.name for each in hall.iterdir())
    refused = Refused(hall, *nobody)
    assert "another account" in refused.said
    assert "root" in refused.said
    assert FORM.hall_name in refused.said
    assert refused.stays
    assert sorted(each.name for each in hall.iterdir()) == before
    hall.chmod(0o700)
    closed = Refused(hall, *nobody)  # here it cannot even look
    assert "root" in closed.said
    window.kill()
    hall.chmod(0o777)
    started = WindowProcess(hall, prefix=nobody, env={"QT_QPA_PLATFORM": "offscreen"})
    started.kill()  # what another account left behind holds nobody up
    next_one = WindowProcess(hall)
    assert next_one.close() == 0


# --- what may lie in the place of the lock


@pytest.fixture
def folders(tmp_path: Path) -> Folders:
    return Folders(tmp_path / "data")


@pytest.mark.parametrize("hostile", ["pipe", "link", "folder", "loop"])
def test_something_else_in_the_place_of_the_lock_is_told_at_once(
    folders: Folders, hostile: str, qapp: QApplication
) -> None:
    folders.data.mkdir()
    if hostile == "pipe":
        os.mkfifo(folders.lock)
    elif hostile == "link":
        folders.lock.symlink_to("/dev/zero")
    elif hostile == "loop":
        folders.lock.symlink_to(folders.lock)
    else:
        folders.lock.mkdir()
    with pytest.raises(UserError, match="folder_refuses") as refused:
        one_window.claim(folders)
    assert "window.lock" in refused.value.text.format(**refused.value.values)


def test_a_pipe_in_the_place_of_the_counters_name_holds_up_no_refusal(
    folders: Folders, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bounded, "SILENT_SECONDS", 0.1)
    folders.data.mkdir()
    os.mkfifo(folders.workstation)
    refused = one_window._held_elsewhere(folders, "somebody")
    assert refused.values == {"account": "somebody"}


@pytest.mark.parametrize(
    "content", [b"", b"[" * 9000, b"\xff" * 100, b'{"pid": "x", "listens": 7}', b"{}"]
)
def test_a_lock_that_says_nothing_useful_ends_in_words(
    folders: Folders, content: bytes, qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(one_window, "PATIENCE_S", 0.5)
    held = one_window.claim(folders)
    assert held is not None
    folders.lock.write_bytes(content)
    with pytest.raises(UserError, match="window_hangs"):
        one_window.claim(folders)
    held.release()
    again = one_window.claim(folders)
    assert again is not None
    again.release()


def test_a_bell_that_nobody_answers_ends_in_words(
    folders: Folders, qapp: QApplication, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(one_window, "PATIENCE_S", 0.5)
    monkeypatch.setattr(one_window, "_ANSWER_MS", 100)
    held = one_window.claim(folders)
    assert held is not None
    silent = socket.socket(socket.AF_UNIX)
    bell = tempfile.mkdtemp(prefix="bell-")
    silent.bind(f"{bell}/b")
    silent.listen()
    folders.lock.write_text(json.dumps({"pid": 1, "listens": f"{bell}/b"}))
    with pytest.raises(UserError, match="window_hangs"):
        one_window.claim(folders)
    silent.close()
    shutil.rmtree(bell)
    held.release()


def test_the_lock_and_the_bell_say_nothing_of_anybody(folders: Folders, qapp: QApplication) -> None:
    held = one_window.claim(folders)
    assert held is not None
    held.listen(lambda: None)
    said = json.loads(folders.lock.read_text())
    assert said.keys() == {"pid", "listens", "account"}
    bell = Path(said["listens"])
    assert bell.is_socket()
    assert bell.stat().st_mode & 0o077 == 0
    assert bell.parent.stat().st_mode & 0o077 == 0
    held.release()
    held.deleteLater()


def test_without_the_lock_two_windows_would_open(
    folders: Folders, qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Sabotage: the guard is the lock."""
    first = one_window.claim(folders)
    monkeypatch.setattr(one_window, "try_lock", lambda _: True)
    second = one_window.claim(folders)
    assert first is not None
    assert second is not None
    for each in (first, second):
        each.release()
