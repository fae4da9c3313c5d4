"""Somebody comes back."""

import pytest

from goodstead.access.models import User
from goodstead.ledger.models import Entry
from tests.personas import PASSWORD

pytestmark = pytest.mark.django_db


def test_they_come_back_with_their_post_and_without_the_old_password(signed_in, people):
    url = f"/administration/people/{people.leaver.pk}/bring-back"
    client = signed_in(people.administrator)
    assert client.post(url).status_code == 302
    user = User.objects.get(pk=people.leaver.pk)
    assert user.is_active and user.role == "officer" and not user.check_password(PASSWORD)
    assert Entry.objects.get(verb="access.user_restored").by == people.administrator
    assert "is not suspended" in client.post(url).content.decode()


def test_nobody_else_may(signed_in, people):
    url = f"/administration/people/{people.leaver.pk}/bring-back"
    assert signed_in(people.leader).post(url).status_code == 403
