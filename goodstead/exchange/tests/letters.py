"""Emails written by hand, and a mailbox without a server."""

from contextlib import contextmanager

from goodstead.correspondence import mailbox
from goodstead.exchange.models import InboundMail

NAME = "imap://asb:secret@127.0.0.1:1/INBOX"


def letter(text="They shout at me every night.", *, subject="Help", sender="Vera <vera@example.org>",
           message_id="<1@example.org>", kind="text/plain; charset=utf-8", **heads):  # fmt: skip
    more = "".join(f"{name.replace('_', '-')}: {value}\r\n" for name, value in heads.items())
    return (
        f"From: {sender}\r\nTo: asb@council.example\r\nSubject: {subject}\r\n"
        f"Date: Sun, 1 Mar 2026 22:10:00 +0000\r\nMessage-ID: {message_id}\r\n"
        f"MIME-Version: 1.0\r\nContent-Type: {kind}\r\n{more}\r\n{text}\r\n"
    ).encode()


def with_files(*files, text="See the pictures.", **more):
    """``files`` are (name, type, base64 text)."""
    parts = [f"--b\r\nContent-Type: text/plain\r\n\r\n{text}\r\n"]
    parts += [
        f'--b\r\nContent-Type: {kind}\r\nContent-Disposition: attachment; filename="{name}"\r\n'
        f"Content-Transfer-Encoding: base64\r\n\r\n{content}\r\n"
        for name, kind, content in files
    ]
    return letter("".join(parts) + "--b--", kind='multipart/mixed; boundary="b"', **more)


class FakeBox:
    """What ``mailbox.Box`` is, without a server. A letter that is an exception is raised."""

    def __init__(self, letters, validity=7):
        self.letters, self.validity, self.read, self.asked = letters, validity, [], []

    def after(self, uid):
        return [number for number in sorted(self.letters) if number > uid]

    def size(self, uid):
        found = self.letters[uid]
        return 1000 if isinstance(found, Exception) else len(found)

    def fetch(self, uid):
        self.asked.append(uid)
        if isinstance(self.letters[uid], Exception):
            raise self.letters[uid]
        return self.letters[uid]

    def mark_read(self, uids):
        self.read += uids


def in_place_of_a_server(monkeypatch, settings, box):
    """Let ``post.read`` find this box."""
    settings.INBOX_URL = NAME

    @contextmanager
    def opened(address):
        if isinstance(box, Exception):
            raise box
        try:
            yield box
        except OSError:  # as the real one does
            raise mailbox.MailboxDown("The connection to the mail server broke.") from None

    monkeypatch.setattr(mailbox, "opened", opened)


def apart():
    return dict(InboundMail.objects.order_by("uid").values_list("uid", "apart"))
