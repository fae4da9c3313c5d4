"""A small clamd on loopback that speaks the protocol, and misbehaves when asked to."""

import contextlib
import socket
import struct
import tempfile
import threading
from pathlib import Path

MARK = b"EICAR-STANDARD-" + b"ANTIVIRUS-TEST-FILE"  # in two parts: this file is no test virus


class Clamd:
    """``mood``: ok, silent, error, rubbish, break, limit, lies. ``seen`` counts whole files."""

    def __init__(self, unix=False):
        if unix:
            self.folder = tempfile.mkdtemp(prefix="clamd-")  # a socket's path must be short
            self.address = f"unix:{self.folder}/c"
            self.socket = socket.socket(socket.AF_UNIX)
            self.socket.bind(f"{self.folder}/c")
            self.socket.listen()
        else:
            self.socket = socket.create_server(("127.0.0.1", 0))
            self.address = f"tcp:127.0.0.1:{self.socket.getsockname()[1]}"
        self.mood, self.seen, self.kept = "ok", 0, []
        self.thread = threading.Thread(target=self.serve, daemon=True)
        self.thread.start()

    def serve(self):
        with contextlib.suppress(OSError):
            while True:
                line, _ = self.socket.accept()
                with contextlib.suppress(OSError, ValueError):
                    self.talk(line)

    def talk(self, line):
        file = line.makefile("rb")
        command = b""
        while not command.endswith(b"\0"):
            command += file.read(1)
        if self.mood == "silent":
            self.kept.append((line, file))  # the line stays open, and nothing comes
            return
        with line, file:
            if command == b"zPING\0":
                line.sendall(b"PONG\0")
            elif command == b"zINSTREAM\0" and self.mood != "break":
                line.sendall(self.answer(file))

    def answer(self, file):
        body = b""
        while size := struct.unpack(">I", file.read(4))[0]:
            body += file.read(size)
            if self.mood == "limit":
                return b"INSTREAM size limit exceeded. ERROR\0"
        self.seen += 1
        found = b"stream: Eicar-Test-Signature FOUND\0"
        return {
            "error": b"stream: Can't allocate memory ERROR\0",
            "rubbish": b"stream: OK or perhaps not\0",
            "odd": b"stream: <b>\xff\n{x} FOUND\0",
        }.get(self.mood, found if MARK in body else b"stream: OK\0")

    def stop(self):
        if self.socket.fileno() < 0:
            return
        self.socket.shutdown(socket.SHUT_RDWR)  # wakes the thread that waits for a call
        self.thread.join(timeout=5)
        self.socket.close()
        for line, file in self.kept:
            file.close()
            line.close()
        if self.address.startswith("unix:"):
            Path(self.address[5:]).unlink(missing_ok=True)
            Path(self.folder).rmdir()
