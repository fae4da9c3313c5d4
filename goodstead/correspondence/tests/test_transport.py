"""What leaves, over a real connection: one recipient, plain text, neutral sender, no smuggled header."""

import email
import uuid

import pytest
from django.conf import settings as configured_settings

from goodstead.access.permissions import NotNow
from goodstead.correspondence.definitions.neutral import telling_words
from goodstead.correspondence.transport import (
    AddressRefused,
    Letter,
    Mail,
    ShownNotSent,
    TransportDown,
    compose,
    configured,
)

from .smtp_sink import smtp_sink


@pytest.fixture
def sink(settings):
    # The test runner puts a mail backend in memory; here the real one speaks to a real socket.
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_TIMEOUT = "127.0.0.1", 2
    settings.EMAIL_HOST_USER = settings.EMAIL_HOST_PASSWORD = ""
    settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
    with smtp_sink() as server:
        settings.EMAIL_PORT = server.port
        yield server


def letter(to="amina@example.com", subject="Your officer", body="Zoë will call.\n.\nBye"):
    return Letter(to, subject, body, uid=str(uuid.uuid4()))


def test_a_letter_arrives_as_plain_text_from_the_council_to_one_person(sink):
    with Mail() as mail:
        mail.deliver(letter())
    [(to, text)] = sink.envelopes
    found = email.message_from_bytes(text.encode())
    assert (to, found["To"]) == (["amina@example.com"], "amina@example.com")
    assert found["From"] == "Hartsmere Borough Council <no-reply@council.example>"
    assert not telling_words(found["From"])
    assert found.get_content_type() == "text/plain"
    assert found.get_payload(decode=True).decode().splitlines()[0] == "Zoë will call."
    assert found["Auto-Submitted"] == "auto-generated"
    assert not {"Cc", "Bcc", "Reply-To", "X-Mailer"} & set(found.keys())


def test_a_hundred_people_are_a_hundred_messages_over_one_connection(sink):
    with Mail() as mail:
        for number in range(100):
            mail.deliver(letter(to=f"person{number}@example.com"))
    assert [to for to, _ in sink.envelopes] == [[f"person{n}@example.com"] for n in range(100)]
    assert all(text.count("@example.com") == 1 for _, text in sink.envelopes)


def test_a_message_that_is_repeated_carries_the_same_number():
    one = letter()
    assert compose(one).message()["Message-ID"] == compose(one).message()["Message-ID"]
    assert one.uid in compose(one).message()["Message-ID"]


@pytest.mark.parametrize(
    "to",
    [
        "a@example.com, b@example.com",
        "a@example.com\nBcc: b@example.com",
        "a@example.com\r\n\r\nHello",
        "A <a@example.com>",
        "",
        "a@example.com;b@example.com",
        '"a b"@example.com',
    ],
)
def test_only_one_plain_address_is_ever_a_recipient(sink, to):
    with Mail() as mail, pytest.raises(NotNow):
        mail.deliver(letter(to=to))
    assert sink.envelopes == []


def test_a_line_break_in_a_subject_cannot_become_a_header(sink):
    with Mail() as mail, pytest.raises(ValueError, match="newlines"):
        mail.deliver(letter(subject="Hello\nBcc: b@example.com"))
    assert sink.envelopes == []


def test_no_such_mailbox_is_told_apart_from_a_server_in_trouble(sink):
    sink.say["RCPT"] = "550 no such user"
    with Mail() as mail, pytest.raises(AddressRefused, match="no such mailbox"):
        mail.deliver(letter())
    sink.say["RCPT"] = "451 busy"
    with Mail() as mail, pytest.raises(TransportDown, match="not take the message yet"):
        mail.deliver(letter())


@pytest.mark.parametrize("say", [{"MAIL": "452 full"}, {"DATA": "554 no"}])
def test_trouble_with_one_letter_is_tried_again_and_the_next_one_goes(sink, say):
    sink.say.update(say)
    with Mail() as mail:
        with pytest.raises(TransportDown, match="refused"):
            mail.deliver(letter())
        sink.say.clear()
        mail.deliver(letter())
    assert len(sink.envelopes) == 1


@pytest.mark.parametrize("say", [{"MAIL": ""}, {"DATA": ""}, {".": ""}, {"NOOP": ""}])
def test_a_server_that_breaks_off_is_left_alone_until_the_next_round(sink, say):
    sink.say.update(say)
    with Mail() as mail:
        for _ in range(2):
            with pytest.raises(TransportDown, match="broke"):
                mail.open()
                mail.deliver(letter())
            sink.say.clear()
    with Mail() as mail:
        mail.deliver(letter())
    assert len(sink.envelopes) == 1


def test_a_server_that_is_away_is_said_in_words(sink, settings):
    settings.EMAIL_PORT = 1
    with Mail() as mail, pytest.raises(TransportDown, match="not running"):
        mail.open()


def test_the_demonstration_mails_nothing(settings):
    settings.MESSAGES_SHOWN_NOT_SENT = True
    with configured() as door:
        door.open()
        door.deliver(letter())
    assert isinstance(door, ShownNotSent) and door.outcome == "shown"
    settings.MESSAGES_SHOWN_NOT_SENT = False
    assert isinstance(configured(), Mail)
    assert configured_settings.EMAIL_TIMEOUT <= 5, "a hanging server must not hold the lock long"
