"""`make quick` finds the tests of a touched file by its word, on a flat layout and on packages."""

from __future__ import annotations

import re

import pytest

from tests import quick
from tests.run import TOP

FLAT = quick.words_of(
    [
        "tests/conftest.py",
        "tests/capture/test_worker.py",
        "tests/db/test_customers.py",
        "tests/db/test_draft_images.py",
        "tests/db/test_drafts.py",
        "tests/db/test_identity_images.py",
        "tests/db/test_procedure.py",
        "tests/db/test_registration.py",
        "tests/ui/capture_fixtures.py",
        "tests/ui/test_capture_camera.py",
        "tests/ui/test_capture_flow.py",
        "tests/ui/test_customer_panel.py",
        "tests/ui/test_main_window.py",
        "tests/ui/test_registration.py",
        "tests/ui/widgets/test_field.py",
        "tests/unit/test_quick.py",
    ]
)
PACKAGES = quick.words_of(
    [
        "tests/db/customers/test_view.py",
        "tests/db/drafts/test_images.py",
        "tests/db/drafts/test_kept.py",
        "tests/db/identity/test_images.py",
        "tests/db/procedure/test_replay.py",
        "tests/db/registration/test_children.py",
        "tests/ui/capture/test_camera.py",
        "tests/ui/capture/test_flow.py",
        "tests/ui/customer/test_panel.py",
        "tests/ui/frame/test_main_window.py",
        "tests/ui/registration/test_keys.py",
    ]
)
CASES = {
    "app/services/registration/registering.py": {"db/test_registration", "ui/test_registration"},
    "app/services/registration/rows.py": {"db/test_registration", "ui/test_registration"},
    "app/services/identity/images.py": {"db/test_identity_images"},
    "app/services/drafts/images.py": {"db/test_draft_images"},
    "app/services/drafts/drafts.py": {"db/test_draft_images", "db/test_drafts"},
    "db/schema/customers.py": {"db/test_customers", "ui/test_customer_panel"},
    "ui/capture/camera.py": {"ui/test_capture_camera"},
    "ui/capture/tray.py": {
        "capture/test_worker",
        "ui/test_capture_camera",
        "ui/test_capture_flow",
    },
    "app/capture/worker.py": {"capture/test_worker"},
    "ui/widgets/field.py": {"ui/widgets/test_field"},
    "app/services/procedure/transaction.py": {"db/test_procedure", "db/test_registration", "ui/test_registration"},
    "ui/desk/base_screen.py": {"ui/test_main_window", "ui/widgets/test_field", "ui/test_registration",
                          "db/test_registration"},
    "app/domain/dates.py": set(),
    "tests/db/test_drafts.py": {"db/test_drafts"},
    "tests/db/conftest.py": set(),
    "README.md": set(),
}  # fmt: skip
"""Touched file: its tests on a flat layout."""


@pytest.mark.parametrize("changed", CASES)
def test_the_tests_of_a_file_have_its_word(changed: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(quick, "users_of", lambda *_: set())  # these are not on the disk
    found, why = quick.chosen(changed, FLAT)
    assert found == {f"tests/{each}.py" for each in CASES[changed]}, why
    assert why


@pytest.mark.parametrize(
    ("changed", "found"),
    [
        ("app/services/registration/fees.py", {"db/registration/test_children", "ui/registration/test_keys"}),
        ("app/services/identity/images.py", {"db/identity/test_images"}),
        ("app/services/drafts/__init__.py", {"db/drafts/test_images", "db/drafts/test_kept"}),
        ("ui/capture/camera.py", {"ui/capture/test_camera"}),
        ("ui/customer/panel.py", {"ui/customer/test_panel"}),
        ("ui/frame/main_window.py", {"ui/frame/test_main_window"}),
        ("app/services/procedure/sealing.py", {
            "db/procedure/test_replay", "db/registration/test_children", "ui/registration/test_keys"}),
    ],
)  # fmt: skip
def test_packages_are_words_too(changed: str, found: set[str]) -> None:
    assert quick.chosen(changed, PACKAGES)[0] == {f"tests/{each}.py" for each in found}


def test_what_the_mechanism_is_tried_by_is_there() -> None:
    """A test that was moved or renamed must not leave the mechanism untried."""
    tests = quick.words_of(
        path.relative_to(TOP).as_posix() for path in (TOP / "tests").rglob("*.py")
    )
    for words in quick.MECHANISM.values():
        for word in words:
            assert quick.begins(quick.word_of([word]), tests), word


def test_a_service_is_tried_by_the_standard_tests_too() -> None:
    tests = quick.words_of(["tests/db/test_rules_edit.py", "tests/db/test_procedure_examples.py"])
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
