"""All inputs of a form by their dotted path: filling, hearing, and saying what is wrong where.

An error under an empty field waits until the clerk left the field or tried to go on. While one field is
being filled, no other one turns red, and this one waits until it is left (ui.widgets.field.Field).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Protocol

from PySide6.QtCore import QObject, Signal, SignalInstance
from PySide6.QtWidgets import QWidget

from app.errors import Problem
from ui.widgets.field import Field
from ui.widgets.tab_order import reading_order
from ui.words.messages import tr


class Control(Protocol):
    """What every input of the form can do; `ui.widgets.field.Field` is one."""

    @property
    def changed(self) -> SignalInstance: ...
    def text(self) -> str: ...
    def set_text(self, text: str) -> None: ...
    def show_problem(self, problem: Problem | None, good: str = "") -> None: ...
    def isVisibleTo(self, ancestor: QWidget, /) -> bool: ...


@dataclass(frozen=True)
class Bound:
    """An input at its path; `name` is what the list of open things calls it."""

    path: str
    control: Control
    name: str
    step: int


class Fields(QObject):
    """The register of inputs; `typed` tells path and text, `left` that the clerk left a field."""

    typed = Signal(str, str)
    left = Signal(str)

    def __init__(self, last_step: int, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._last_step = last_step
        self._bound: dict[str, Bound] = {}
        self._places: dict[tuple[int, str], int] = {}
        self._shown: dict[str, object] = {}
        self._filling = False
        self._holds = False
        """an error waits for the end of the typing in another field"""
        self.touched: set[str] = set()

    def add(self, path: str, control: Control, name: str, step: int) -> None:
        """Bind an input; the same path again replaces the older one."""
        self._bound[path] = Bound(path, control, name, step)
        if (step, path.partition(".")[0]) in self._places:
            self._bound = dict(sorted(self._bound.items(), key=self._place))
        self._shown.pop(path, None)
        control.changed.connect(lambda text: self._heard(path, text))

    def keep_order(self, step: int, *parts: str) -> None:
        """The parts of a step by the first word of their paths: they keep this order, however late the fields
        of one are built."""
        self._places |= {(step, part): n for n, part in enumerate(parts)}

    def _place(self, bound: tuple[str, Bound]) -> tuple[int, int]:
        path, one = bound
        return one.step, self._places.get((one.step, path.partition(".")[0]), 0)

    def drop(self, prefix: str) -> None:
        """Forget the inputs of a part that is being rebuilt."""
        self._bound = {p: b for p, b in self._bound.items() if not _under(p, prefix)}
        self.touched = {p for p in self.touched if not _under(p, prefix)}

    def _heard(self, path: str, text: str) -> None:
        if not self._filling and path in self._bound:
            self.typed.emit(path, text)

    def leave(self, widget: QWidget | None) -> None:
        """The focus left `widget`: its field may say from now on that it is empty."""
        path = self.path_of(widget)
        if path and (path not in self.touched or self._holds):
            self.touched.add(path)
            self.left.emit(path)

    def fill(self, values: Mapping[str, str]) -> None:
        """Show these texts without hearing them as typed."""
        self._filling = True
        try:
            for path, text in values.items():
                bound = self._bound.get(path)
                if bound is not None and bound.control.text() != text:
                    bound.control.set_text(text)
        finally:
            self._filling = False

    def mark(self, sources: Mapping[str, tuple[str, bool]]) -> None:
        """Say under each input where its value came from, and lock what a chip said (rule 2)."""
        for path, bound in self._bound.items():
            if isinstance(bound.control, Field):
                source, locked = sources.get(path, ("", False))
                bound.control.set_source(source, locked=locked)

    def paths(self) -> tuple[str, ...]:
        """Every bound path, in reading order."""
        return tuple(self._bound)

    def control(self, path: str) -> Control:
        """The input at `path`."""
        return self._bound[path].control

    def owner(self, path: str) -> Bound | None:
        """The input that a problem at `path` belongs to: that path's or the nearest above it."""
        while path:
            if path in self._bound:
                return self._bound[path]
            path = path.rpartition(".")[0]
        return None

    def step_of(self, path: str) -> int:
        """The step whose input a problem at `path` belongs to; the last one when there is none."""
        bound = self.owner(path)
        return bound.step if bound is not None else self._last_step

    def in_order(self, paths: Iterable[str]) -> list[str]:
        """The inputs that these paths belong to, each once, in reading order."""
        wanted = {bound.path if (bound := self.owner(path)) else path for path in paths}
        known = sorted(self._bound.values(), key=lambda bound: bound.step)
        return [bound.path for bound in known if bound.path in wanted]

    def names(self, paths: Iterable[str]) -> list[str]:
        """What the list of open things calls these inputs."""
        return [self._bound[path].name for path in paths if path in self._bound]

    def show(
        self,
        problems: Iterable[Problem],
        good: Mapping[str, str],
        tried: Collection[int],
    ) -> None:
        """Say each field's first problem under it, or its good word; `tried` steps hold nothing back."""
        first: dict[str, Problem] = {}
        for problem in sorted(problems, key=lambda found: found.severity != "error"):
            bound = self.owner(problem.field)
            if bound is not None:
                first.setdefault(bound.path, problem)
        typed_into = self._being_filled()
        self._holds = False
        for path, bound in self._bound.items():
            found, text = first.get(path), bound.control.text()
            if not text and path not in self.touched and bound.step not in tried:
                found = None
            word = good.get(path, "") if text else ""
            if found is not None and typed_into not in ("", path) and not self._says_wrong(path):
                self._holds = True
                found, word = None, ""
            now = (found, text, word)
            if self._shown.get(path) != now:
                self._shown[path] = now
                bound.control.show_problem(found, word)

    def _being_filled(self) -> str:
        """The path of the input that somebody types into now, or ''."""
        for path, bound in self._bound.items():
            if isinstance(bound.control, Field) and bound.control.is_being_filled:
                return path
        return ""

    def _says_wrong(self, path: str) -> bool:
        shown = self._shown.get(path)
        return isinstance(shown, tuple) and shown[0] is not None

    def focus(self, path: str) -> None:
        """Put the cursor into the input at `path` or above it."""
        bound = self.owner(path)
        if bound is not None and isinstance(bound.control, QWidget):
            for part in reading_order(bound.control)[:1]:
                part.setFocus()

    def first_open(self, step: int, wrong: Collection[str], page: QWidget) -> str:
        """Where work goes on in a step: its first wrong or empty input, else its first.

        `wrong` is what was said to be wrong; a step that is entered anew has none.
        """
        here = [
            bound
            for bound in self._bound.values()
            if bound.step == step and bound.control.isVisibleTo(page)
        ]
        for wanted in (
            [bound for bound in here if bound.path in wrong],
            [bound for bound in here if not bound.control.text()],
            here,
        ):
            if wanted:
                return wanted[0].path
        return ""

    def path_of(self, widget: QWidget | None) -> str:
        """The path of the input that `widget` is a part of, or ''."""
        paths: dict[object, str] = {bound.control: path for path, bound in self._bound.items()}
        while widget is not None:
            if widget in paths:
                return paths[widget]
            widget = widget.parentWidget()
        return ""


def _under(path: str, prefix: str) -> bool:
    return path == prefix or path.startswith(prefix + ".")


def listed(words: Iterable[str]) -> str:
    """'a, b, c' with the comma of the language."""
    return tr(", ").join(words)
