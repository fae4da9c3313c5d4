"""Emails that were made to break or to hold up a reader, and words that stand in odd places."""

import pytest

from goodstead.exchange.models import InboundMail
from goodstead.intake.models import Report

from .letters import apart, letter, with_files

pytestmark = pytest.mark.django_db


HOSTILE = {
    "nothing": b"",
    "bytes": bytes(range(256)) * 40,
    "no heads": b"\r\n\r\nhello",
    "NUL": letter("a\0b"),
    "a head that never ends": letter(subject="x" * 200_000),
    "many parts": letter("".join("--b\r\n\r\nx\r\n" for _ in range(3_000)) + "--b--",
                         kind="multipart/mixed; boundary=b"),
    "deep": b"".join(b"Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n" % (n, n)
                     for n in range(2_000)),
    "an unknown encoding": letter("caf\u00e9", kind="text/plain; charset=klingon"),
    "a broken date": letter(**{"Date": "32 Foo 99999"}),
    "a broken address": letter(sender='"<<<>>>" <@@@,;:'),
    "a broken encoded head": letter(subject="=?utf-8?b?////?= =?x?q?=FF?="),
    "a name that turns around": with_files(("\u202egpj.exe", "image/jpeg", "AAAA")),
    "a lone surrogate": letter("x", subject="=?utf-8?q?=ED=A0=80?="),
    "unclosed markup": letter("<p><![CDATA[<!-- <b" * 500, kind="text/html"),
}  # fmt: skip


_HEAD = b"From: a@example.org\r\nSubject: x\r\n"
_PART = b"--b\r\nContent-Type: text/plain; " + b'a="b"; ' * 270 + b"\r\n\r\nx\r\n"
SLOW = {
    "a head of a part": _HEAD + b"Content-Type: text/plain; " + b'a="b"; ' * 300_000 + b"\r\n\r\nx",
    "the same, folded": _HEAD + b"Content-Type: text/plain;\r " + b'a="b";\r ' * 99_999 + b"\r\rx",
    "many heads of parts": _HEAD
    + b"Content-Type: multipart/mixed; boundary=b\r\n\r\n"
    + _PART * 2_000,
    "many parts": _HEAD
    + b"Content-Type: multipart/mixed; boundary=b\r\n\r\n"
    + b"--b\r\n\r\nx\r\n" * 200_000,
    "many lines in many parts": _HEAD
    + b"".join(b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (n, n) for n in range(250))
    + b"x\n" * 900_000,
}  # fmt: skip


@pytest.mark.parametrize("raw", SLOW.values(), ids=SLOW)
def test_a_letter_that_would_keep_the_worker_busy_for_hours_is_not_read(arrive, raw):
    """The promise to everybody else waits for the same worker."""
    arrive(raw, letter("I need help", message_id="<last@x>"))
    assert apart() == {1: "failed", 2: ""} and "TooHard" in InboundMail.objects.get(uid=1).why


def test_a_head_that_is_too_long_is_cut_and_the_words_are_read(arrive, monkeypatch):
    from email.headerregistry import AddressHeader

    given, whole = [], AddressHeader.parse.__func__
    parse = classmethod(lambda cls, text, kwds: given.append(len(text)) or whole(cls, text, kwds))
    monkeypatch.setattr(AddressHeader, "parse", parse)
    arrive(letter("I need help", Cc="a@b.example, " * 100_000))
    assert "I need help" in Report.objects.get().description and max(given) < 5_000


@pytest.mark.parametrize("page", ["<a " * 160_000, "<!" * 200_000, "<a b='" * 80_000, "<!--" * 100_000],
                         ids=["tags", "marks", "quotes", "comments"])  # fmt: skip
def test_no_page_is_given_to_a_reader_that_takes_hours_over_it(arrive, page, monkeypatch):
    import html.parser

    monkeypatch.setattr(html.parser.HTMLParser, "feed", lambda *a: pytest.fail("it takes hours"))
    arrive(letter(f"<p>I need help</p>{page}", kind="text/html"))
    assert "I need help" in Report.objects.get().description


@pytest.mark.parametrize("page, words", [
    ("<html><head><title>t</title><body>Help me", "Help me"),
    ("<style>p{x}<p>Help me", "Help me"),
    ("Help <!-- x > y -->me", "Help me"),
    ("He is 5 < 6 and a<br>b", "He is 5 < 6 and a\nb"),
])  # fmt: skip
def test_the_words_of_a_page_that_leaves_out_its_ends_are_not_lost(page, words):
    from goodstead.correspondence.markup import words_of

    assert words in words_of(page)


def parts(*found, kind="mixed"):
    body = "".join(f"--c\r\nContent-Type: {kind}\r\n\r\n{text}\r\n" for kind, text in found)
    return letter(f"{body}--c--", kind=f'multipart/{kind}; boundary="c"')


STUB = "This email is in HTML. Your program cannot show it."
LONG = f"<p>{'He stands at my door. ' * 20}</p>"


@pytest.mark.parametrize("raw", [
    parts(("text/html", "<p>He stands at my door.</p>"), ("text/plain", "Checked by the server")),
    parts(("text/plain", "Sent from my phone"), ("text/html", "He stands at my door.")),
    parts(("text/plain", " "), ("text/html", "He stands at my door."), kind="alternative"),
    parts(("text/plain", STUB), ("text/html", LONG), kind="alternative"),
    letter("", subject="He stands at my door."),
], ids=["a footer", "two parts", "an empty stub", "a stub", "the subject alone"])  # fmt: skip
def test_what_a_person_wrote_is_read_wherever_it_stands(arrive, raw):
    arrive(raw)
    assert "He stands at my door." in Report.objects.get().description


def test_words_that_stand_twice_are_read_once(arrive):
    arrive(parts(("text/plain", "Help me"), ("text/html", "<p>Help me</p>"), kind="alternative"))
    assert Report.objects.get().description.count("Help me") == 1


def test_files_that_are_not_taken_are_never_left_out_in_silence(arrive):
    files = [(f"{n}.txt", "text/plain", "eA==") for n in range(31)]
    arrive(with_files(*files))
    assert "more files or parts than are taken" in Report.objects.get().description


def test_nor_are_those_without_a_name_of_their_own(arrive):
    arrive(parts(("application/pdf", "x"), ("video/mp4", "y")))
    told = Report.objects.get().description
    assert "part-2.pdf" in told and "part-3.mp4" in told


@pytest.mark.parametrize("raw", HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_letter_is_kept_or_set_apart_and_the_next_one_is_read(arrive, raw):
    box = arrive(raw, letter("I need help", message_id="<last@x>"))
    assert InboundMail.objects.count() == 2
    assert "I need help" in Report.objects.order_by("-pk")[0].description and 2 in box.read
