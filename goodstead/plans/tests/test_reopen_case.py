"""The page that takes a case up again. The rule itself is the file's."""

from datetime import timedelta

import pytest

from goodstead.cases import actions as cases


@pytest.fixture
def closed(case, later):
    return cases.close_case(
        by=None, at=later, case=case, reason="early_intervention", outcome="resolved"
    )


def test_it_is_open_again_and_the_victim_is_to_be_spoken_with(page, closed, dates):
    done = page("plans:reopen-case", closed, reason="Drums again")
    assert (done.status_code, done.url) == (302, f"/cases/{closed.reference}")
    closed.refresh_from_db()
    assert closed.status == "reopened"
    assert "first_contact" in dates(closed)


def test_after_the_window_the_page_says_what_to_do_instead(page, closed, later, monkeypatch):
    late = later + timedelta(days=40)
    monkeypatch.setattr("goodstead.design.pages.timezone.now", lambda: late)
    assert "closed too long ago" in page("plans:reopen-case", closed).content.decode()
    refused = page("plans:reopen-case", closed, reason="Drums again").content.decode()
    assert "Open a new case and link it with this one" in refused
    assert "Drums again" in refused


def test_outsiders_learn_nothing(only_for, closed):
    only_for("plans:reopen-case", closed, officer=200, other_officer=404, coordinator=403)
