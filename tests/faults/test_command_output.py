"""A command that was done exits as done even if nobody takes its answer, and prints no
traceback."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from app import bounded
from app.admin.__main__ import DONE, REFUSED, USAGE, main
from app.admin.arguments import parser
from app.domain.canonical import to_plain
from app.domain.permissions import Role
from app.errors import UserError
from app.log import TOP
from app.paths import Folders
from tests.kit import desk as desks
from tests.kit.desk import PASSWORDS, STAFF_NO
from tests.kit.forms import individual

CLERK, ADMINISTRATOR = STAFF_NO[Role.CLERK], STAFF_NO[Role.ADMINISTRATOR]


@pytest.fixture
def hall(sqlite_hall: Folders) -> Iterator[Path]:
    folder = Path(tempfile.mkdtemp(prefix="counter-output-"))
    shutil.copytree(sqlite_hall.data, folder / "hall")
    yield folder / "hall"
    shutil.rmtree(folder)


def shell(hall: Path, line: str, password: str = "", seconds: float = 100) -> tuple[int, str, str]:
    """Run a line in which $ADMIN is the command line on the hall; its passwords come from $PW."""
    reading, writing = os.pipe()
    os.write(writing, f"{password}\n".encode())
    os.close(writing)
    done = subprocess.run(
        ["bash", "-c", line],
        cwd=TOP,
        env={
            **os.environ,
            "ADMIN": f"{sys.executable} -m app.admin --data {hall}",
            "PW": f"--password-fd {reading}",
        },
        pass_fds=(reading,),
        capture_output=True,
        text=True,
        check=False,
        timeout=seconds,
    )
    os.close(reading)
    assert "Traceback" not in done.stderr
    assert "Exception ignored" not in done.stderr
    return done.returncode, done.stdout, done.stderr


def logged(hall: Path) -> str:
    return "".join(file.read_text("utf-8") for file in (hall / "logs").iterdir() if file.is_file())


def customers(hall: Path) -> int:
    desk = desks.open_desk(Folders(hall))
    with desk.installation.engine.connect() as connection:
        n: int = connection.exec_driver_sql("SELECT count(*) FROM customer").scalar_one()
    desk.installation.close()
    return n


@pytest.mark.parametrize("where", ["> /dev/full", "1>&-", "| true", "> /dev/full 2> /dev/full"])
def test_a_registration_whose_answer_is_lost_is_done(hall: Path, where: str) -> None:
    desk = desks.open_desk(Folders(hall))
    form = individual(desk.place())
    desk.installation.close()
    file = hall.parent / "form.json"
    file.write_text(json.dumps(to_plain(form), ensure_ascii=False), "utf-8")
    line = f"set -o pipefail; $ADMIN register {file} --as {CLERK} $PW {where}"
    code, out, said = shell(hall, line, PASSWORDS[Role.CLERK])
    assert code == DONE, said + logged(hall)
    assert customers(hall) == 1
    assert out == ""
    if where in ("> /dev/full", "1>&-"):
        assert "could not be written" in said


@pytest.mark.parametrize("where", ["2>&-", "1>&- 2>&-", "0<&- 1>&- 2>&-", "0<&- 2> /dev/full"])
def test_closed_streams_are_no_bug(hall: Path, where: str) -> None:
    code, _, said = shell(hall, f"$ADMIN verify {where}")
    assert code == DONE, said


def test_a_refusal_that_cannot_be_printed_is_a_refusal(hall: Path) -> None:
    line = f"$ADMIN places x --as {CLERK} $PW > /dev/full"
    assert shell(hall, line, "not the right password")[0] == REFUSED


def test_lines_end_when_nobody_reads_them(hall: Path) -> None:
    files = " ".join(["/nothing"] * 2000)
    line = f"set -o pipefail; $ADMIN read-card {files} --json | head -n 1"
    code, out, said = shell(hall, line)
    assert code in (DONE, REFUSED), said
    assert out.count("\n") == 1


@pytest.mark.parametrize(
    ("asked", "where", "code"),
    [
        ("--help", "> /dev/full", DONE),
        ("--help", "| true", DONE),
        ("nothing", "2> /dev/full", USAGE),
        ("nothing", "2>&-", USAGE),
    ],
)
def test_help_and_usage_that_nobody_takes(hall: Path, asked: str, where: str, code: int) -> None:
    assert shell(hall, f"set -o pipefail; $ADMIN {asked} {where}")[0] == code


def test_the_help_says_what_the_exit_code_means() -> None:
    assert "could not be written" in str(parser().description)


@pytest.mark.parametrize("after", [0.05, 0.3, 0.8])
def test_an_interrupt_prints_no_traceback(hall: Path, after: float) -> None:
    # without the measuring of coverage, which an interrupt may meet while it saves what it found
    plain = {name: value for name, value in os.environ.items() if not name.startswith("COVERAGE_")}
    running = subprocess.Popen(
        [sys.executable, "-m", "app.admin", "--data", str(hall), "verify"],
        cwd=TOP,
        env=plain,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    # counted from where our own code begins, not Python's
    deadline = time.monotonic() + 60
    maps = Path(f"/proc/{running.pid}/maps")
    while "_json" not in maps.read_text() and "argparse" not in maps.read_text():
        assert time.monotonic() < deadline
        if running.poll() is not None:
            break
        time.sleep(0.005)
    time.sleep(after)
    running.send_signal(signal.SIGINT)
    _, said = running.communicate(timeout=60)
    assert "Traceback" not in said


# --- a folder that cannot be written


READ_ONLY = "mount --bind $HALL $HALL && mount -o remount,ro,bind $HALL"


@pytest.mark.skipif(
    subprocess.run(["unshare", "--mount", "true"], capture_output=True, check=False).returncode
    != 0,
    reason="this account may not make a disk read-only",
)
@pytest.mark.parametrize("command", ["verify", f"places x --as {CLERK} $PW", "upgrade"])
def test_a_read_only_folder_is_a_sentence(hall: Path, command: str) -> None:
    line = f"HALL={hall}; {READ_ONLY} && $ADMIN {command}"
    code, out, said = shell(hall, f"unshare --mount bash -c '{line}'", PASSWORDS[Role.CLERK])
    assert code == REFUSED, said
    assert json.loads(out)["code"] in ("cannot_open", "read_only")
    assert said == "The log cannot be written.\n"


@pytest.mark.skipif(shutil.which("setpriv") is None or os.getuid() != 0, reason="one account only")
def test_a_folder_that_nobody_else_may_look_into_is_a_sentence(tmp_path: Path) -> None:
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o700)
    other = "setpriv --reuid 65534 --regid 65534 --clear-groups"
    line = [*other.split(), sys.executable, "-m", "app.admin", "--data", str(closed / "hall")]
    done = subprocess.run(
        [*line, "sample-data"], cwd=TOP, capture_output=True, text=True, check=False
    )
    assert (done.returncode, json.loads(done.stdout)["code"]) == (REFUSED, "cannot_open")


def test_a_bug_without_a_log_prints_its_reference_and_nothing_else(hall: Path) -> None:
    """Also where the folder's place is taken: logging has a last resort that prints everything."""
    shutil.rmtree(hall / "logs", ignore_errors=True)
    (hall / "logs").write_text("a file")
    break_it = (
        "import sys; from app.admin import commands, __main__ as m\n"
        "def bug(*_): raise RuntimeError('龚䶮 13900001111')\n"
        f"commands.run = bug; sys.exit(m.main(['--data', {str(hall)!r}, 'verify']))"
    )
    done = subprocess.run(
        [sys.executable, "-c", break_it], cwd=TOP, capture_output=True, text=True, check=False
    )
    assert json.loads(done.stdout)["code"] == "bug"
    assert done.stderr == "The log cannot be written.\n"


