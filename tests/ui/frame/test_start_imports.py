"""The sign-in window is up before anything slow is imported."""

import json
import subprocess
import sys

import pytest

TELL = "import importlib, json, sys; importlib.import_module(sys.argv[1]); "
TELL += "print(json.dumps(sorted(sys.modules)))"
OURS = {
    *(
        "app.paths",
        "app.settings",
        "app.errors",
        "app.bounded",
        "app.log",
        "app.stopping",
        "app.file_lock",
        "app.lanes",
    ),
    *(
        "ui.main",
        "ui.entrance.sign_in",
        "ui.frame.window",
        "ui.entrance.one_window",
        "ui.look.theme",
        "ui.words.messages",
        "ui.widgets.look_menu",
        "ui.desk.background",
        "ui.widgets.keys",
        "ui.widgets.tab_order",
        "ui.desk.cycle_collector",
        "ui.widgets.discard",
    ),
    *("ui.widgets", "ui.widgets.panel", "ui.widgets.line", "ui.widgets.password"),
    *("ui.desk", "ui.entrance", "ui.frame", "ui.look", "ui.words"),
}
SLOW = {
    "sqlalchemy",
    "alembic",
    "psycopg",
    "cryptography",
    "keyring",
    "reportlab",
    "segno",
    "qtawesome",
    "pypinyin",
    "phonenumbers",
    "stdnum",
    "platformdirs",
    "numpy",
    "cv2",
    "onnxruntime",
    "rapidocr",
}


@pytest.mark.parametrize("module", ["ui.main", "ui.entrance.sign_in"])
def test_the_first_window_imports_nothing_slow(module: str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", TELL, module], capture_output=True, text=True, check=True
    )
    loaded = set(json.loads(done.stdout))
    assert loaded & SLOW == set()
    ours = {name for name in loaded if name.startswith(("app.", "db", "ui."))}
    assert ours - OURS == set()
