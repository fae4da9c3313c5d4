"""Accounts: who opens and shuts them, and what a post may do."""

import pytest

from goodstead.access import actions
from goodstead.access.definitions.roles import ROLES
from goodstead.access.models import User
from goodstead.access.permissions import NotNow, Permission, PermissionDenied, can
from goodstead.ledger.models import Entry

pytestmark = pytest.mark.django_db


@pytest.fixture
def add(people, now):
    def add(**changes):
        given = dict(
            by=people.administrator, email="New@Council.example", name="New", role="officer",
            team=people.team, patches=[people.patch], at=now,
        )  # fmt: skip
        return actions.add_user(**given | changes)

    return add


def test_an_administrator_opens_an_account_and_an_officer_may_not(add, people):
    user = add()
    assert (user.email, list(user.patches.all())) == ("new@council.example", [people.patch])
    assert not user.has_usable_password()
    assert Entry.objects.filter(verb="access.user_added").last().facts["name"] == "New"
    with pytest.raises(PermissionDenied):
        add(by=people.officer, email="other@council.example")
    with pytest.raises(NotNow, match="no role"):
        add(email="third@council.example", role="wizard")
    assert User.objects.filter(name="New").count() == 1


def test_nothing_is_kept_when_the_ledger_refuses(add, monkeypatch):
    def broken(*args, **kwargs):
        raise RuntimeError

    monkeypatch.setattr("goodstead.ledger.actions.record", broken)
    with pytest.raises(RuntimeError):
        add()
    assert not User.objects.filter(name="New").exists()


def test_a_suspended_or_changed_person_loses_the_old_permission_at_once(people, now):
    assert can(people.officer, Permission.CASE_WORK)
    changed = actions.change_role(
        by=people.administrator, user=people.officer, role="auditor", at=now
    )
    assert not can(changed, Permission.CASE_WORK)
    shut = actions.suspend_user(by=people.administrator, user=people.leader, at=now)
    assert not can(shut, Permission.CASE_VIEW)
    with pytest.raises(NotNow, match="your own"):
        actions.suspend_user(by=people.administrator, user=people.administrator, at=now)


def test_patches_are_given_in_place_of_those_before(people, now):
    actions.give_patches(
        by=people.administrator, user=people.officer, patches=[people.other_patch], at=now
    )
    assert list(people.officer.patches.all()) == [people.other_patch]


def test_posts_that_never_open_a_case_hold_no_permission_that_does():
    opens = {
        p for p in Permission if p.startswith(("case_", "report_", "risk_", "plan_", "search"))
    }
    for role in ROLES.values():
        if not role.personal_data:
            assert not role.permissions & opens, role.code


def test_every_permission_is_held_by_some_post():
    assert set(Permission) == set().union(*(role.permissions for role in ROLES.values()))


def test_colleagues_are_seen_and_people_of_other_bodies_are_not(people):
    seen = User.objects.visible_to(people.partner)
    assert list(seen) == [people.partner]
    assert people.officer in User.objects.visible_to(people.leader)
