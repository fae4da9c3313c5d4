"""The safe copy of a picture that was sent."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from goodstead.evidence.models import StoredFile
from goodstead.evidence.periodic import make_copies
from goodstead.intake.models import Report
from goodstead.ledger.models import Viewing, key_of

from .test_add_report_file import folder  # noqa: F401


@pytest.fixture
def picture(submit, people, now):
    """A picture with a report on the officer's patch."""
    held = io.BytesIO()
    Image.new("RGB", (40, 30), "red").save(held, "JPEG")
    from goodstead.intake import actions

    from .telling import EVERYTHING, key

    upload = SimpleUploadedFile("../../door.jpg", held.getvalue())
    report, _ = actions.submit_report(
        by=None, at=now, submission_key=key(), answers=EVERYTHING, files=[upload]
    )
    Report.objects.filter(pk=report.pk).update(patch=people.patch)
    make_copies(now)
    return report, StoredFile.objects.get()


def test_it_is_handed_out_as_a_download_to_who_sees_the_report(client, people, picture):
    report, file = picture
    client.force_login(people.officer)
    answered = client.get(f"/reports/{report.reference}/files/{file.pk}")
    assert answered.status_code == 200
    assert answered["Content-Disposition"].startswith("attachment")
    assert (
        "no-store" in answered["Cache-Control"] and answered["X-Content-Type-Options"] == "nosniff"
    )
    assert b"".join(answered.streaming_content)[:2] == b"\xff\xd8"
    assert Viewing.objects.filter(by=people.officer, subject=key_of(file)).exists()


def test_nobody_else_gets_a_byte(client, people, picture, submit):
    report, file = picture
    where = f"/reports/{report.reference}/files/{file.pk}"
    client.force_login(people.other_officer)
    assert client.get(where).status_code == 404
    client.force_login(people.auditor)
    assert client.get(where).status_code == 403
    client.logout()
    assert client.get(where).status_code == 302


def test_a_file_is_not_reached_through_another_report(client, people, picture, submit):
    report, file = picture
    other, _ = submit()
    client.force_login(people.leader)
    assert client.get(f"/reports/{other.reference}/files/{file.pk}").status_code == 404
    assert client.get(f"/reports/{report.reference}/files/{'9' * 30}").status_code == 404
