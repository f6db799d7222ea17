"""What a form in steps says is left: names that stand in a list, and no step that is done before its time."""

from __future__ import annotations

from tests.kit.clerk import Registering


def test_the_last_step_is_not_done_while_anything_is_left(clerk: Registering) -> None:
    screen, bar = clerk.screen, clerk.screen.form.bar
    clerk.put({"products": "TV-BASIC"})
    screen.go_to(screen.form.last_step)
    screen.work.change(tried=screen.form.last_step)
    screen.go_to(0)
    clerk.settled()
    assert screen.form.left(screen.form.last_step)
    assert not [button.text() for button in bar.buttons if button.text().startswith("✓")]


def test_what_is_open_is_named_in_a_list_not_asked(clerk: Registering) -> None:
    fields = clerk.screen.form.fields
    clerk.screen.form.build_to(clerk.screen.form.last_step)
    names = fields.names(fields.paths())
    assert [name for name in names if name[-1:] in "?:!"] == []
