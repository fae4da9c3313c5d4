"""Who signs in, for the administrator alone."""

import pytest

from goodstead.access import actions

pytestmark = pytest.mark.django_db


def test_the_administrator_lists_everybody_who_signs_in(
    signed_in, people, django_assert_max_num_queries
):
    client = signed_in(people.administrator)
    with django_assert_max_num_queries(12):
        body = client.get("/administration").content.decode()
    assert people.officer.name in body and people.partner.name in body and "North" in body
    assert people.leaver.name not in body
    assert people.leaver.name in client.get("/administration?show=suspended").content.decode()


def test_one_name_is_said_once_and_patch_2_stands_before_patch_10(signed_in, people, now):
    """Meadow Homes is the only team of Meadow Homes."""
    body = actions.add_organisation(by=None, name="Meadow Homes", at=now)
    team = actions.add_team(by=None, name="Meadow Homes", organisation=body, at=now)
    patches = [actions.add_patch(by=None, name=f"Patch {n}", team=team, at=now) for n in (10, 2)]
    user = actions.add_user(
        by=people.administrator, email="m@homes.example", name="Mo", role="officer",
        team=team, patches=patches, at=now,
    )  # fmt: skip
    client = signed_in(people.administrator)
    account = f"/administration/people/{user.pk}"
    for url in ("/administration", account, "/administration/teams", f"{account}/patches"):
        shown = client.get(url).content.decode()
        assert "Meadow Homes, Meadow Homes" not in shown, url
        assert shown.index("Patch 2") < shown.index("Patch 10"), url
    shown = client.get("/administration/add-person").content.decode()
    assert "Meadow Homes, Meadow Homes" not in shown and f">{people.team.name}, " in shown


def test_the_way_there_is_shown_to_those_who_may_and_to_nobody_else(signed_in, people):
    assert (
        'href="/administration"' in signed_in(people.administrator).get("/my-day").content.decode()
    )
    for who in (people.leader, people.officer, people.auditor, people.coordinator):
        client = signed_in(who)
        assert "/administration" not in client.get("/my-day").content.decode()
        assert client.get("/administration").status_code == 403


def test_an_administrator_opens_no_case(signed_in, people, case):
    client = signed_in(people.administrator)
    for url in (f"/cases/{case.reference}", "/cases", "/search?q=Vera", "/due", "/messages/held"):
        assert client.get(url).status_code == 403, url


def test_each_change_is_read_by_auditors(signed_in, people, now):
    user = actions.add_user(
        by=people.administrator, email="n@council.example", name="New", role="officer",
        team=people.team, at=now,
    )  # fmt: skip
    actions.give_sign_in_link(by=people.administrator, user=user, at=now)
    actions.suspend_user(by=people.administrator, user=user, at=now)
    actions.restore_user(by=people.administrator, user=user, at=now)
    body = signed_in(people.auditor).get(f"/ledger?file=access.user:{user.pk}").content.decode()
    for verb in ("user_added", "link_given", "user_suspended", "user_restored"):
        assert f"access.{verb}" in body, verb
    assert people.administrator.name in body