@pytest.mark.skipif(os.name != "posix", reason="pipes with a name")
@pytest.mark.parametrize(
    "name", ["workstation.json", "heads.json", "last-checked.json", "profile.json"]
)
def test_a_file_of_ours_that_is_a_pipe_or_deep_hangs_and_breaks_nothing(
    hall: Path, name: str
) -> None:
    file = hall / name
    for make in (os.mkfifo, lambda at: at.write_text("[" * 200_000), os.mkdir):
        file.unlink(missing_ok=True)
        make(file)
        code, out, said = shell(
            hall, f"timeout 20 $ADMIN places x --as {CLERK} $PW", PASSWORDS[Role.CLERK]
        )
        assert code in (DONE, REFUSED), (make, code, out)
        assert "bug" not in out
        assert "silent" not in out
        assert "Traceback" not in said


# --- input without an end


ENDLESS = {
    "import-places": ("--as", ADMINISTRATOR),
    "import-offerings": ("--as", ADMINISTRATOR),
    "register": ("--as", CLERK),
    "init": ("--sheets", "/nothing/sheets"),
    "restore": ("--as", ADMINISTRATOR),
    "drill": ("--as", ADMINISTRATOR),
    "read-card": ("--json",),
}


@pytest.mark.parametrize("command", ENDLESS)
@pytest.mark.parametrize("source", ["/dev/zero", "/dev/urandom"])
def test_a_device_that_never_ends_is_refused(
    hall: Path, command: str, source: str, capsys: pytest.CaptureFixture[str]
) -> None:
    reading, writing = os.pipe()
    os.write(writing, f"{PASSWORDS[Role.ADMINISTRATOR]}\n".encode())
    os.close(writing)
    data = hall.with_name("new") if command in ("restore", "init") else hall
    given = ["--data", str(data), command, source, *ENDLESS[command]]
    assert main([*given, "--password-fd", str(reading)]) == REFUSED
    told = json.loads(capsys.readouterr().out)
    assert told.get("code") or told["error"]["code"]


