"""A refusal inside another action ends all of it (decision 16)."""

import pytest
from django.db import transaction
from django.db.transaction import TransactionManagementError

from goodstead.access.permissions import NotNow
from goodstead.correspondence import actions as correspondence
from goodstead.correspondence.models import SafeContact
from goodstead.ledger.models import Entry

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.once]


def add(people, now, email="ann@example.org"):
    return correspondence.add_contact(by=people.officer, at=now, email=email)


def test_an_inner_refusal_that_is_passed_over_leaves_nothing(people, now):
    before = Entry.objects.count()
    with pytest.raises(TransactionManagementError), transaction.atomic():
        add(people, now)
        with pytest.raises(NotNow):
            add(people, now, "not an address")
        add(people, now)
    assert not SafeContact.objects.exists() and Entry.objects.count() == before


def test_whoever_makes_the_mark_may_go_on(people, now):
    """The twin: with a mark around the call the rest stays."""
    with transaction.atomic():
        add(people, now)
        with pytest.raises(NotNow), transaction.atomic():
            add(people, now, "not an address")
        add(people, now)
    assert SafeContact.objects.count() == 2


def test_called_alone_it_is_a_transaction(people, now, monkeypatch):
    def broken(*args, **kwargs):
        raise RuntimeError("the ledger is broken")

    monkeypatch.setattr("goodstead.ledger.actions.record", broken)
    with pytest.raises(RuntimeError):
        add(people, now)
    assert not SafeContact.objects.exists()
