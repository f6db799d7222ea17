"""Passwords and codes: typed without being shown, or one a line from a file descriptor."""

from __future__ import annotations

import getpass
import os
import sys
import warnings
from types import TracebackType

from app import bounded
from app.errors import QT_TR_NOOP, UserError

LONGEST_BYTES = 4096


class Asking:
    """`descriptor` is the number given with --password-fd; its lines answer the questions in order."""

    def __init__(self, descriptor: int | None) -> None:
        self._descriptor = descriptor
        if descriptor is not None:
            try:
                os.fstat(descriptor)
            except (OSError, OverflowError):
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
        if self._descriptor is not None and self._descriptor > 2:
            os.close(self._descriptor)

    def secret(self, question: str) -> str:
        """The answer to a question that nobody may read over the shoulder. UserError 'no_password'."""
        if self._descriptor is not None:
            return _line(self._descriptor)
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("error", getpass.GetPassWarning)
                return getpass.getpass(f"{question}: ")
        except EOFError:
            raise _no_answer() from None
        except getpass.GetPassWarning:  # no terminal: then a line of the standard input
            if sys.stdin is None:
                raise _no_answer() from None
            return _line(sys.stdin.fileno())


def _line(descriptor: int) -> str:
    try:
        line = bounded.read(descriptor, LONGEST_BYTES, until=b"\n").decode()
    except (OSError, UnicodeDecodeError):
        raise _no_answer() from None
    if not line:
        raise _no_answer()
    return line.rstrip("\r\n")


def _no_answer() -> UserError:
    return UserError(
        "no_password",
        QT_TR_NOOP("A password or code is missing. Type it, or give it a line with --password-fd."),
    )
