"""A small mail server on loopback that keeps what it is given, or misbehaves on purpose."""

import socketserver
import threading
from contextlib import contextmanager
from dataclasses import dataclass, field


@dataclass
class Sink:
    """``say`` maps a command to the answer given instead of the usual one; "" hangs up."""

    port: int = 0
    envelopes: list = field(default_factory=list)  # (recipients, the message as text)
    say: dict = field(default_factory=dict)
    before_accepting: object = None


class _Talk(socketserver.StreamRequestHandler):
    def handle(self):
        sink, to = self.server.sink, []
        self.answer("220 sink")
        while line := self.rfile.readline().decode().strip():
            command = line.split(":")[0].split()[0].upper()
            if command == "RCPT":
                to.append(line.partition("<")[2].partition(">")[0])
            if command in sink.say:
                if not sink.say[command]:
                    return
                self.answer(sink.say[command])
            elif command == "DATA":
                self.answer("354 go on")
                text = b"".join(iter(self.rfile.readline, b".\r\n")).decode()
                if sink.before_accepting:
                    sink.before_accepting()
                if "." in sink.say:
                    return
                sink.envelopes.append((to, text))
                to = []
                self.answer("250 taken")
            else:
                self.answer("221 bye" if command == "QUIT" else "250 ok")

    def answer(self, line):
        self.wfile.write(f"{line}\r\n".encode())


@contextmanager
def smtp_sink():
    """A running server; its thread ends with the block."""
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), _Talk) as server:
        server.daemon_threads = True
        server.sink = Sink(port=server.server_address[1])
        thread = threading.Thread(target=server.serve_forever, args=(0.02,))
        thread.start()
        try:
            yield server.sink
        finally:
            server.shutdown()
            thread.join()
