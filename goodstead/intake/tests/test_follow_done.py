"""The page after something was sent is for the browser that sent it."""

from datetime import timedelta

from goodstead.intake import actions, queries

from .linked import INCIDENT, filled, post, running, url


def test_it_leads_back_when_nothing_was_sent_from_here(client, submit):
    _, token = submit()
    assert client.get(url(token, "done")).url == url(token)


def test_nobody_else_with_the_link_learns_that_something_was_sent(client, submit, django_client):
    _, token = submit()
    before = django_client.get(url(token)).content
    post(client, token, "more", INCIDENT)
    other = django_client.get(url(token, "done"))
    assert other.url == url(token)
    assert django_client.get(url(token)).content == before


def test_nobody_is_promised_a_day_that_is_past(report, now):
    """What was added before was never read, and its date was missed."""
    actions.tell_incident(by=None, at=now, report=report, **filled())
    later = now + timedelta(days=14)  # a Monday again
    actions.tell_incident(by=None, at=later, report=report, **filled())
    (due,) = running(report)
    assert due.last_day < later.date()  # it goes on to be late
    assert queries.promised_by(report, "incident", at=later) == later.date() + timedelta(days=1)
    assert queries.promised_by(report, "incident", at=now) == due.last_day
