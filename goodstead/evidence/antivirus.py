"""Asking clamd, ClamAV's daemon, whether a file carries a virus. It is given the bytes by INSTREAM.

``CLAMD`` in the settings is ``unix:/run/clamav/clamd.ctl`` or ``tcp:127.0.0.1:3310``; empty: none.
Only the two exact answers of clamd are believed. Whatever else happens raises ``NoAnswer``, and the
file stays where nobody can open it.
"""

from __future__ import annotations

import re
import socket
import struct
import time
from pathlib import Path

from django.conf import settings

CONNECT, ANSWER = 5.0, 30.0
"""Seconds: for it to take the call, each piece and a ping; and for the whole of one check."""
PIECE = 64 * 1024
_FOUND = re.compile(rb"stream: (.{1,200}) FOUND", re.DOTALL)
_ADDRESS = re.compile(r"unix:(?P<path>/.+)|tcp:(?P<host>.+):(?P<port>\d{1,5})")


class NoAnswer(Exception):
    """It is away, too slow, or says that it could not check. In words, for the log."""


def configured() -> bool:
    return bool(settings.CLAMD)


def well_addressed(address: str) -> bool:
    """Whether this is an address that we understand."""
    return _ADDRESS.fullmatch(address) is not None


def awake() -> bool:
    """Whether it answers at all."""
    try:
        with _call() as line:
            line.sendall(b"zPING\0")
            return _answer(line, time.monotonic() + CONNECT) == b"PONG"
    except (OSError, NoAnswer):
        return False


def check(path: Path) -> str:
    """The name of what was found in a file; empty when it is clean. Raises ``NoAnswer``."""
    until = time.monotonic() + ANSWER
    try:
        with _call() as line:
            _send(line, path, until)
            said = _answer(line, until)
    except OSError as trouble:
        raise NoAnswer(f"no connection: {trouble}") from trouble
    if said == b"stream: OK":
        return ""
    if found := _FOUND.fullmatch(said):
        name = found[1].decode("ascii", "replace")
        return "".join(c if c.isalnum() or c in "._-" else "_" for c in name)[:80]
    raise NoAnswer(f"it said {said[:80]!r}")


def _call() -> socket.socket:
    found = _ADDRESS.fullmatch(settings.CLAMD)
    if found is None:
        raise NoAnswer("its address in the settings is none")
    if found["path"]:
        line = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        line.settimeout(CONNECT)
        try:
            line.connect(found["path"])
        except OSError:
            line.close()
            raise
        return line
    return socket.create_connection((found["host"].strip("[]"), int(found["port"])), CONNECT)


def _send(line: socket.socket, path: Path, until: float) -> None:
    """The file in pieces, each with its length before it, and an empty one at the end.

    It hangs up before the end when it has heard enough; what it says then is still to be read.
    """
    try:
        line.sendall(b"zINSTREAM\0")
        with path.open("rb") as file:
            while piece := file.read(PIECE):
                _require_time(until)
                line.sendall(struct.pack(">I", len(piece)) + piece)
        line.sendall(struct.pack(">I", 0))
    except (BrokenPipeError, ConnectionResetError):
        pass


def _answer(line: socket.socket, until: float) -> bytes:
    """What it says, up to the zero byte with which it ends."""
    said = b""
    while not said.endswith(b"\0"):
        _require_time(until)
        line.settimeout(max(until - time.monotonic(), 0.01))
        piece = line.recv(1024)
        said += piece
        if not piece or len(said) > 4096:
            raise NoAnswer("it broke off")
    return said[:-1]


def _require_time(until: float) -> None:
    if time.monotonic() > until:
        raise NoAnswer(f"nothing for {ANSWER:.0f} seconds")
