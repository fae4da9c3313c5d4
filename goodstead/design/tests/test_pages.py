"""The three kinds of page."""

import logging

import pytest

from goodstead.access import typed
from goodstead.access.permissions import Permission
from goodstead.design.pages import FormPage, ListPage, ShowPage
from tests.personas import PASSWORD

GOOD = {"who": "Ann", "when_day": "5", "when_month": "march", "when_year": "2026", "how": "visit"}
pytestmark = pytest.mark.usefixtures("samples")


@pytest.mark.parametrize("kind", [FormPage, ListPage, ShowPage])
def test_a_page_that_does_not_say_who_may_see_it_cannot_be_defined(kind):
    with pytest.raises(TypeError, match="must say who may see it"):
        type("Careless", (kind,), {})
    with pytest.raises(TypeError, match="exactly one"):
        type("Undecided", (kind,), {"public": True, "permission": Permission.SEARCH})
    base = type("Base", (kind,), {"abstract": True})
    with pytest.raises(TypeError, match="must say who may see it"):
        type("Heir", (base,), {})  # being a base is not inherited
    for said in ({"public": True}, {"any_staff": True}, {"permission": Permission.SEARCH}):
        assert type("Careful", (base,), said)


def test_a_stranger_is_sent_to_sign_in_and_comes_back_only_to_a_page_that_can_be_read(client, db):
    assert client.get("/colleagues?role=officer").url == (
        "/sign-in?next=/colleagues%3Frole%3Dofficer"
    )
    assert client.post("/promise", GOOD).url == "/sign-in?next=/promise"
    assert "what you sent was not saved" in client.get("/sign-in").content.decode()


@pytest.fixture
def left_alone(client, people, settings):
    """Sends the form when the session has gone unused for too long; answers the sign-in page."""

    def send(**fields):
        client.force_login(people.officer)
        client.get("/promise")
        session = client.session
        session["seen_at"] = session["seen_at"] - settings.SESSION_IDLE_SECONDS - 1
        session.save()
        answer = client.post("/promise", GOOD | fields)
        assert answer.url == "/sign-in?next=/promise"
        return client.get(answer.url).content.decode()

    return send


def sign_in(client, user):
    client.post("/sign-in", {"login": user.email, "password": PASSWORD, "next": "/promise"})


def test_what_was_typed_when_the_session_had_ended_is_shown_again_and_not_saved(
    client, people, left_alone
):
    assert "What you typed is kept" in left_alone(who="Ann Typed")
    sign_in(client, people.officer)
    body = client.get("/promise").content.decode()
    assert "Ann Typed" in body and "It is not saved yet" in body
    assert "Ann Typed" not in client.get("/promise").content.decode(), "once"
    left_alone(who="")
    sign_in(client, people.officer)
    assert "govuk-error-summary" in client.get("/promise").content.decode()


def test_whoever_else_signs_in_there_does_not_get_it(client, people, left_alone):
    left_alone(who="Ann Typed")
    sign_in(client, people.leader)
    assert "Ann Typed" not in client.get("/promise").content.decode()
    assert "typed" not in client.session
    sign_in(client, people.officer)
    assert "Ann Typed" not in client.get("/promise").content.decode()


def test_neither_a_password_nor_without_end_nor_for_long(client, people, left_alone, monkeypatch):
    assert "was not saved" in left_alone(password="secret")
    assert "was not saved" in left_alone(how="x" * 200_001)
    left_alone(who="Ann Typed")
    monkeypatch.setattr(typed, "SECONDS", -1)
    sign_in(client, people.officer)
    assert "Ann Typed" not in client.get("/promise").content.decode()


def test_the_bare_address_leads_staff_to_their_day(client, people):
    assert client.get("/").url == "/report"
    client.force_login(people.officer)
    assert client.get("/").url == "/my-day"


