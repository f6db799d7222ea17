"""Settings: what is stored comes back, damage falls back to the defaults, foreign keys survive."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app import settings
from app.settings import Settings


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "new folder" / "settings.ini"


def test_defaults_without_a_file(path: Path) -> None:
    store = Settings(path)
    assert {s.key: store.get(s) for s in settings.ALL} == {s.key: s.default for s in settings.ALL}
    assert store.warning is None
    assert not path.exists()


def test_a_value_is_there_after_a_restart(path: Path) -> None:
    Settings(path).set(settings.IDLE_LOCK_MINUTES, 7)
    Settings(path).set(settings.PRINTER_SLIP, "柜台 2 = 针式 %s [#]")
    assert Settings(path).get(settings.IDLE_LOCK_MINUTES) == 7
    assert Settings(path).get(settings.PRINTER_SLIP) == "柜台 2 = 针式 %s [#]"
    assert path.stat().st_mode & 0o077 == 0


def test_two_windows_do_not_lose_each_others_settings(path: Path) -> None:
    first, second = Settings(path), Settings(path)
    first.set(settings.THEME, "dark")
    second.set(settings.LANGUAGE, "en")
    assert Settings(path).get(settings.THEME) == "dark"


def test_unknown_keys_are_kept(path: Path) -> None:
    path.parent.mkdir()
    path.write_text("[settings]\nfrom_a_newer_version = yes\n", encoding="utf-8")
    Settings(path).set(settings.THEME, "dark")
    assert "from_a_newer_version = yes" in path.read_text(encoding="utf-8")


@pytest.mark.parametrize("minutes", [0, 11])
def test_values_outside_the_allowed_are_refused_and_ignored(path: Path, minutes: int) -> None:
    store = Settings(path)
    with pytest.raises(ValueError, match="idle_lock_minutes"):
        store.set(settings.IDLE_LOCK_MINUTES, minutes)
    path.parent.mkdir()
    path.write_text(f"[settings]\nidle_lock_minutes = {minutes}\n", encoding="utf-8")
    assert Settings(path).get(settings.IDLE_LOCK_MINUTES) == 3


@given(damage=st.binary(max_size=200).filter(lambda data: b"[" not in data and data.strip()))
def test_a_damaged_file_means_defaults_and_a_warning(
    tmp_path_factory: pytest.TempPathFactory, damage: bytes
) -> None:
    path = tmp_path_factory.mktemp("damaged") / "settings.ini"
    path.write_bytes(b"no section\n" + damage)
    store = Settings(path)
    assert store.warning == settings.UNREADABLE
    assert store.get(settings.LANGUAGE) == "zh_CN"
    assert path.with_suffix(".damaged").read_bytes().endswith(damage)
    store.set(settings.LANGUAGE, "en")
    assert Settings(path).warning is None


def test_keys_are_declared_once() -> None:
    keys = [setting.key for setting in settings.ALL]
    assert len(keys) == len(set(keys))


@given(value=st.text(max_size=40).filter(str.isprintable))
def test_any_single_line_comes_back(tmp_path_factory: pytest.TempPathFactory, value: str) -> None:
    path = tmp_path_factory.mktemp("line") / "settings.ini"
    Settings(path).set(settings.LAST_HALL, value)
    assert Settings(path).get(settings.LAST_HALL) == value.strip()
