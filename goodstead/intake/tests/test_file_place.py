"""Where a photo says that it was made: a suggestion, with an entry for each look."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from goodstead.evidence.models import StoredFile
from goodstead.evidence.periodic import make_copies
from goodstead.evidence.place import Place
from goodstead.evidence.tests.test_place import photo
from goodstead.intake import actions
from goodstead.intake.models import Report
from goodstead.intake.said_place import said_place
from goodstead.ledger.models import Entry, key_of
from goodstead.places.grid import to_latitude_longitude

from .telling import EVERYTHING, key
from .test_add_report_file import folder  # noqa: F401


@pytest.fixture
def placed(people, now):
    """A photo with a place, in a report on the officer's patch."""
    upload = SimpleUploadedFile("door.jpg", photo())
    report, _ = actions.submit_report(
        by=None, at=now, submission_key=key(), answers=EVERYTHING, files=[upload]
    )
    Report.objects.filter(pk=report.pk).update(patch=people.patch)
    make_copies(now)
    return report, StoredFile.objects.get()


@pytest.fixture
def where(placed):
    report, file = placed
    return f"/reports/{report.reference}/files/{file.pk}/place"


def test_the_place_is_shown_as_a_suggestion_and_the_look_is_written_down(
    client, people, placed, where
):
    report, file = placed
    client.force_login(people.officer)
    about = client.get(where.replace("/place", "/about")).content.decode()
    assert where in about and "51.76" not in about, "not before it is asked for"
    assert "51.76" not in client.get(f"/reports/{report.reference}").content.decode()
    assert not Entry.objects.filter(verb="evidence.place_read").exists()
    html = client.get(where).content.decode()
    assert "51.7621, -0.2345" in html and "This is a suggestion." in html
    entry = Entry.objects.get(verb="evidence.place_read")
    assert (entry.by, entry.file, entry.subject) == (people.officer, key_of(report), key_of(file))


def test_how_far_it_is_from_the_place_of_the_report_is_told(report):
    report.easting, report.northing = 521_000, 208_000
    here = Place(*to_latitude_longitude(521_000, 208_000))
    assert said_place(report, here).from_report == "Less than 50 metres"
    there = Place(*to_latitude_longitude(521_300, 208_400))
    assert said_place(report, there).from_report == "About 500 metres"
    far = said_place(report, Place(52.0, -0.2345))
    assert far.from_report.startswith("About 2") and far.from_report.endswith("kilometres")
    abroad = said_place(report, Place(40.4, -3.7))
    assert (abroad.ward, abroad.from_report) == ("Not in Great Britain", "")
    report.easting = report.northing = None
    assert said_place(report, Place(51.76, -0.24)).from_report == ""


def test_a_file_that_does_not_say_is_told_so(client, people, placed, where):
    report, file = placed
    from goodstead.evidence import store

    path = store.path_of(file.stored_as)
    path.write_bytes(b"\xff\xd8\xff")
    client.force_login(people.officer)
    assert "does not say where" in client.get(where).content.decode()


def test_one_that_waits_for_the_check_tells_nothing(client, people, placed, where):
    StoredFile.objects.update(state="received")
    client.force_login(people.officer)
    html = client.get(where, follow=True).content.decode()
    assert "is being checked" in html and "51.76" not in html


def test_nobody_else_sees_the_place(client, people, where):
    for who, status in ((people.other_officer, 404), (people.call_handler, 403)):
        client.force_login(who)
        assert client.get(where).status_code == status
    assert not Entry.objects.filter(verb="evidence.place_read").exists()
