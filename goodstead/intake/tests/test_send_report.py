"""The last page of the public form: sent once, never lost, and honest when it cannot be kept."""

import pytest
from django.db import OperationalError

from goodstead.access import limits
from goodstead.clocks.queries import running_for
from goodstead.correspondence.models import Message
from goodstead.intake.models import Report
from goodstead.ledger.models import Entry

from .walking import CHECK, key_on, send, walk


def test_a_resident_reports_and_is_told_when_to_expect_an_answer(client, people):
    assert send(client).url == "/report/done"
    report = Report.objects.get()
    assert report.person.name == "Vera Victim" and report.premises.postcode == "AL73BX"
    assert report.reference in client.get("/report/done").content.decode()


def test_the_answers_are_dropped_from_the_session_once_they_are_sent(client, people):
    send(client)
    assert "report" not in client.session
    assert "stairs" not in str(dict(client.session))


def test_check_your_answers_shows_every_answer_and_where_to_change_it(client, people):
    walk(client)
    html = client.get(CHECK).content.decode()
    for words in ("They shout at me on the stairs.", "Vera Victim", "vera@example.org", "AL7 3BX"):
        assert words in html
    assert 'href="/report/describe"' in html and "Never the person you report" in html
    assert "We do not have your report yet" in html


def test_a_second_click_and_a_reload_show_the_same_last_page(client, people):
    walk(client)
    posted = {"submission_key": key_on(client.get(CHECK))}
    assert client.post(CHECK, posted).url == client.post(CHECK, posted).url == "/report/done"
    assert Report.objects.count() == 1


def test_a_second_click_that_overtakes_the_first_makes_one_report(client, people):
    """The second request read the session before the first one had written it."""
    walk(client)
    posted = {"submission_key": key_on(client.get(CHECK))}
    as_it_was = dict(client.session)
    client.post(CHECK, posted)
    first = client.get("/report/done").context["link"]
    session = client.session
    session.flush()
    session.update(as_it_was)
    session.save()
    client.cookies["session"] = session.session_key
    assert client.post(CHECK, posted).url == "/report/done"
    assert client.get("/report/done").context["link"] == first
    assert Report.objects.count() == 1


def test_a_report_whose_session_ended_is_not_pretended_to_be_sent(client, people):
    answered = client.post(CHECK, {"submission_key": "x"}, follow=True)
    assert "We did not get your report" in answered.content.decode()
    assert not Report.objects.exists()


def suspicious(client, how, monkeypatch, settings, **changed):
    """Sends a report in a way that machines do; returns it, and the last page."""
    if how == "hurry":
        settings.REPORT_LEAST_SECONDS = 20
    elif how != "trap":
        limit = {"network": "MOST_FROM_ONE", "all": "MOST_IN_ALL"}[how]
        monkeypatch.setattr(f"goodstead.intake.views.report.{limit}", 0)
    walk(client, **changed)
    website = {"website": "http://x"} if how == "trap" else {}
    sent = client.post(CHECK, {"submission_key": key_on(client.get(CHECK))} | website)
    assert sent.url == "/report/done"
    return Report.objects.get(), client.get("/report/done")


SUSPICIOUS = ["trap", "hurry", "network", "all"]


@pytest.mark.parametrize("how", SUSPICIOUS)
def test_what_a_machine_may_have_sent_is_taken_and_waits_apart(
    client, people, monkeypatch, settings, how
):
    """Nobody is refused, and the page is the same: neither a person nor a machine is told."""
    report, page = suspicious(client, how, monkeypatch, settings)
    assert report.set_apart == how and report.reference in page.content.decode()
    assert not Message.objects.exists(), "a flood writes to nobody"
    assert running_for(report), "its dates count"
    assert Entry.objects.filter(verb="intake.report_set_apart").count() == 1


@pytest.mark.parametrize("how", SUSPICIOUS)
def test_somebody_in_danger_is_never_set_apart(client, people, monkeypatch, settings, how):
    report, _ = suspicious(client, how, monkeypatch, settings, danger={"danger": "yes"})
    assert report.set_apart == "" and report in Report.objects.in_the_inbox()
    assert Message.objects.exists()


def test_a_report_like_any_other_is_not_set_apart(client, people):
    assert send(client).url == "/report/done"
    assert Report.objects.get().set_apart == ""


def test_who_takes_their_time_is_not_set_apart(client, people, settings):
    settings.REPORT_LEAST_SECONDS = 20
    walk(client)
    session = client.session
    session["report"] = session["report"] | {"began": session["report"]["began"] - 21}
    session.save()
    client.post(CHECK, {"submission_key": key_on(client.get(CHECK))})
    assert Report.objects.get().set_apart == ""


def test_no_address_of_the_network_is_kept(client, people, monkeypatch):
    kept = {}
    monkeypatch.setattr(limits.cache, "add", lambda name, *a, **k: kept.setdefault(name, a))
    monkeypatch.setattr(limits.cache, "incr", lambda name: 1)
    client.defaults["REMOTE_ADDR"] = "203.0.113.77"
    client.defaults["HTTP_USER_AGENT"] = "CanaryAgent/9"
    send(client)
    report = Report.objects.get()
    everything = f"{report.__dict__} {kept} {list(Entry.objects.values())} {dict(client.session)}"
    assert "203.0.113" not in everything and "CanaryAgent" not in everything


@pytest.mark.parametrize(
    "trouble", [OperationalError("database or disk is full"), OSError(28, "No space left")]
)
def test_a_full_disk_is_said_plainly_and_the_answers_stay(client, people, monkeypatch, trouble):
    def full(**kwargs):
        raise trouble

    walk(client)
    posted = {"submission_key": key_on(client.get(CHECK))}
    with monkeypatch.context() as broken:
        broken.setattr("goodstead.intake.actions.submit_report", full)
        page = client.post(CHECK, posted)
    assert page.status_code == 503
    html = page.content.decode()
    assert "saved" in html and "<strong>not</strong>" in html and "01632 960100" in html
    assert not Report.objects.exists()
    assert client.post(CHECK, posted).url == "/report/done"


def test_a_session_that_cannot_be_written_is_said_plainly_too(client, people, monkeypatch):
    def full(*args, **kwargs):
        raise OperationalError("database or disk is full")

    client.post("/report")
    monkeypatch.setattr("django.contrib.sessions.backends.db.SessionStore.save", full)
    page = client.post("/report/danger", {"danger": "no"})
    assert page.status_code == 503 and "<strong>not</strong>" in page.content.decode()


def test_signed_in_staff_who_use_the_public_form_do_not_sign_the_report(client, people):
    client.force_login(people.officer)
    send(client)
    assert Report.objects.get().logged_by is None
