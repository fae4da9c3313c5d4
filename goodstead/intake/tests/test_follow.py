"""The follow link: how far we are, and nothing else."""

import base64
from datetime import timedelta

import pytest

from goodstead.intake import actions
from goodstead.intake.following import hash_of
from goodstead.intake.models import Report

from .linked import PLANTED, TYPED, decide, leaked, paths, shown, url


@pytest.fixture
def follow(client):
    def follow(token):
        return client.get(f"/follow/{token}")

    return follow


def main(page):
    return shown(page)


@pytest.mark.parametrize("category", ["verbal", "domestic_abuse", "hate", "noise"])
@pytest.mark.parametrize("outcome", ["", "opened", "attached", "referred", "advised", "not_asb"])
def test_no_page_behind_the_link_tells_more_than_how_far_we_are(
    client, submit, people, now, category, outcome
):
    report, token = submit(PLANTED, category=category)
    if outcome == "attached":
        submit(PLANTED, category=category)
    decide(outcome, report, people, now)
    for path in paths():
        page = client.get(url(token, path))
        assert page.status_code in (200, 302) and not leaked(page), path


def test_the_test_of_canaries_sees_one(follow, submit, monkeypatch):
    report, token = submit()
    monkeypatch.setattr(
        "goodstead.intake.queries.link.WAITING", f"For {report.person.name}, at the stairs"
    )
    assert leaked(follow(token)) == ["Vera", "Victim", "stairs"]


def test_a_canary_is_planted_wherever_something_can_be_written(submit):
    report, _ = submit(PLANTED)
    kept = f"{report.answers} {report.description}"
    assert [code for code, canary in TYPED.items() if canary in kept] and len(TYPED) >= 8


@pytest.mark.parametrize("path", paths())
def test_every_page_behind_the_link_has_a_way_out_and_a_title_that_says_nothing(
    client, submit, path
):
    _, token = submit(category="domestic_abuse")
    page = client.get(url(token, path), follow=True)
    html = page.content.decode()
    assert "Exit this page" in html and "/report/leave" in html
    title = html[html.index("<title>") : html.index("</title>")].lower()
    assert not [w for w in ("report", "asb", "abuse", "behaviour", "worse", "case") if w in title]


@pytest.mark.parametrize("path", paths())
@pytest.mark.parametrize("method", ["get", "post"])
def test_unknown_stopped_and_foreign_links_are_one_page_that_is_not_there(
    client, submit, now, path, method
):
    stopped, token = submit()
    actions.stop_link(by=None, at=now, report=stopped)
    never = getattr(client, method)("/nothing-here")
    foreign = hash_of(token)[:32]
    for wrong in ("A" * 32, token, foreign, stopped.reference, stopped.submission_key):
        page = getattr(client, method)(url(wrong, path))
        if page.status_code == 405:  # a page that only tells, asked to take something
            assert page.content == getattr(client, method)(url("B" * 32, path)).content
            continue
        assert page.status_code == never.status_code == 404
        assert page.content == never.content
        assert page.headers.items() >= never.headers.items() - {"Content-Length"}


def test_the_token_has_192_bits_and_only_its_hash_is_kept(submit):
    report, token = submit()
    assert len(base64.urlsafe_b64decode(token)) * 8 >= 128
    kept = {str(value) for value in Report.objects.filter(pk=report.pk).values().get().values()}
    assert token not in kept and hash_of(token) in kept


def test_no_two_reports_have_the_same_link(submit):
    assert len({submit()[1] for _ in range(20)}) == 20


def test_what_waits_says_by_when_an_answer_was_promised(follow, submit):
    _, token = submit()
    said = main(follow(token))
    assert "We have your report" in said and "3 March 2026" in said


def test_a_promise_that_was_not_kept_is_owned_up_to(follow, submit, now):
    _, token = submit(at=now - timedelta(days=60))
    assert "We are late, and we are sorry" in main(follow(token))


@pytest.mark.parametrize(
    "outcome, words",
    [("opened", "We are working on"), ("advised", "We have read your report")],
)
def test_it_moves_with_what_was_decided(follow, submit, people, now, outcome, words):
    report, token = submit()
    decide(outcome, report, people, now)
    assert words in main(follow(token))


def test_it_tells_to_call_when_it_gets_worse(follow, submit):
    _, token = submit()
    said = main(follow(token))
    assert "tel:999" in said and "tel:101" in said and "01632 960100" in said


def test_a_wrong_link_is_like_any_page_that_is_not_there(follow, submit, client):
    submit()
    wrong, never = follow("A" * 32), client.get("/nothing-here")
    assert wrong.status_code == never.status_code == 404
    assert wrong.content == never.content


@pytest.mark.parametrize("made", ["%00", "a" * 5000, "%ff", "..", "a/b", "'--"])
def test_a_strange_link_is_not_found(client, made, db):
    assert client.get(f"/follow/{made}").status_code == 404


def test_the_reference_opens_nothing(follow, submit):
    report, _ = submit()
    assert follow(report.reference).status_code == 404


def test_the_address_is_not_passed_on_to_other_sites(follow, submit):
    _, token = submit()
    page = follow(token)
    assert page["Referrer-Policy"] == "strict-origin"
    assert "no-store" in page["Cache-Control"]


def test_who_left_in_a_hurry_and_opens_the_link_again_is_in_again(client, submit):
    _, token = submit()
    client.get(url(token))
    client.get("/report/leave")
    assert client.get(url(token, "stop")).status_code == 302  # going back shows nothing
    assert client.get(url(token)).status_code == 200
    assert client.get(url(token, "stop")).status_code == 200
