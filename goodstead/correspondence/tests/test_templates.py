"""Every message: its variables, its tone, and what a locked telephone shows of it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goodstead.correspondence.definitions.neutral import (
    PREVIEW,
    TELLING,
    shows_too_much,
    telling_words,
)
from goodstead.correspondence.definitions.templates import ALWAYS, TEMPLATES
from goodstead.correspondence.definitions.wording import places

EVERY = pytest.mark.parametrize("template", TEMPLATES.values(), ids=TEMPLATES)
ALWAYS_VALUES = {"council": "Hartsmere Borough Council", "telephone": "01632 960100"}


def filled(template):
    links = {n: "https://council.example/x" for n in template.variables if n.endswith("_link")}
    values = dict.fromkeys(template.variables, "Thursday 5 March 2026") | links
    return template.check(values) | ALWAYS_VALUES


@EVERY
def test_every_variable_is_declared_and_every_declared_one_is_used(template):
    asked = places(template.subject) | places(template.body)
    assert asked - ALWAYS == template.variables
    quiet = places(template.neutral_subject) | places(template.neutral_body)
    assert quiet <= template.variables | ALWAYS
    assert template.several_lines <= template.variables


@EVERY
def test_a_person_in_danger_gets_no_telling_word_anywhere_in_our_own_words(template):
    assert telling_words(template.neutral_subject) == []
    assert telling_words(template.neutral_body) == []
    subject, body = template.render(filled(template), neutral=True)
    assert not shows_too_much(subject, body)
    free_text = {"steps", "summary", "reason", "next_step"}
    assert not places(template.neutral_subject + template.neutral_body) & free_text
    assert not places(template.neutral_body[: PREVIEW + 20]) & {"reference", "follow_link"}


@EVERY
def test_every_message_says_who_wrote_and_whom_to_call(template):
    for neutral in (False, True):
        subject, body = template.render(filled(template), neutral=neutral)
        assert "Hartsmere Borough Council" in body and "01632 960100" in body
        assert "\n" not in subject and "{" not in subject + body
        assert max(map(len, body.split())) < 60


@EVERY
@given(text=st.text(st.characters(codec=None), max_size=60))
def test_no_value_starts_a_header_or_breaks_the_message(template, text):
    values = {n: text for n in template.variables if not n.endswith("_link")}
    links = {n: "https://a.example" for n in template.variables if n.endswith("_link")}
    subject, body = template.render(template.check(values | links) | ALWAYS_VALUES, neutral=False)
    assert not any(ord(c) < 32 or c in "\x7f\x85\u2028\u2029" for c in subject)
    (subject + body).encode("utf-8")
    assert "\r" not in body and "\0" not in body


def test_the_closing_letter_says_how_to_go_on():
    body = TEMPLATES["case_closed"].body
    for right in ("starts again", "case review", "complain", "Ombudsman"):
        assert right in body


def test_the_word_list_sees_words_and_not_parts_of_words():
    assert telling_words("A hate crime. ANTI-SOCIAL, Victim!") == [
        "anti-social",
        "crime",
        "hate",
        "victim",
    ]
    assert telling_words("whatever Casey reposted in Chatham") == []
    assert {"abuse", "asb", "harassment", "police", "victim", "complaint", "hate"} <= set(TELLING)


def test_the_ordinary_wording_would_not_pass_for_a_person_in_danger():
    """The twin: the check can fail."""
    template = TEMPLATES["report_received"]
    assert shows_too_much(*template.render(filled(template), neutral=False))


def test_a_link_promises_only_what_is_behind_it():
    """The page of a report says how it stands; it takes nothing more."""
    body = TEMPLATES["report_received"].body
    assert "See how it stands\n{follow_link}" in body
    assert "ell us more" not in body
