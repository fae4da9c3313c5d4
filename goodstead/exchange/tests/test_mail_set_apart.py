"""The list of emails of which no report was made."""

import pytest

from goodstead.exchange import post

from .letters import FakeBox, in_place_of_a_server, letter

pytestmark = pytest.mark.django_db


@pytest.fixture
def read(people, now, monkeypatch, settings):
    def _read(*letters):
        box = FakeBox(dict(enumerate(letters, 1)))
        in_place_of_a_server(monkeypatch, settings, box)
        post.read(now)

    return _read


def test_each_with_who_what_and_why(client, people, read):
    read(
        letter("x", subject="<b>Away</b>", Auto_Submitted="auto-replied"),
        letter(message_id="<2@x>"),
    )
    client.force_login(people.leader)
    html = client.get("/imports/mail").content.decode()
    assert (
        "An automatic reply" in html and "&lt;b&gt;Away" in html and html.count("gs-rows__row") == 1
    )


def test_when_there_is_none_it_says_so(client, people):
    client.force_login(people.leader)
    assert "No email was set apart" in client.get("/imports/mail").content.decode()
