"""Notes: written once, never changed."""

import uuid

import pytest

from goodstead.access.permissions import PermissionDenied
from goodstead.cases import actions


@pytest.fixture
def note(case, people, later):
    def act(**said):
        values = {"by": people.officer, "at": later, "case": case, "text": " Heard drums at 2am "}
        return actions.add_note(**(values | said))

    return act


def test_a_note_says_who_wrote_it_and_when(note, people, later, story, case):
    written = note()
    assert (written.text, written.by, written.at) == ("Heard drums at 2am", people.officer, later)
    assert story(case)[-1] == "cases.note_added"


def test_a_closed_case_takes_notes_too(note, case, later):
    actions.close_case(by=None, at=later, case=case, reason="referred", outcome="transferred")
    assert note()


def test_only_who_works_on_the_case_writes_into_it(note, people):
    for who in (people.other_officer, people.coordinator, people.information_officer):
        with pytest.raises(PermissionDenied):
            note(by=who)
    assert note()


def test_it_is_all_written_or_none_of_it(note, case, nothing_remains):
    nothing_remains(note)
    assert not case.notes.exists()


def test_the_page_keeps_hostile_words_as_words(page, case):
    assert page("cases:add-note", case, text="<script>alert(1)</script>").status_code == 302
    assert case.notes.get().text == "<script>alert(1)</script>"
    empty = page("cases:add-note", case, text="   ")
    assert empty.status_code == 200 and "Error" in empty.content.decode()
    assert page("cases:add-note", case, text="a\x00b").status_code == 200


def test_the_viewing_is_written_before_the_form_is_shown(page, case):
    from goodstead.ledger.models import Viewing, key_of

    page("cases:add-note", case)
    assert Viewing.objects.filter(subject=key_of(case), page="cases:add-note").exists()


def test_outsiders_learn_nothing(only_for, case):
    only_for("cases:add-note", case, officer=200, leader=200, other_officer=404, coordinator=403)


def test_pressed_twice_the_same_note_is_written_once(page, case, client, story):
    shown = page("cases:add-note", case)
    mark = str(shown.context["form"]["submission"].value())
    assert f'value="{mark}"' in shown.content.decode()
    answers = [page("cases:add-note", case, text="Drums", submission=mark) for _ in range(3)]
    assert {(a.status_code, a.url) for a in answers} == {(302, answers[0].url)}
    assert case.notes.count() == 1 and story(case).count("cases.note_added") == 1
    page("cases:add-note", case, text="Drums")
    page("cases:add-note", case, text="Drums")
    assert case.notes.count() == 3  # the twin: without a mark each counts


def test_the_mark_of_another_case_hides_nothing(note, open_case, later):
    mark = uuid.uuid4()
    first = note(submission=mark)
    assert note(submission=mark) == first
    assert note(case=open_case(), submission=mark) != first


def test_a_refused_note_keeps_its_mark(page, case):
    mark = str(uuid.uuid4())
    assert mark in page("cases:add-note", case, text=" ", submission=mark).content.decode()