def test_somebody_without_the_permission_gets_a_page_in_plain_words(client, people, looks):
    client.force_login(people.call_handler)
    response = client.get("/colleagues")
    assert response.status_code == 403
    assert "You cannot open this page" in response.content.decode()
    assert not looks
    client.force_login(people.officer)
    assert client.get("/colleagues").status_code == 200


def test_the_permission_is_asked_before_a_form_is_read(client, people):
    client.force_login(people.auditor)
    assert client.post("/promise", GOOD).status_code == 403


@pytest.mark.parametrize("address", ["/promise", "/colleagues", "/ask", "/nowhere", "/broken"])
def test_pages_are_never_stored_and_neither_are_refusals(client, people, looks, address):
    client.raise_request_exception = False
    logging.disable()
    client.force_login(people.officer)
    stored = client.get(address)["Cache-Control"]
    client.logout()
    refused = client.get(address)["Cache-Control"]
    logging.disable(logging.NOTSET)
    assert "no-store" in stored and "no-store" in refused


def test_a_form_acts_once_says_so_and_goes_on(client, people):
    client.force_login(people.officer)
    response = client.post("/promise", GOOD, follow=True)
    assert response.redirect_chain == [("/promise?done", 302)]
    assert "Promise kept in mind" in response.content.decode()


def test_not_now_is_shown_on_the_form_and_what_was_typed_stays(client, people):
    client.force_login(people.officer)
    typed = GOOD | {"who": "Nobody", "note": "Two words <b>"}
    page = client.post("/promise", typed).content.decode()
    assert "Name somebody first" in page and "There is a problem" in page
    assert "<title>Error: Promise a contact" in page
    assert 'value="Nobody"' in page and 'value="march"' in page
    assert "Two words &lt;b&gt;" in page and 'value="visit" checked' in page


def test_an_invalid_form_says_what_to_do_and_what_was_typed_stays(client, people):
    client.force_login(people.officer)
    page = client.post("/promise", {"when_day": "31", "when_month": "2", "when_year": "2026"})
    page = page.content.decode()
    assert '<a href="#id_who">Answer the question “Who do you call?”</a>' in page
    assert '<a href="#id_when_0">Your answer to “By which day?” must be a real date' in page
    assert '<a href="#id_how_0">Answer the question “How?”</a>' in page
    assert 'value="31"' in page


def test_a_public_form_knows_no_user_and_shows_no_staff_navigation(client, db):
    page = client.get("/ask").content.decode()
    assert "Sign out" not in page and "In danger now" in page


def test_a_form_page_for_staff_shows_the_navigation_of_their_post(client, people):
    client.force_login(people.officer)
    page = client.get("/promise").content.decode()
    assert people.officer.name in page


def test_who_looked_is_written_before_the_page_is_drawn(client, people, looks):
    client.force_login(people.officer)
    page = client.get(f"/colleagues/{people.leader.pk}").content.decode()
    assert people.leader.email in page
    assert looks == [(people.officer, "colleague", [people.leader])]


def test_when_the_viewing_cannot_be_written_nothing_is_shown(client, people, monkeypatch):
    def full(*args, **kwargs):
        raise OSError("disk full")

    monkeypatch.setattr("goodstead.ledger.actions.view", full)
    client.raise_request_exception = False
    client.force_login(people.officer)
    logging.disable()
    for address in (f"/colleagues/{people.leader.pk}", "/colleagues"):
        response = client.get(address)
        assert response.status_code == 500
        assert people.leader.email not in response.content.decode()
        assert people.leader.name not in response.content.decode()
    export = client.get("/colleagues?format=csv")
    with pytest.raises(OSError):
        b"".join(export.streaming_content)
    logging.disable(logging.NOTSET)


def test_somebody_elses_record_is_not_found(client, people, looks):
    client.force_login(people.officer)
    response = client.get(f"/colleagues/{people.partner.pk}")
    assert response.status_code == 404 and not looks
    assert "Page not found" in response.content.decode()
