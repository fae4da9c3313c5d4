"""Nobody learns from the public form whether somebody reported something: what the public side
answers depends only on what was typed there.

Two worlds differ only in reports and cases about the typed address and person. Every page of a
walk through the form must be the same in both, but for what is random by its nature.
"""

import re
from datetime import UTC, datetime

import pytest
from django.core.cache import cache
from django.db import transaction
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from goodstead.correspondence import actions as correspondence
from goodstead.correspondence.definitions.delivery import Held
from goodstead.correspondence.models import Message, SafeContact
from goodstead.intake import actions
from goodstead.intake.models import Report
from goodstead.ledger.models import key_of

from .telling import EVERYTHING, key
from .walking import CHECK, FILLED, know_the_postcode

AT = datetime(2026, 3, 2, 10, tzinfo=UTC)
_RANDOM = [
    (re.compile(r'name="csrfmiddlewaretoken" value="[^"]+"'), "CSRF"),
    (re.compile(r'name="submission_key" value="[^"]+"'), "KEY"),
    (re.compile(r"R-[2-9A-Z]{4}-[2-9A-Z]{4}"), "REFERENCE"),
    (re.compile(r"/follow/[\w-]{20,}"), "LINK"),
]


class Undone(Exception):
    """Ends a world."""


def alike(text):
    """With the random parts made alike."""
    for pattern, word in _RANDOM:
        text = pattern.sub(word, text)
    return text


def outbox():
    """What became of the letters about the newest report: sent or not, and in which words."""
    newest = Report.objects.latest("pk")
    return [
        (m.template, m.state, m.held_because, alike(m.subject), alike(m.body))
        for m in Message.objects.filter(about=key_of(newest)).order_by("pk")
    ]


def pages(typed):
    """What the public sees on its way, with the random parts made alike, and what is posted."""
    client, seen = Client(), []
    cache.clear()

    def note(answered):
        text = alike(answered.content.decode())
        headers = {
            k: v for k, v in answered.headers.items() if k not in ("Set-Cookie", "Content-Length")
        }
        seen.append((answered.status_code, headers, text))
        return answered

    here = note(client.post("/report")).url
    while here.startswith("/report/") and here not in (CHECK, "/report/done"):
        note(client.get(here))
        answered = note(client.post(here, typed.get(here.removeprefix("/report/"), {})))
        if answered.status_code != 302:
            return seen
        here = answered.url
    shown = note(client.get(CHECK))
    note(client.post(CHECK, {"submission_key": shown.context["form"]["submission_key"].value()}))
    note(client.get("/report/done"))
    note(client.get("/report/done"))
    return [*seen, outbox()]


def world(typed, others):
    """The pages in a world with these other reports, some of them decided. Nothing of it stays."""
    try:
        with transaction.atomic():
            for answers, decided in others:
                made, _ = actions.submit_report(
                    by=None, at=AT, submission_key=key(), answers=answers
                )
                if decided == "opened":
                    actions.open_case(by=None, at=AT, report=made, reason="x")
                elif decided == "advised":
                    actions.advise_report(by=None, at=AT, report=made, reason="x")
            found = pages(typed)
            raise Undone
    except Undone:
        return found


other = st.tuples(
    st.fixed_dictionaries(
        {
            "category": st.sampled_from(["verbal", "noise", "domestic_abuse", "fly_tipping"]),
            "description": st.sampled_from(["They shout", "The same words"]),
            "house": st.sampled_from(["14", "16", ""]),
            "postcode": st.sampled_from(["AL7 3BX", "AL9 9ZZ"]),
            "street": st.sampled_from(["", "Secret Close"]),
            "name": st.sampled_from(["Vera Victim", "Paul Perpetrator"]),
            "email": st.sampled_from(["vera@example.org", "paul@example.org"]),
            "danger": st.sampled_from(["yes", "no"]),
        }
    ).map(lambda answers: EVERYTHING | answers),
    st.sampled_from(["", "opened", "advised"]),
)
typed = st.fixed_dictionaries(
    {
        "danger": st.sampled_from(["yes", "no"]).map(lambda v: {"danger": v}),
        "what": st.sampled_from(["verbal", "domestic_abuse", "litter"]).map(
            lambda v: {"category": v}
        ),
        "where": st.sampled_from(["AL7 3BX", "AL9 9ZZ", "Secret Close", "Park Street"]).map(
            lambda v: {"search": v}
        ),
        "which-place": st.sampled_from(["14", "16"]).map(
            lambda v: {"place": "postcode:AL73BX", "house": v}
        ),
        "may-we-contact-you": st.sampled_from(["yes", "no"]).map(lambda v: {"may_contact": v}),
    }
).map(lambda some: FILLED | {"call-999": {}, "leave-quickly": {}} | some)


@pytest.mark.once
@pytest.mark.django_db
@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(typed=typed, one=st.lists(other, max_size=2), two=st.lists(other, min_size=1, max_size=3))
def test_the_public_side_is_the_same_whatever_others_reported(people, typed, one, two):
    know_the_postcode()
    assert world(typed, one) == world(typed, two)


@pytest.mark.django_db
def test_the_test_sees_a_page_that_tells(people, monkeypatch):
    know_the_postcode()
    from goodstead.intake.views import report as views

    kept = views.ReportStep.context

    def tells(self):
        return kept(self) | {"search": f"{Report.objects.count()} reports here"}

    monkeypatch.setattr(views.ReportStep, "context", tells)
    typed = FILLED | {
        "where": {"search": "", "unknown": "yes"},
        "describe-place": {"location_text": "Here"},
    }
    others = [(EVERYTHING, "")]
    assert world(typed, []) != world(typed, others)


IN_DANGER = FILLED | {"what": {"category": "domestic_abuse"}, "leave-quickly": {}}


@pytest.mark.django_db
def test_the_letter_does_not_tell_whose_mailbox_is_known_here(people):
    """Not by coming, and not by staying away: also where staff are at work on a case of theirs."""
    know_the_postcode()
    known = EVERYTHING | {"category": "domestic_abuse", "email": "vera@example.org"}
    unknown = known | {"email": "else@example.org"}
    told = world(IN_DANGER, [(known, "opened")])
    assert told == world(IN_DANGER, [(unknown, "opened")]) == world(IN_DANGER, [])
    assert [(m[0], m[1]) for m in told[-1]] == [("report_received", "queued")]


@pytest.mark.django_db
def test_the_test_sees_a_letter_that_tells(people, monkeypatch):
    know_the_postcode()

    def tells(contact, message):
        seen = SafeContact.objects.filter(email_key=contact.email_key).count() > 1
        return Held.SHARED if seen else None

    monkeypatch.setattr("goodstead.correspondence.queries.why_held", tells)
    assert world(IN_DANGER, []) != world(IN_DANGER, [(EVERYTHING, "")])


@pytest.mark.django_db
def test_a_stranger_who_types_her_address_stops_none_of_her_letters(people):
    know_the_postcode()
    hers, _ = actions.submit_report(
        by=None, at=AT, submission_key=key(), answers=EVERYTHING | {"category": "domestic_abuse"}
    )
    case = actions.open_case(by=people.restricted_worker, at=AT, report=hers, reason="Abuse")
    pages(IN_DANGER)  # the stranger
    sent = correspondence.queue(
        by=people.restricted_worker, at=AT, to=hers.contact, template="case_opened", about=case,
        reference=case.reference, officer="Rae", contact_by="Monday",
    )  # fmt: skip
    assert (sent.state, sent.held_because) == ("queued", "")
    assert Report.objects.count() == 2
