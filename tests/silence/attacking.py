"""Somebody who only wants to be in the way: so many requests a second, whatever is answered.

As cheap as can be, so that the machine is the server's: the bytes are made once, each request has a
connection of its own that is thrown away, one loop waits for all of them, and no answer is read
further than its status. Run as a program of its own: ``attacking.py PORT A_SECOND SECONDS ADDRESS …``.
It goes on for so long, and until its standard input ends and somebody was made to wait. It prints how
many of each status were answered, how many could not be asked, and how many a second.
"""

from __future__ import annotations

import collections
import itertools
import json
import select
import selectors
import socket
import sys
import time

# What a bored teenager with a script asks for: pages, answers without having read the question, guesses.
ASKED = [
    "GET /report HTTP/1.1",
    "GET / HTTP/1.1",
    "GET /report/describe HTTP/1.1",
    "GET /follow/aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa HTTP/1.1",
    "POST /report/danger HTTP/1.1",
]
MOST_AT_ONCE = 200
PATIENCE = 20.0  # seconds
LONGEST = 120.0


def made(first: str) -> bytes:
    lines = [first, "Host: 127.0.0.1", "Connection: close"]
    body = "danger=no&csrfmiddlewaretoken=x" if first.startswith("POST") else ""
    if body:
        lines += ["Content-Type: application/x-www-form-urlencoded", f"Content-Length: {len(body)}"]
    return ("\r\n".join(lines) + "\r\n\r\n" + body).encode()


class Attack:
    def __init__(self, port: int, addresses: list[str]) -> None:
        self.port, self.answers = port, collections.Counter[str]()
        self.waiting = selectors.DefaultSelector()
        self.next = zip(
            itertools.cycle(addresses), itertools.cycle([made(one) for one in ASKED]), strict=False
        )
        self.open: dict[socket.socket, tuple[bytes, float]] = {}

    def ask(self, now: float) -> None:
        """One more, from the next address."""
        address, said = next(self.next)
        if len(self.open) >= MOST_AT_ONCE:
            self.answers["not asked"] += 1
            return
        link = socket.socket()
        link.setblocking(False)
        link.bind((address, 0))
        link.connect_ex(("127.0.0.1", self.port))
        self.open[link] = (said, now)
        self.waiting.register(link, selectors.EVENT_WRITE)

    def hear(self, until: float) -> None:
        """What comes in until then."""
        for key, _ in self.waiting.select(max(until - time.monotonic(), 0)):
            link: socket.socket = key.fileobj  # type: ignore[assignment]
            try:
                if key.events == selectors.EVENT_WRITE:
                    link.send(self.open[link][0])
                    self.waiting.modify(link, selectors.EVENT_READ)
                    continue
                self.end(link, link.recv(65536)[9:12].decode() or "closed")
            except OSError:
                self.end(link, "broken")

    def is_enough(self, took: float) -> bool:
        told = bool(select.select([sys.stdin], [], [], 0)[0])
        return (told and bool(self.answers["429"])) or took > LONGEST

    def end(self, link: socket.socket, what: str) -> None:
        self.answers[what] += 1
        self.waiting.unregister(link)
        del self.open[link]
        link.close()

    def go_on(self, a_second: float, seconds: float) -> dict[str, object]:
        """A request each so often, by the clock: being answered late does not slow it down."""
        begun = now = time.monotonic()
        asked = 0
        while now - begun < seconds or not self.is_enough(now - begun):
            due = int((now - begun) * a_second) + 1
            for _ in range(due - asked):
                self.ask(now)
            asked = due
            self.hear(begun + due / a_second)
            now = time.monotonic()
            for link in [one for one, (_, since) in self.open.items() if now - since > PATIENCE]:
                self.end(link, "no answer")
        took = time.monotonic() - begun
        heard = sum(many for what, many in self.answers.items() if what.isdigit())
        return {
            "seconds": round(took),
            "asked_a_second": round(asked / took),
            "answered_a_second": round(heard / took),
            "answers": dict(sorted(self.answers.items())),
        }


if __name__ == "__main__":
    port, a_second, seconds, *addresses = sys.argv[1:]
    print(json.dumps(Attack(int(port), addresses).go_on(float(a_second), float(seconds))))
