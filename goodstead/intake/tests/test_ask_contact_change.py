"""Contact them in another way: the link may be in the wrong hands."""

import re
import uuid

import pytest

from goodstead.access.permissions import NotNow
from goodstead.cases.models import Case
from goodstead.correspondence import actions as correspondence
from goodstead.correspondence.models import Message
from goodstead.correspondence.periodic import send_due
from goodstead.correspondence.tests.conftest import Remembers
from goodstead.intake import actions
from goodstead.intake.models import Addition
from goodstead.ledger.models import Entry, key_of

from .linked import decide, leaked, post, running, url

NEW = {"email": "new@example.org"}


@pytest.fixture
def ask(now):
    def ask(report, wanted=NEW, submission=None):
        return actions.ask_contact_change(
            by=None, at=now, report=report, submission=submission or uuid.uuid4().hex, wanted=wanted
        )

    return ask


def told_of_it():
    return Message.objects.filter(template="contact_changed")


@pytest.mark.parametrize(
    "wanted",
    [NEW, {"telephone": "01632 960 777"}, {"safe_times": "Evenings"}, {"may_phone": False}],
)
def test_it_is_done_at_once_when_the_old_address_is_told(ask, report, wanted):
    added = ask(report, wanted)
    report.contact.refresh_from_db()
    for name, value in wanted.items():
        assert getattr(report.contact, name) == value
    (message,) = told_of_it()
    assert message.state == "queued" and message.contact_version == report.contact.version - 1
    assert added.outcome == "applied" and not running(report)


def test_nothing_is_done_at_once_while_an_earlier_one_is_checked(ask, report):
    """Two in a row: after the first nothing leaves, so nobody would be told of the second."""
    before = report.contact.email
    ask(report, {"may_email": False, "may_phone": True, "telephone": "01632 960 777"})
    added = ask(report, NEW)
    report.contact.refresh_from_db()
    assert report.contact.email == before and not added.settled_at


@pytest.mark.parametrize(
    "wanted", [{"may_email": False, "may_phone": True, "telephone": "01632 960 777"}]
)
def test_what_nobody_would_be_told_of_waits_until_it_is_checked(ask, report, wanted):
    before = report.contact.telephone
    added = ask(report, wanted)
    report.contact.refresh_from_db()
    assert report.contact.telephone == before and report.contact.may_email
    assert not added.settled_at and running(report).get().code == "follow_contact"
    assert not told_of_it()


@pytest.mark.parametrize(
    "mark",
    ["domestic_abuse", "hate", "exploitation", "must_not_know", "case", "hate_case", "said_now"],
)
def test_where_somebody_may_harm_them_no_old_address_is_told(ask, submit, people, now, mark):
    kind = mark if mark in {"domestic_abuse", "hate", "exploitation"} else "verbal"
    must_not = "He must not" if mark == "must_not_know" else ""
    report, _ = submit(category=kind, must_not_know=must_not)
    if mark.endswith("case"):
        decide("opened", report, people, now)
        report.refresh_from_db()
        marks = {"restricted": True} if mark == "case" else {"hate": True}
        Case.objects.filter(pk=report.case_id).update(**marks)
        report.refresh_from_db()
    added = ask(report, NEW | ({"who_must_not_know": "My son"} if mark == "said_now" else {}))
    report.contact.refresh_from_db()
    assert report.contact.email == "vera@example.org" and report.contact.flagged
    assert not added.settled_at and running(report).get().code == "follow_contact"
    assert not told_of_it()
    assert not Message.objects.filter(to=report.contact, state="queued").exists()


@pytest.mark.parametrize("care", [True, False])
def test_the_twin_without_the_mark_is_told(ask, submit, monkeypatch, care):
    report, _ = submit(category="verbal")
    monkeypatch.setattr("goodstead.intake.rules.needs_care", lambda report, wanted: care)
    ask(report)
    assert told_of_it().exists() is not care


def test_what_waits_to_be_sent_is_held_while_it_is_checked(ask, submit):
    report, _ = submit(category="domestic_abuse")
    assert Message.objects.filter(to=report.contact, state="queued").exists()
    ask(report)
    assert set(Message.objects.values_list("held_because", flat=True)) == {"doubted"}
    later = correspondence.queue(
        by=None, at=report.received_at, to=report.contact, template="plan_agreed", about=report,
        reference="x", officer="x", steps="x", review_by="x",
    )  # fmt: skip
    assert later.held_because == "doubted"  # also what is written while nobody has checked


