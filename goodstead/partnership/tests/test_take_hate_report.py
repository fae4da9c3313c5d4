"""A centre takes down what happened to somebody. It goes the way of every report of hate."""

import pytest

from goodstead.access.permissions import PermissionDenied
from goodstead.correspondence.models import SafeContact
from goodstead.intake.models import Report
from goodstead.ledger.models import Entry
from goodstead.partnership.models import HateReport

from .conftest import HATE, STORY

PAGE = "/hate-reports/take"


def test_it_is_restricted_hate_and_says_who_took_it_and_what_they_wrote(take, people):
    taken = take(police="unnamed", police_reference="H/123")
    report = taken.report
    assert report.restricted and report.hate and report.category == "hate"
    assert report.channel == "centre" and report.harm_band in ("medium", "high")
    assert "Injuries: A bruise" in report.description
    assert "May the police be told: Yes, but without their name" in report.description
    assert "Reporting Centre, by Cleo Centre" in report.description
    entry = Entry.objects.get(verb="partnership.hate_report_taken")
    assert entry.by == people.centre_worker and STORY not in str(entry.facts)


def test_only_the_trained_read_it(take, people):
    report = take().report
    for user in (people.officer, people.centre_worker, people.partner):
        assert report not in Report.objects.visible_to(user)
    assert report in Report.objects.visible_to(people.restricted_worker)


def test_ways_that_were_not_called_safe_are_closed(take):
    given = {
        "danger": "no", "name": "Vera", "telephone": "01632 960001", "email": "v@example.org",
        "ways": ["phone"],
    }  # fmt: skip
    contact = take(given=given).report.contact
    assert contact.may_phone and not (contact.may_email or contact.may_text or contact.may_post)
    assert not contact.may_voicemail and contact.flagged


def test_who_gives_no_name_and_no_way_is_nobody(take):
    taken = take()
    assert taken.unnamed and taken.report.contact is None and not SafeContact.objects.exists()


def test_pressed_twice_it_is_one(take):
    assert take() == take() and Report.objects.count() == 1


def test_nobody_else_takes_one(take, people):
    for user in (people.officer, people.partner, people.call_handler):
        with pytest.raises(PermissionDenied):
            take(by=user)
    assert not Report.objects.exists()


def test_all_or_nothing(take, broken_ledger):
    broken_ledger()
    with pytest.raises(RuntimeError):
        take()
    assert not Report.objects.exists() and not HateReport.objects.exists()


def test_the_page(client, people):
    client.force_login(people.centre_worker)
    assert client.get(PAGE).status_code == 200
    assert client.post(PAGE, HATE).url == "/hate-reports"
    assert HateReport.objects.get().centre == people.centre_worker.team.organisation
    assert "Sent: it is report R-" in client.get("/hate-reports").content.decode()


@pytest.mark.parametrize("missing", ["danger", "story", "violence", "police"])
def test_what_is_missing_is_said_and_what_was_typed_stays(client, people, missing):
    client.force_login(people.centre_worker)
    html = client.post(PAGE, HATE | {missing: ""}).content.decode()
    assert "There is a problem" in html and "That it is known" in html
    assert not Report.objects.exists()


def test_a_way_without_its_number_is_refused(client, people):
    client.force_login(people.centre_worker)
    html = client.post(PAGE, HATE | {"ways": ["phone"]}).content.decode()
    assert "Enter their phone number" in html
