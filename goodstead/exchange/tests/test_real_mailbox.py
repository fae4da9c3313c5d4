"""The same against a real IMAP server: Debian's dovecot, on loopback."""

from datetime import timedelta

import pytest

from goodstead.correspondence import mailbox
from goodstead.exchange import post
from goodstead.exchange.models import InboundMail, Mailbox
from goodstead.intake.models import Report
from tests import dovecot

from .letters import letter

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(
        dovecot.program() is None, reason="dovecot is not here, or we may not start it"
    ),
]


@pytest.fixture
def server(settings):
    with dovecot.running() as server:
        settings.INBOX_URL = server.url
        yield server


def test_letters_are_read_once_marked_as_read_and_never_removed(server, people, now):
    server.put(letter("First cry for help"))
    server.put(letter("Out of office", Auto_Submitted="auto-replied", message_id="<2@x>"))
    assert post.read(now) == 2
    assert Report.objects.get().description.endswith("First cry for help")
    assert server.flags() == ["S", "S"]
    server.put(letter("Second", message_id="<3@x>"))
    assert post.read(now + timedelta(minutes=2)) == 1
    assert post.read(now + timedelta(minutes=4)) == 0
    assert Report.objects.count() == 2 and len(server.flags()) == 3


def test_until_it_is_stored_it_stays_unread(server, people, now, monkeypatch):
    server.put(letter())

    def dies(**asked):
        raise KeyboardInterrupt

    with monkeypatch.context() as broken:
        broken.setattr(post.actions, "receive_mail", dies)
        with pytest.raises(KeyboardInterrupt):
            post.read(now)
    assert server.flags() == [""] and not Report.objects.exists()
    assert post.read(now + timedelta(minutes=2)) == 1
    assert server.flags() == ["S"] and Report.objects.count() == 1


def test_after_the_server_numbered_its_letters_anew_nothing_comes_twice(server, people, now):
    for n in range(3):
        server.put(letter(f"Number {n}", message_id=f"<{n}@x>"))
    post.read(now)
    before = Mailbox.objects.get().validity
    server.number_anew()
    post.read(now + timedelta(minutes=2))
    assert Mailbox.objects.get().validity != before
    assert Report.objects.count() == 3
    assert InboundMail.objects.filter(apart="again").count() == 3


def test_twenty_megabytes_and_odd_bytes_come_through_whole(server, people, now):
    raw = letter("x" * 76 + "\r\n" + "\xe9\u20ac" * 20) + b"y" * (20 * 1024 * 1024)
    server.put(raw)
    assert post.read(now) == 1 and "It was longer" in Report.objects.get().description


def test_a_wrong_password_a_missing_folder_and_a_server_that_is_gone_are_said(
    server, people, now, settings
):
    right = server.url
    said = []
    for n, url in enumerate(
        (right.replace("sesame", "wrong"), right.replace("INBOX", "Nowhere"),
         f"imap://asb:x@127.0.0.1:{dovecot.free_port()}/INBOX")
    ):  # fmt: skip
        settings.INBOX_URL = url
        assert post.read(now + timedelta(hours=n)) == 0
        said.append(Mailbox.objects.order_by("pk").last().failure)
        Mailbox.objects.all().delete()
    assert "refused the user or the password" in said[0]
    assert "no folder “Nowhere”" in said[1] and "is not running" in said[2]


@pytest.mark.parametrize(
    "url",
    ["imap://asb:x@mail.example.org/INBOX", "pop3://a:b@127.0.0.1/", "imaps://mail.example.org/",
     "nonsense", "imaps://a:b@h/a%22b", "imaps://a:b@h:99999/"],
)  # fmt: skip
def test_an_address_that_is_none_or_is_not_secret_is_refused(url):
    with pytest.raises(mailbox.BadAddress):
        mailbox.address_of(url)
