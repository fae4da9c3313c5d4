"""The original of an email is a file like every other: nobody is handed it unchecked."""

import pytest

from goodstead.evidence import actions as evidence
from goodstead.evidence import periodic as evidence_jobs
from goodstead.evidence.models import StoredFile
from goodstead.intake.models import Report

from .letters import letter

pytestmark = pytest.mark.django_db


def test_nobody_is_handed_the_original_before_the_virus_check_has_answered(
    arrive, people, client, settings, now
):
    settings.CLAMD = "unix:/run/nobody-is-there"
    arrive(letter())
    report, file = Report.objects.get(), StoredFile.objects.get()
    where = f"/reports/{report.reference}/originals/{file.pk}"
    client.force_login(people.leader)
    refused = client.get(where)
    assert refused.status_code == 302 and file.told.startswith("Being checked for viruses")
    evidence.note_check(at=now, file=file, found="")
    assert client.get(where).status_code == 302  # not ready before the worker says so
    evidence_jobs.make_copies(now)
    assert b"They shout" in b"".join(client.get(where).streaming_content)


def test_an_original_with_a_virus_stays_sealed(arrive, settings, now):
    settings.CLAMD = "unix:/run/nobody-is-there"
    arrive(letter())
    file = evidence.note_check(at=now, file=StoredFile.objects.get(), found="Eicar")
    assert not file.may_leave
