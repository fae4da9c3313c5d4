"""An incident that was changed, removed or added outside the product is found."""

import pytest

from goodstead.exchange.models import PoliceMonth
from goodstead.intake.models import Incident

from .conftest import row

pytestmark = pytest.mark.django_db


@pytest.fixture
def landed(run, street_file, wards):
    run("import_police_data", street_file(*(row(east=n) for n in range(3)), row(month="2025-12")))
    assert run("check_police_data")[2] == ""


def found(run):
    _, complained, failed = run("check_police_data")
    assert failed == "1 of 2 months differ from what landed."
    return complained


@pytest.mark.usefixtures("landed")
@pytest.mark.parametrize(
    "change", [{"ward_code": "E05000003"}, {"happened_month": "2026-02-01"}, {"easting": 5}]
)
def test_a_changed_incident_is_found(run, change):
    Incident.objects.filter(pk=Incident.objects.latest("source_key").pk).update(**change)
    assert "Hartshire Police, January 2026: an incident was changed" in found(run)


@pytest.mark.usefixtures("landed")
def test_a_removed_incident_is_found(run):
    Incident.objects.earliest("source_key").delete()
    assert "incidents that landed: 1; that are there: 0" in found(run)


@pytest.mark.usefixtures("landed")
def test_two_incidents_that_swap_a_ward_are_found(run):
    one, other = Incident.objects.filter(happened_month="2026-01-01")[:2]
    Incident.objects.filter(pk=one.pk).update(ward_code="E05000003")
    Incident.objects.filter(pk=other.pk).update(ward_code="")
    assert "an incident was changed" in found(run)


@pytest.mark.usefixtures("landed")
def test_the_ledger_keeps_the_state_of_each_month(run):
    from goodstead.ledger.models import Entry, key_of

    states = Entry.objects.filter(verb="exchange.police_rows_landed").latest("id").states_json
    assert all(key_of(month) in states for month in PoliceMonth.objects.all())
