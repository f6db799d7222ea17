"""Passwords and codes: typed without being shown, or one a line from a file descriptor."""

from __future__ import annotations

import getpass
import os
from types import TracebackType
from typing import TextIO

from app.errors import QT_TR_NOOP, UserError


class Asking:
    """`descriptor` is the number given with --password-fd; its lines answer the questions in order."""

    def __init__(self, descriptor: int | None) -> None:
        self._lines: TextIO | None = None
        if descriptor is not None:
            try:
                self._lines = os.fdopen(descriptor, encoding="utf-8")
            except OSError:
                raise UserError(
                    "password_fd", QT_TR_NOOP("--password-fd names no open file descriptor.")
                ) from None

    def __enter__(self) -> Asking:
        return self

    def __exit__(
        self,
        _kind: type[BaseException] | None,
        _error: BaseException | None,
        _trace: TracebackType | None,
    ) -> None:
        if self._lines is not None:
            self._lines.close()

    def secret(self, question: str) -> str:
        """The answer to a question that nobody may read over the shoulder."""
        if self._lines is None:
            try:
                return getpass.getpass(f"{question}: ")
            except EOFError:
                raise _no_answer() from None
        try:
            line = self._lines.readline()
        except UnicodeDecodeError:
            raise _no_answer() from None
        if not line:
            raise _no_answer()
        return line.rstrip("\r\n")


def _no_answer() -> UserError:
    return UserError(
        "no_password",
        QT_TR_NOOP("A password or code is missing. Type it, or give it a line with --password-fd."),
    )
