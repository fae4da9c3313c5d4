"""Taking a file back before the report is sent."""

import pytest

from goodstead.evidence.models import StoredFile
from goodstead.intake import actions
from goodstead.ledger.models import Entry

from .telling import key
from .test_add_report_file import FILES, folder, note  # noqa: F401
from .walking import walk

pytestmark = pytest.mark.django_db


@pytest.fixture
def added(client):
    walk(client, until=FILES)
    client.post(FILES, {"uploads": [note()], "add": "yes"})
    return StoredFile.objects.get()


def test_a_file_is_taken_back_after_asking(client, added):
    remove = f"/report/files/{added.pk}/remove"
    assert "note.txt" in client.get(remove).content.decode()
    assert client.post(remove).url == FILES
    added.refresh_from_db()
    assert added.state == "withdrawn"
    assert "note.txt" not in client.get(FILES).content.decode()
    assert Entry.objects.filter(verb="intake.report_file_removed").exists()


def test_nobody_takes_back_a_file_of_somebody_else(client, added, now):
    client.post(f"/report/files/{added.pk}/remove")
    actions.add_report_file(by=None, at=now, submission_key=key(), uploads=[note("other.txt")])
    other = StoredFile.objects.get(original_name="other.txt")
    assert client.get(f"/report/files/{other.pk}/remove").status_code == 404
    client.post(f"/report/files/{other.pk}/remove")
    other.refresh_from_db()
    assert other.state == "received"


@pytest.mark.parametrize("number", ["0", "9" * 40])
def test_a_number_that_is_no_file_is_not_found(client, added, number):
    assert client.get(f"/report/files/{number}/remove").status_code == 404
    assert client.post(f"/report/files/{number}/remove").status_code in (302, 404)
