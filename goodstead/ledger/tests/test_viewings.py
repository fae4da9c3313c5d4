"""Whoever is shown a record is written down before the page is answered."""

import pytest
from django.db import transaction

from goodstead.ledger import actions as ledger
from goodstead.ledger import queries
from goodstead.ledger.models import Viewing, key_of

from .records import Organisation


def test_each_record_shown_is_one_row_in_one_query(
    officer, make_organisation, now, django_assert_num_queries
):
    shown = [make_organisation(str(number)) for number in range(50)]
    with django_assert_num_queries(1):
        ledger.view(officer, "tests:list", shown, at=now)
    assert Viewing.objects.count() == 50
    viewing = queries.viewings_of(shown[7]).get()
    assert (viewing.by, viewing.page, viewing.at) == (officer, "tests:list", now)


def test_when_nothing_is_shown_nothing_is_asked_of_the_database(
    officer, now, django_assert_num_queries
):
    with django_assert_num_queries(0):
        ledger.view(officer, "tests:list", [], at=now)


def test_a_long_export_is_written_down_in_full(officer, organisation, now):
    ledger.view(officer, "tests:export", (organisation for _ in range(450)), at=now)
    assert Viewing.objects.count() == 450


def test_the_public_can_look_too(organisation, now):
    ledger.view(None, "tests:track", [organisation], at=now)
    assert Viewing.objects.get().by is None


def test_a_viewing_cannot_be_undone_by_what_the_page_does_next(transactional_db, now):
    organisation = Organisation.objects.create(name="Hartsmere")
    with pytest.raises(RuntimeError, match="durable"), transaction.atomic():
        ledger.view(None, "tests:show", [organisation], at=now)
    ledger.view(None, "tests:show", [organisation], at=now)
    assert Viewing.objects.count() == 1


def test_who_looked_can_be_asked_of_a_record_and_of_a_user(
    officer, make_organisation, now, django_assert_num_queries
):
    one, other = make_organisation("One"), make_organisation("Other")
    ledger.view(officer, "tests:list", [one, other], at=now)
    ledger.view(None, "tests:show", [one], at=now)
    with django_assert_num_queries(1):
        assert [str(v.by) for v in queries.viewings_of(one)] == ["None", "Olu Ade"]
    assert [v.subject for v in queries.viewings_by(officer)] == [key_of(other), key_of(one)]


def test_a_time_without_its_zone_is_refused(officer, organisation, now):
    with pytest.raises(ValueError, match="with its zone"):
        ledger.view(officer, "tests:show", [organisation], at=now.replace(tzinfo=None))
