"""The page after something was sent is for the browser that sent it."""

from .linked import INCIDENT, post, url


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
