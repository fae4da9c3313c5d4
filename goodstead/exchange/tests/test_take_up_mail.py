"""An email that was set apart turns out to be a person's."""

import pytest

from goodstead.access.permissions import PermissionDenied
from goodstead.evidence import store
from goodstead.evidence.models import StoredFile
from goodstead.exchange import actions, post
from goodstead.exchange.models import InboundMail
from goodstead.intake.models import Report
from goodstead.ledger.models import Entry, key_of

from .letters import FakeBox, in_place_of_a_server, letter

pytestmark = pytest.mark.django_db


@pytest.fixture
def spam(client, people, now, monkeypatch, settings):
    raw = letter("He will kill me", X_Spam_Flag="YES")
    in_place_of_a_server(monkeypatch, settings, FakeBox({1: raw}))
    post.read(now)
    client.force_login(people.leader)
    return InboundMail.objects.get()


def test_it_is_read_on_the_page_and_becomes_a_report_with_its_original(client, spam):
    page = f"/imports/mail/{spam.pk}"
    assert "He will kill me" in client.get(page).content.decode()
    assert client.post(page)["Location"] == "/imports/mail"
    report = Report.objects.get()
    assert "He will kill me" in report.description and report.channel == "email"
    assert StoredFile.objects.get().about == key_of(report)
    assert Entry.objects.filter(verb="exchange.mail_taken_up").count() == 1


def test_a_second_press_makes_no_second_report(client, spam):
    page = f"/imports/mail/{spam.pk}"
    client.post(page)
    html = client.post(page).content.decode()
    assert f"already report {Report.objects.get().reference}" in html


def test_one_whose_original_was_changed_is_not_believed(client, spam):
    store.path_of(StoredFile.objects.get().stored_as).write_bytes(letter("Another text"))
    page = f"/imports/mail/{spam.pk}"
    assert "cannot be read here" in client.get(page).content.decode()
    assert "log a report of it" in client.post(page).content.decode()
    assert not Report.objects.exists()


def test_only_who_may_read_all_that_comes_in(people, now, spam):
    mail = post.mail_of(spam)
    with pytest.raises(PermissionDenied):
        actions.take_up_mail(by=people.officer, at=now, letter=spam, mail=mail)


def test_all_or_nothing(people, now, spam, monkeypatch):
    mail = post.mail_of(spam)

    def broken(*args, **facts):
        raise RuntimeError

    monkeypatch.setattr("goodstead.ledger.actions.record", broken)
    with pytest.raises(RuntimeError):
        actions.take_up_mail(by=people.leader, at=now, letter=spam, mail=mail)
    assert not Report.objects.exists()
