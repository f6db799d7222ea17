"""`make quick` finds the tests of a touched file by its word, or of its package's."""

from __future__ import annotations

import re

import pytest

from tests import quick
from tests.run import TOP

TESTS = quick.words_of(
    [
        "tests/conftest.py",
        "tests/capture/test_worker.py",
        "tests/db/customers/test_search.py",
        "tests/db/customers/test_view.py",
        "tests/db/drafts/test_drafts.py",
        "tests/db/drafts/test_images.py",
        "tests/db/identity/test_images.py",
        "tests/db/procedure/test_mechanism.py",
        "tests/db/procedure/test_versions.py",
        "tests/db/registration/test_registering.py",
        "tests/ui/capture/capture_fixtures.py",
        "tests/ui/capture/test_camera.py",
        "tests/ui/capture/test_flow.py",
        "tests/ui/customer/test_panel.py",
        "tests/ui/desk/test_background.py",
        "tests/ui/frame/test_main_window.py",
        "tests/ui/registration/test_walk_ins.py",
        "tests/ui/widgets/test_field.py",
        "tests/unit/test_quick.py",
    ]
)
REGISTRATION = {"db/registration/test_registering", "ui/registration/test_walk_ins"}
SCREENS = {
    "ui/frame/test_main_window",
    "ui/desk/test_background",
    "ui/widgets/test_field",
    *REGISTRATION,
}
CASES = {
    "app/services/registration/registering.py": {"db/registration/test_registering"},
    "app/services/registration/rows.py": REGISTRATION,
    "ui/registration/documents.py": {"ui/registration/test_walk_ins"},
    "app/services/customers/search.py": {"db/customers/test_search"},
    "app/services/identity/images.py": {"db/identity/test_images"},
    "app/services/drafts/images.py": {"db/drafts/test_images"},
    "app/services/drafts/drafts.py": {"db/drafts/test_drafts", "db/drafts/test_images"},
    "db/schema/customers.py": {
        "db/customers/test_search",
        "db/customers/test_view",
        "ui/customer/test_panel",
    },
    "ui/customer/customer_panel.py": {"ui/customer/test_panel"},
    "ui/frame/main_window.py": {"ui/frame/test_main_window"},
    "ui/capture/camera.py": {"ui/capture/test_camera"},
    "ui/capture/tray.py": {"ui/capture/test_camera", "ui/capture/test_flow"},
    "app/capture/worker.py": {"capture/test_worker"},
    "app/capture/mrz.py": {"capture/test_worker"},
    "ui/widgets/field.py": {"ui/widgets/test_field"},
    "app/services/procedure/versions.py": {"db/procedure/test_mechanism", *REGISTRATION},
    "ui/desk/background.py": {"ui/desk/test_background"},
    "ui/desk/base_screen.py": SCREENS,
    "ui/desk/desk.py": SCREENS,
    "app/domain/dates.py": set(),
    "tests/db/drafts/test_drafts.py": {"db/drafts/test_drafts"},
    "tests/db/conftest.py": set(),
    "README.md": set(),
}
"""Touched file: its tests."""


@pytest.mark.parametrize("changed", CASES)
def test_the_tests_of_a_file_have_its_word(changed: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(quick, "users_of", lambda *_: set())  # these are not on the disk
    found, why = quick.chosen(changed, TESTS)
    assert found == {f"tests/{each}.py" for each in CASES[changed]}, why
    assert why


def test_what_the_mechanism_is_tried_by_is_there() -> None:
    """A test that was moved or renamed must not leave the mechanism untried."""
    tests = quick.words_of(
        path.relative_to(TOP).as_posix() for path in (TOP / "tests").rglob("*.py")
    )
    for words in quick.MECHANISM.values():
        for word in words:
            assert quick.begins(quick.word_of([word]), tests), word


def test_a_service_is_tried_by_the_standard_tests_too() -> None:
    tests = quick.words_of(
        ["tests/db/catalogue/test_rules_edit.py", "tests/db/procedure/test_examples.py"]
    )
    assert quick.choose(["app/services/catalogue/rules_edit.py"], tests) == set(tests)


def test_what_has_no_word_is_tried_by_who_imports_it() -> None:
    tests = quick.words_of(
        path.relative_to(TOP).as_posix() for path in (TOP / "tests").rglob("*.py")
    )
    found, why = quick.chosen("app/services/customers/party_roles.py", tests)
    assert found, why
    lonely = quick.chosen("ui/nobody_imports_this.py", tests)
    assert lonely[0] == quick.mechanism(quick.MECHANISM["ui"], tests)


def test_a_part_of_the_kit_is_tried_by_who_uses_it() -> None:
    tests = quick.words_of(
        path.relative_to(TOP).as_posix() for path in (TOP / "tests").rglob("*.py")
    )
    found, why = quick.chosen(f"{quick.KIT}/panel.py", tests)
    assert "import it" in why
    assert found
    for file in found:
        assert re.search(r"^from tests\.\w+.*\bpanel\b", (TOP / file).read_text("utf-8"), re.M)
    found, why = quick.chosen(f"{quick.KIT}/desk.py", tests)
    assert "the mechanism's" in why
    assert found


def test_what_lies_below_the_window_is_left_out_only_for_the_window() -> None:
    out = quick.left_out(["ui/agreements/words.py", "tests/ui/history/test_screen.py"])
    assert {"tests/unit/test_cards.py", "tests/unit/papers/test_fonts.py"} <= set(out)
    assert "tests/unit/test_translations.py" not in out
    assert "tests/unit/capture/test_document.py" not in out, "it imports the window"
    assert not [file for file in out if "\nfrom ui" in (TOP / file).read_text("utf-8")]
    for other in (
        "app/papers/slip.py",
        "tests/kit/cards/ink.py",
        "pyproject.toml",
        "app/errors.py",
    ):
        assert quick.left_out(["ui/agreements/words.py", other]) == []


@pytest.mark.parametrize("below", quick.BELOW)
def test_what_is_left_out_is_there(below: str) -> None:
    assert (TOP / below).exists()
