"""Writes down what the schema of the newest revision is, from bases that were really made by the revisions.

    .venv/bin/python -m tests.kit.described

Look at the difference before it is committed: every base whose schema is another one is refused at sign-in.
"""

from __future__ import annotations

import json
import shutil
import tempfile
from pathlib import Path

import sqlalchemy as sa

from db import description, engine, upgrade
from tests.kit import postgres


def of_fresh_base(made: sa.Engine) -> description.Described:
    """What the revisions make out of an empty database."""
    try:
        upgrade.upgrade(made, lambda: None)
        with made.connect() as connection:
            return dict(sorted(description.described(connection).items()))
    finally:
        made.dispose()


def write(found: description.Described, dialect: str) -> None:
    """The description of the newest revision, in the place of an older one: opening a base upgrades it."""
    for older in description.FOLDER.glob(f"*.{dialect}.json"):
        older.unlink()
    file = description.FOLDER / f"{upgrade.head()}.{dialect}.json"
    file.write_text(json.dumps(found, indent=0, ensure_ascii=False) + "\n")


def main() -> None:
    """Both databases."""
    folder = Path(tempfile.mkdtemp())
    write(of_fresh_base(engine.local(folder / "counter.db")), "sqlite")
    run = postgres.begin_run()
    try:
        template = postgres.make_template(
            lambda url: write(of_fresh_base(engine.shared(url)), "postgresql")
        )
        postgres.drop(postgres.url(template.folder, template.name))
    finally:
        shutil.rmtree(folder)
        shutil.rmtree(run, ignore_errors=True)


if __name__ == "__main__":
    main()
