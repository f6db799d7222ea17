"""The tests' own PostgreSQL: fresh for each test, and gone with the run even if that is killed."""

import os
import select
import signal
import subprocess
import sys
from pathlib import Path

from sqlalchemy import create_engine, make_url, text

from tests.kit import postgres

RUN = """
from tests.kit import postgres
import sys
postgres.begin_run()
print(postgres.shared_server(), flush=True)
sys.stdin.read()
"""


def test_each_test_has_its_own_database(fresh_postgres: str) -> None:
    engine = create_engine(fresh_postgres)
    with engine.begin() as connection:
        connection.execute(text('CREATE TABLE only_here (name text COLLATE "C")'))
        connection.execute(text("INSERT INTO only_here VALUES ('𬭎·䶮')"))
        assert connection.scalar(text("SELECT name FROM only_here")) == "𬭎·䶮"
        assert connection.scalar(text("SHOW server_encoding")) == "UTF8"
        assert int(connection.scalar(text("SHOW server_version_num"))) >= 150000
    engine.dispose()


def test_a_template_brings_its_tables(fresh_postgres: str) -> None:
    def build(address: str) -> None:
        engine = create_engine(address)
        with engine.begin() as connection:
            connection.execute(text("CREATE TABLE from_template (n int)"))
        engine.dispose()

    address = postgres.copy_of(postgres.make_template(build))
    engine = create_engine(address)
    with engine.connect() as connection:
        assert connection.scalar(text("SELECT count(*) FROM from_template")) == 0
    engine.dispose()
    postgres.drop(address)
    assert make_url(address).database != make_url(fresh_postgres).database


def test_the_server_ends_with_a_run_that_is_killed() -> None:
    environment = {k: v for k, v in os.environ.items() if not k.startswith("PYTEST")}
    run = subprocess.Popen(
        [sys.executable, "-c", RUN],
        cwd=postgres.TOP,
        env=environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert run.stdout is not None
    folder = Path(run.stdout.readline().strip())
    server = int((folder / "data" / "postmaster.pid").read_text().splitlines()[0])
    waiting = os.pidfd_open(server)
    run.send_signal(signal.SIGKILL)
    run.communicate()
    assert select.select([waiting], [], [], 30)[0], "the server still runs"
    os.close(waiting)