def test_a_password_without_an_end_is_refused(hall: Path) -> None:
    for line in (f"--as {CLERK} --password-fd 0 < /dev/zero", f"--as {CLERK} < /dev/zero"):
        code, out, _ = shell(hall, f"setsid $ADMIN places x {line}")
        assert (code, json.loads(out)["code"]) == (REFUSED, "no_password")


@pytest.mark.parametrize("number", ["-1", "99999999999999999999", "987"])
def test_a_descriptor_that_is_none_is_told(
    hall: Path, number: str, capsys: pytest.CaptureFixture[str]
) -> None:
    given = ["--data", str(hall), "places", "x", "--as", CLERK, f"--password-fd={number}"]
    assert main(given) == REFUSED
    assert json.loads(capsys.readouterr().out)["code"] == "password_fd"


@pytest.mark.parametrize("written", [b"", b"{"])
def test_a_pipe_that_says_nothing_more_is_given_up(
    hall: Path,
    written: bytes,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(bounded, "SILENT_SECONDS", 0.2)
    pipe = hall.parent / "pipe"
    os.mkfifo(pipe)
    held = os.open(pipe, os.O_RDWR)  # somebody has it open, and says no more
    os.write(held, written)
    reading, writing = os.pipe()  # nor does this
    for command in (
        ["register", str(pipe), "--as", CLERK],
        ["import-places", str(pipe), "--as", ADMINISTRATOR],
        ["import-offerings", str(pipe), "--as", ADMINISTRATOR],
        ["places", "x", "--as", CLERK, "--password-fd", str(os.dup(reading))],
    ):
        assert main(["--data", str(hall), *command]) == REFUSED
        assert json.loads(capsys.readouterr().out)["code"] == "input_silent", command
    for each in (held, reading, writing):
        os.close(each)


def test_a_pipe_that_drips_for_ever_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bounded, "SECONDS", 0.5)
    dripping = subprocess.Popen(
        ["bash", "-c", "while true; do echo x; sleep 0.05; done"], stdout=subprocess.PIPE
    )
    assert dripping.stdout is not None
    with pytest.raises(UserError, match="input_silent"):
        bounded.read(dripping.stdout.fileno(), 1_000_000)
    dripping.kill()
    dripping.wait()
    dripping.stdout.close()


def test_a_form_still_comes_through_a_pipe(hall: Path) -> None:
    form = '{"holder": {"name": 7}}'
    line = f"echo '{form}' | $ADMIN register - --as 1001 $PW"
    assert json.loads(shell(hall, line)[1])["code"] == "form_field"
    line = f"$ADMIN register <(sleep 1; echo '{form}') --as 1001 $PW"
    assert json.loads(shell(hall, line)[1])["code"] == "form_field"


# --- who may read it


def test_what_is_made_is_its_owners_only(sqlite_hall: Folders) -> None:
    folder = Path(tempfile.mkdtemp(prefix="counter-private-"))
    before = os.umask(0o022)
    try:
        main(["--data", str(folder / "new"), "verify"])
        assert (folder / "new").stat().st_mode & 0o777 == 0o700
        assert (folder / "new" / "logs").stat().st_mode & 0o777 == 0o700
    finally:
        os.umask(before)
        shutil.rmtree(folder)
    assert sqlite_hall.database.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize(("folder_mode", "left"), [(0o755, 0o700), (0o770, 0o770), (0o777, 0o777)])
def test_a_hall_that_was_open_to_readers_is_closed_and_a_shared_one_stays(
    hall: Path, folder_mode: int, left: int
) -> None:
    hall.chmod(folder_mode)
    (hall / "counter.db").chmod(0o644)
    assert main(["--data", str(hall), "upgrade"]) == DONE
    assert hall.stat().st_mode & 0o777 == left
    assert (hall / "counter.db").stat().st_mode & 0o777 == 0o600