def test_the_twin_that_holds_nothing_back_lets_it_leave(ask, submit, monkeypatch):
    monkeypatch.setattr("goodstead.intake.actions.contacting._hold_back", lambda *a, **k: None)
    report, _ = submit(category="domestic_abuse")
    ask(report)
    assert Message.objects.filter(to=report.contact, state="queued").exists()


def test_neither_the_page_nor_its_answer_says_who_needs_care(client, submit):
    said = []
    for kind in ("verbal", "domestic_abuse"):
        _, token = submit(category=kind)
        done = post(client, token, "contact", {"email": "new@example.org"}, follow=True)
        said.append(done.content.decode().replace(token, "TOKEN"))
        assert not leaked(done) and "new@" not in done.content.decode()
        assert not leaked(client.get(url(token, "contact")))
    assert said[0] == said[1]


def test_nothing_filled_in_changes_nothing(client, submit):
    report, token = submit()
    html = post(client, token, "contact", {}).content.decode()
    assert "Fill in what changes" in html
    wrong = post(client, token, "contact", {"email": "no", "telephone": "12"}).content.decode()
    assert "email" in wrong and "whole phone number" in wrong and 'value="no"' in wrong
    assert not Addition.objects.exists()


def test_the_box_for_robots_is_reached_by_the_keyboard_once_it_is_shown(client, submit):
    _, token = submit()
    where = url(token, "contact")
    box = re.compile(r'<input[^>]*id="id_website"[^>]*>')
    (hidden,) = box.findall(client.get(where).content.decode())
    assert 'tabindex="-1"' in hidden
    (shown,) = box.findall(client.post(where, {"website": "x"}).content.decode())
    assert "tabindex" not in shown
    (again,) = box.findall(client.get(where).content.decode())
    assert 'tabindex="-1"' in again


def test_ways_that_are_not_chosen_are_closed(client, submit):
    report, token = submit()
    post(client, token, "contact", {"ways": ["may_email"], "email": "new@example.org"})
    report.contact.refresh_from_db()
    contact = report.contact
    assert (contact.may_email, contact.may_phone, contact.may_post) == (True, False, False)
    assert contact.email == "new@example.org"


def test_who_stayed_anonymous_has_no_such_page(client, ask, submit):
    report, token = submit(may_contact="no")
    assert client.get(url(token, "contact")).url == url(token)
    assert "Change how we contact you" not in client.get(url(token)).content.decode()
    with pytest.raises(NotNow, match="anonymous"):
        ask(report)


def test_sent_twice_it_is_one_change(ask, report):
    first = ask(report, submission="once")
    assert ask(report, submission="once") == first
    assert told_of_it().count() == 1
    with pytest.raises(NotNow, match="Press the button again"):
        ask(report, {"email": "third@example.org"}, submission="once")


def test_no_entry_has_an_address_in_it(ask, submit):
    report, _ = submit(category="hate")
    ask(report)
    for entry in Entry.objects.filter(file=key_of(report)):
        assert "new@" not in entry.facts_json and "vera@" not in entry.facts_json


def test_nothing_is_changed_when_the_ledger_cannot_be_written(ask, report, monkeypatch):
    def broken(*args, **kwargs):
        raise RuntimeError

    monkeypatch.setattr(correspondence, "queue", broken)
    with pytest.raises(RuntimeError):
        ask(report, {"telephone": "01632 960 777"})
    report.contact.refresh_from_db()
    assert report.contact.telephone == "01632 960001" and not Addition.objects.exists()


@pytest.mark.parametrize("wanted", [
    {"safe_times": "Evenings"},
    {"may_email": False, "may_phone": True, "telephone": "01632 960 777"},
])  # fmt: skip
def test_the_old_address_is_told_also_when_something_else_is_changed_behind_it(
    ask, report, wanted, now
):
    """Two in a row, before the mail to the old address has left."""
    before = report.contact.version
    ask(report, NEW)
    ask(report, wanted)
    letters = Remembers()
    send_due(at=now, transport=letters)
    first = told_of_it().order_by("pk")[0]
    assert (first.state, first.contact_version) == ("sent", before)
    assert "vera@example.org" in [letter.to for letter in letters.letters]


def test_but_not_when_somebody_near_them_may_harm_them(ask, report, now):
    ask(report, NEW)
    ask(report, {"who_must_not_know": "My brother"})
    letters = Remembers()
    send_due(at=now, transport=letters)
    assert told_of_it().get().state == "held" and not letters.letters
