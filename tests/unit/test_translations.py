"""packaging/i18n.py: texts are found, kept, checked and end up in what the window loads."""

import importlib.util
import json
from pathlib import Path
from types import ModuleType

import pytest
from PySide6.QtCore import QTranslator

SCRIPT = Path(__file__).parents[2] / "packaging" / "i18n.py"

CODE = """
LABEL = QT_TR_NOOP("Language")

def build(n):
    return [tr("{n} left", n=n), tr("Say \\"now\\" "
                                    "& go")]
"""


@pytest.fixture
def i18n(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    spec = importlib.util.spec_from_file_location("i18n", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    for floor in ("app", "ui"):
        (tmp_path / floor).mkdir()
    (tmp_path / "ui" / "screen.py").write_text(CODE, encoding="utf-8")
    monkeypatch.setattr(module, "TOP", tmp_path)
    monkeypatch.setattr(module, "TS", tmp_path / "resources" / "zh_CN.ts")
    monkeypatch.setattr(module, "QM", tmp_path / "resources" / "zh_CN.qm")
    return module


def fragment(folder: Path, texts: dict[str, str]) -> str:
    path = folder / "fragment.json"
    path.write_text(json.dumps(texts), encoding="utf-8")
    return str(path)


COMPLETE = {"Language": "语言", "{n} left": "还剩 {n} 个", 'Say "now" & go': "说“现在”<走>"}


def test_a_complete_translation_passes_and_is_what_the_window_loads(
    i18n: ModuleType, tmp_path: Path
) -> None:
    assert i18n.main(["update", fragment(tmp_path, COMPLETE)]) == 0
    assert i18n.main(["check"]) == 0
    translator = QTranslator()
    assert translator.load(str(i18n.QM))
    assert {source: translator.translate("", source) for source in COMPLETE} == COMPLETE


def test_missing_texts_fail_the_check(i18n: ModuleType, tmp_path: Path) -> None:
    i18n.main(["update", fragment(tmp_path, {"Language": "语言"})])
    assert i18n.problems() == [
        """not translated: 'Say "now" & go'""",
        "not translated: '{n} left'",
    ]
    assert i18n.main(["check"]) == 1


def test_a_text_that_left_the_code_or_came_new_fails_until_updated(
    i18n: ModuleType, tmp_path: Path
) -> None:
    i18n.main(["update", fragment(tmp_path, COMPLETE)])
    (tmp_path / "ui" / "screen.py").write_text(CODE.replace("Language", "Languages"), "utf-8")
    assert [line.partition(":")[0] for line in i18n.problems()] == [
        "missing in zh_CN.ts (make i18n)",
        "no longer in the code (make i18n)",
    ]
    i18n.main(["update"])
    assert i18n.problems() == ["not translated: 'Languages'"]


@pytest.mark.parametrize("wrong", ["还剩几个", "还剩 {m} 个", "还剩 {n", "{n} {n} {x}"])
def test_other_placeholders_fail_the_check(i18n: ModuleType, tmp_path: Path, wrong: str) -> None:
    i18n.main(["update", fragment(tmp_path, COMPLETE | {"{n} left": wrong})])
    assert [line.partition(":")[0] for line in i18n.problems()] == ["the {placeholders} differ"]


@pytest.mark.parametrize("wrong", ["还剩{n},请稍候", "还剩 {n} 个!", "还剩：{n};完"])
def test_half_width_marks_fail_the_check(i18n: ModuleType, tmp_path: Path, wrong: str) -> None:
    i18n.main(["update", fragment(tmp_path, COMPLETE | {"{n} left": wrong})])
    assert [line.partition(":")[0] for line in i18n.problems()] == [
        "a Chinese sentence has its own , ; "
    ]


def test_the_file_is_the_same_whatever_the_order(i18n: ModuleType, tmp_path: Path) -> None:
    i18n.main(["update", fragment(tmp_path, COMPLETE)])
    first = i18n.TS.read_bytes()
    i18n.main(["update", fragment(tmp_path, dict(reversed(COMPLETE.items())))])
    assert i18n.TS.read_bytes() == first
