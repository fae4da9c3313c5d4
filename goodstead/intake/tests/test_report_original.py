"""The sealed original of a file that was sent."""

import pytest

from goodstead.evidence import store
from goodstead.ledger.models import Entry, key_of

from .test_add_report_file import folder  # noqa: F401
from .test_report_file import picture  # noqa: F401


@pytest.fixture
def where(picture):  # noqa: F811
    report, file = picture
    return f"/reports/{report.reference}/originals/{file.pk}"


def test_opening_it_is_an_entry_in_the_file_of_the_report(client, people, picture, where):  # noqa: F811
    client.force_login(people.officer)
    answered = client.get(where)
    assert b"".join(answered.streaming_content).startswith(b"\xff\xd8")
    assert answered.status_code == 200 and answered["Content-Disposition"].startswith("attachment")
    entry = Entry.objects.get(file=key_of(picture[0]), verb="evidence.file_opened")
    assert entry.by == people.officer


def test_a_broken_seal_hands_out_nothing(client, people, picture, where):  # noqa: F811
    store.path_of(picture[1].stored_as).chmod(0o600)
    store.path_of(picture[1].stored_as).write_bytes(b"changed")
    client.force_login(people.officer)
    assert client.get(where).status_code == 404


def test_nobody_else_gets_a_byte(client, people, where):
    for nobody, status in (
        (people.other_officer, 404),
        (people.call_handler, 403),
        (people.auditor, 403),
    ):
        client.force_login(nobody)
        assert client.get(where).status_code == status


@pytest.mark.parametrize(
    "state, words", [("received", "is being checked"), ("infected", "A virus was found")]
)
def test_one_that_nobody_may_open_says_why_on_the_page_of_the_report(
    client,
    people,
    picture,  # noqa: F811
    where,
    state,
    words,
):
    report, file = picture
    file.__class__.objects.filter(pk=file.pk).update(state=state, found="Eicar")
    client.force_login(people.officer)
    answered = client.get(where, follow=True)
    assert answered.redirect_chain[0][0] == f"/reports/{report.reference}"
    html = answered.content.decode()
    assert words in html and "Download the original" not in html and "<img" not in html
    assert client.get(where.replace("originals", "files")).status_code == 404


def test_no_address_leads_to_a_file_by_its_path_and_a_part_is_asked_for_like_the_whole(
    client,
    people,
    picture,  # noqa: F811
    where,
):
    report, file = picture
    for user in (None, people.leader):
        if user:
            client.force_login(user)
        for name in (file.stored_as, file.copy_as):
            for before in ("", "media/", "files/", "evidence/", "static/", "static/../"):
                assert client.get(f"/{before}{name}").status_code == 404
    client.force_login(people.other_officer)
    assert client.get(where, headers={"range": "bytes=0-1"}).status_code == 404
    client.logout()
    assert client.get(where, headers={"range": "bytes=0-1"}).status_code == 302
