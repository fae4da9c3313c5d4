"""The page of one file: what it is, whether it was checked, and everything that was done with it."""

import pytest

from goodstead.evidence import actions as evidence
from goodstead.evidence.models import StoredFile
from goodstead.ledger.models import Viewing, key_of

from .test_add_report_file import folder  # noqa: F401
from .test_report_file import picture  # noqa: F401


@pytest.fixture
def where(picture):  # noqa: F811
    report, file = picture
    return f"/reports/{report.reference}/files/{file.pk}/about"


def test_it_shows_the_picture_the_seal_and_the_chain_of_custody(client, people, picture, where):  # noqa: F811
    report, file = picture
    evidence.open_original(by=people.leader, at=report.received_at, file=file, about=report)
    client.force_login(people.officer)
    html = client.get(where).content.decode()
    for words in (
        "door.jpg", file.sha256, "Not checked for viruses", "The file does not say",
        "File received: photo", "Copy for viewing made", "Original file opened; its seal was whole",
        people.leader.name, f"/files/{file.pk}\"", f"/originals/{file.pk}\"",
    ):  # fmt: skip
        assert words in html, words
    assert Viewing.objects.filter(by=people.officer, subject=key_of(file)).exists()


@pytest.mark.parametrize("state", ["received", "infected"])
def test_what_nobody_may_open_has_no_link(client, people, picture, where, state):  # noqa: F811
    StoredFile.objects.update(state=state, found="Eicar", has_place=True)
    client.force_login(people.officer)
    html = client.get(where).content.decode()
    assert "/originals/" not in html and "<img" not in html and "/place" not in html
    assert ("A virus was found in it (Eicar)" in html) == (state == "infected")


def test_nobody_else_opens_it(client, people, picture, where):  # noqa: F811
    for who, status in ((people.other_officer, 404), (people.auditor, 403)):
        client.force_login(who)
        assert client.get(where).status_code == status


def test_the_page_asks_the_database_a_fixed_number_of_times(
    client,
    people,
    picture,  # noqa: F811
    where,
    django_assert_max_num_queries,
):
    report, file = picture
    client.force_login(people.officer)
    for _ in range(5):
        evidence.open_original(by=people.leader, at=report.received_at, file=file, about=report)
    client.get(where)
    with django_assert_max_num_queries(12):
        client.get(where)
