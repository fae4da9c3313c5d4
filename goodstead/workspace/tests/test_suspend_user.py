"""An account is shut: at once, everywhere, and the work left behind is named."""

import pytest
from django.test import Client

from goodstead.access import actions, queries
from goodstead.access.models import User
from goodstead.access.permissions import NotNow, PermissionDenied
from goodstead.ledger.models import Entry

pytestmark = pytest.mark.django_db


def test_every_session_ends_at_once_and_none_comes_back_with_the_account(signed_in, people, now):
    phone, desk = Client(), Client()
    for browser in (phone, desk):
        browser.force_login(people.officer)
        assert browser.get("/my-day").status_code == 200
    url = f"/administration/people/{people.officer.pk}/suspend"
    assert signed_in(people.administrator).post(url).status_code == 302
    assert [one.get("/my-day").status_code for one in (phone, desk)] == [302, 302]
    actions.restore_user(by=people.administrator, user=people.officer, at=now)
    desk.cookies.update(phone.cookies)
    assert [one.get("/my-day").status_code for one in (phone, desk)] == [302, 302]
    assert Entry.objects.filter(verb="access.user_suspended").last().by == people.administrator


def test_an_unused_session_does_not_come_back_to_life_when_the_person_does(people, now):
    """The twin: the account alone would let a browser that was away the whole time in again."""
    away = Client()
    away.force_login(people.officer)
    assert away.get("/my-day").status_code == 200
    User.objects.filter(pk=people.officer.pk).update(is_active=False)
    User.objects.filter(pk=people.officer.pk).update(is_active=True)
    assert away.get("/my-day").status_code == 200
    actions.suspend_user(by=people.administrator, user=people.officer, at=now)
    actions.restore_user(by=people.administrator, user=people.officer, at=now)
    assert away.get("/my-day").status_code == 302


def test_the_cases_that_need_another_officer_are_named_by_reference(
    signed_in, people, case, victim
):
    url = f"/administration/people/{people.officer.pk}/suspend"
    client = signed_in(people.administrator)
    body = client.get(url).content.decode()
    assert case.reference in body and "team leader" in body and victim.name not in body
    after = client.post(url, follow=True).content.decode()
    assert case.reference in after and "signed out everywhere" in after


def test_nobody_suspends_themselves_and_one_administrator_is_always_left(signed_in, people, now):
    url = f"/administration/people/{people.administrator.pk}/suspend"
    answer = signed_in(people.administrator).post(url)
    assert "cannot suspend your own account" in answer.content.decode()
    with pytest.raises(NotNow, match="only administrator"):
        actions.suspend_user(by=None, user=people.administrator, at=now)
    with pytest.raises(NotNow, match="already suspended"):
        actions.suspend_user(by=people.administrator, user=people.leaver, at=now)
    assert User.objects.get(pk=people.administrator.pk).is_active


def test_a_link_that_was_given_ends_with_the_account(people, now):
    token = actions.give_sign_in_link(by=people.administrator, user=people.officer, at=now)
    actions.suspend_user(by=people.administrator, user=people.officer, at=now)
    actions.restore_user(by=people.administrator, user=people.officer, at=now)
    assert queries.link_of(token, now) is None


def test_it_is_all_written_or_none_of_it(people, now, monkeypatch):
    def broken(*args, **kwargs):
        raise RuntimeError

    monkeypatch.setattr("goodstead.ledger.actions.record", broken)
    with pytest.raises(RuntimeError):
        actions.suspend_user(by=people.administrator, user=people.officer, at=now)
    user = User.objects.get(pk=people.officer.pk)
    assert user.is_active and user.has_usable_password()


def test_nobody_else_may(signed_in, people, now):
    url = f"/administration/people/{people.officer.pk}/suspend"
    assert signed_in(people.leader).post(url).status_code == 403
    with pytest.raises(PermissionDenied):
        actions.restore_user(by=people.leader, user=people.leaver, at=now)
