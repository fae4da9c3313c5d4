"""One account, and the open cases that it holds, by reference alone."""

import pytest

from goodstead.access import actions

pytestmark = pytest.mark.django_db


def test_it_shows_the_post_and_not_the_work(signed_in, people, case, victim):
    url = f"/administration/people/{people.officer.pk}"
    body = signed_in(people.administrator).get(url).content.decode()
    assert people.officer.email in body and "North" in body and "Make a link" in body
    assert victim.name not in body and f"/cases/{case.reference}" not in body


def test_a_suspended_account_names_the_cases_that_need_somebody_else(signed_in, people, case, now):
    actions.suspend_user(by=people.administrator, user=people.officer, at=now)
    url = f"/administration/people/{people.officer.pk}"
    body = signed_in(people.administrator).get(url).content.decode()
    assert case.reference in body and "needs another officer" in body
    assert "Bring this person back" in body


def test_nobody_suspends_themselves_from_here(signed_in, people):
    url = f"/administration/people/{people.administrator.pk}"
    body = signed_in(people.administrator).get(url).content.decode()
    assert "Suspend this account" not in body


def test_others_do_not_see_it(signed_in, people):
    url = f"/administration/people/{people.officer.pk}"
    assert signed_in(people.officer).get(url).status_code == 403
    assert signed_in(people.administrator).get("/administration/people/99999").status_code == 404
