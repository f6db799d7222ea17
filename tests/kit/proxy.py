"""A proxy in front of a PostgreSQL server that cuts a connection where a test says.

It listens on 127.0.0.1 and speaks to the server's socket, so that a cut looks like a torn network.
"""

from __future__ import annotations

import selectors
import socket
import threading
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Literal

Side = Literal["client", "server"]
Verdict = Literal["pass", "cut", "pass and cut"]
Judge = Callable[[Side, bytes], Verdict]
"""Says of a piece that `side` sent whether it goes on, and whether the connection is cut then."""

PIECE = 65536


@dataclass(eq=False)
class _End:
    side: Side
    own: socket.socket
    other: socket.socket


class Proxy:
    """Runs in a thread of its own inside a `with` block; `judge` may be replaced at any time."""

    def __init__(self, server: Path) -> None:
        self.judge: Judge = lambda _side, _piece: "pass"
        self.cuts = 0
        self._server = str(server / ".s.PGSQL.5432")
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._wake, self._woken = socket.socketpair()
        self._selector = selectors.DefaultSelector()
        self._ends: dict[socket.socket, _End] = {}
        self._thread = threading.Thread(target=self._run, name="proxy")

    @property
    def port(self) -> int:
        port: int = self._listener.getsockname()[1]
        return port

    def __enter__(self) -> Proxy:
        self._selector.register(self._listener, selectors.EVENT_READ)
        self._selector.register(self._woken, selectors.EVENT_READ)
        self._thread.start()
        return self

    def __exit__(
        self,
        _kind: type[BaseException] | None,
        _error: BaseException | None,
        _trace: TracebackType | None,
    ) -> None:
        self._wake.send(b"x")
        self._thread.join()
        self._selector.close()
        for each in (*self._ends, self._listener, self._wake, self._woken):
            each.close()

    def _run(self) -> None:
        while True:
            for key, _ in self._selector.select():
                if key.fileobj is self._woken:
                    return
                if key.fileobj is self._listener:
                    self._accept()
                elif isinstance(key.fileobj, socket.socket) and key.fileobj in self._ends:
                    self._carry(self._ends[key.fileobj])

    def _accept(self) -> None:
        client, _ = self._listener.accept()
        server = socket.socket(socket.AF_UNIX)
        server.connect(self._server)
        for end in (_End("client", client, server), _End("server", server, client)):
            self._ends[end.own] = end
            self._selector.register(end.own, selectors.EVENT_READ)

    def _carry(self, end: _End) -> None:
        try:
            piece = end.own.recv(PIECE)
            verdict = self.judge(end.side, piece) if piece else "cut"
            if verdict != "cut":
                end.other.sendall(piece)
        except OSError:
            piece, verdict = b"", "cut"
        if verdict != "pass":
            self.cuts += bool(piece)
            self._close(end)

    def _close(self, end: _End) -> None:
        for each in (end.own, end.other):
            self._selector.unregister(each)
            del self._ends[each]
            each.close()
