"""P-1: nobody learns from the public side whether somebody reported something.

Two worlds differ only in the reports, cases and people at the addresses that a visitor types. The
same visitor goes through both: every public page, and the report form from its first question to
the letter that is sent. One answer in one world and the same in the other is a pair.

Made alike before comparing, because they are random by their nature: the token of a form (CSRF),
the key of a submission, the reference of the visitor's own report and the link to follow it. There
are no nonces. Everything else, headers too, must be the same byte for byte.
"""

import random
from datetime import UTC, datetime

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from goodstead.intake import actions
from goodstead.intake.definitions.report_forms import FORM
from goodstead.intake.models import Report
from goodstead.intake.tests.telling import EVERYTHING, key
from goodstead.intake.tests.test_non_interference import Undone, alike, pages
from goodstead.intake.tests.walking import FILLED, know_the_postcode

from .figures import SEED, many, stands

pytestmark = [pytest.mark.django_db, pytest.mark.once]
AT = datetime(2026, 3, 2, 10, tzinfo=UTC)
PAIRS = many(1_000, 10_000)
CATEGORIES = ["verbal", "domestic_abuse", "litter", "noise"]
POSTCODES = ["AL7 3BX", "AL9 9ZZ"]
HOUSES = ["14", "16", ""]
PEOPLE = [("Vera Victim", "vera@example.org"), ("Paul Perpetrator", "paul@example.org")]
# Every other public page, and addresses that somebody guesses.
OTHER_PAGES = [
    "/", "/report", "/report/leave", "/help", "/help/talk", "/help/log", "/help/stay-safe",
    "/neighbourhood-standard", "/about-you", "/link-stopped", "/survey-answered", "/sign-in",
    "/follow/{guess}", "/follow/{guess}/more", "/follow/{guess}/worse", "/follow/{guess}/stop",
    "/survey/{guess}", "/refer/{guess}", "/referral-sent", "/choose-password/{guess}", "/reports/{reference}", "/cases/{reference}",
    "/inbox", "/search?q=vera", "/council.css",
]  # fmt: skip


def a_visit(chance: random.Random) -> dict[str, dict[str, object]]:
    """What one visitor types: a known address or another, as a known person or another."""
    name, email = chance.choice(PEOPLE)
    return FILLED | {
        "call-999": {},
        "leave-quickly": {},
        "danger": {"danger": chance.choice(["yes", "no"])},
        "what": {"category": chance.choice(CATEGORIES)},
        "where": {"search": chance.choice([*POSTCODES, "Secret Close", "Park Street"])},
        "which-place": {"place": "postcode:AL73BX", "house": chance.choice(HOUSES)},
        "may-we-contact-you": {"may_contact": chance.choice(["yes", "no"])},
        "contact": {"name": name, "email": email, "ways": ["email"]},
    }


def some_others(chance: random.Random, most: int = 4) -> list[tuple[dict[str, object], str]]:
    """What others reported, and what became of it."""
    found = []
    for _ in range(chance.randint(1, most)):
        name, email = chance.choice(PEOPLE)
        answers = EVERYTHING | {
            "category": chance.choice(CATEGORIES), "name": name, "email": email,
            "house": chance.choice(HOUSES), "postcode": chance.choice(POSTCODES),
            "description": chance.choice(["They shout", "The same words"]),
        }  # fmt: skip
        found.append((answers, chance.choice(["", "opened", "opened", "advised"])))
    return found


def in_a_world(others, visits, guesses):
    """What is answered where these others reported. Nothing of the world stays."""
    try:
        with transaction.atomic():
            for answers, became in others:
                made, _ = actions.submit_report(
                    by=None, at=AT, submission_key=key(), answers=answers
                )
                if became == "opened":
                    actions.open_case(by=None, at=AT, report=made, reason="x")
                elif became == "advised":
                    actions.advise_report(by=None, at=AT, report=made, reason="x")
            found = [answered for typed in visits for answered in pages(typed)]
            for address in OTHER_PAGES:
                url = address.format(**guesses)
                with CaptureQueriesContext(connection) as asked:
                    got = Client().get(url)
                body = b"".join(got) if got.streaming else got.content
                found.append((url, got.status_code, alike(body.decode()), len(asked)))
            raise Undone
    except Undone:
        return found


def differing(pairs: int) -> tuple[int, int, int]:
    """Pairs compared, worlds made, and how many pairs differ."""
    chance, compared, worlds, differ = random.Random(SEED), 0, 0, 0
    assert FORM.step("which-place")
    while compared < pairs:
        visits = [a_visit(chance) for _ in range(4)]
        guesses = {"guess": chance.randbytes(24).hex(), "reference": "R-2346-789C"}
        fewer = [] if chance.random() < 0.5 else some_others(chance, 1)
        one, two = (in_a_world(others, visits, guesses) for others in (fewer, some_others(chance)))
        differ += sum(a != b for a, b in zip(one, two, strict=False)) + abs(len(one) - len(two))
        compared, worlds = compared + max(len(one), len(two)), worlds + 2
    return compared, worlds, differ


def test_the_public_side_answers_the_same_whether_or_not_there_are_cases(people):
    know_the_postcode()
    compared, worlds, differ = differing(PAIRS)
    assert differ == 0
    stands(
        "P-1 non-interference", f"{differ} of {PAIRS:,} pairs of answers differ",
        compared=compared, worlds=worlds,
    )  # fmt: skip


def test_a_planted_leak_is_found(people, monkeypatch):
    """The twin: a page says how much is known here, in a header that nobody sees."""
    know_the_postcode()
    from goodstead.engagement.views.guides import Guide

    kept = Guide.render_to_response

    def tells(self, *args, **kwargs):
        answered = kept(self, *args, **kwargs)
        answered.content_type = "x"
        self.request.leak = Report.objects.count()
        return answered

    def counting(self):
        return kept_context(self) | {"council": {"name": f"{Report.objects.count()}"}}

    kept_context = Guide.context
    monkeypatch.setattr(Guide, "render_to_response", tells)
    monkeypatch.setattr(Guide, "context", counting)
    assert differing(1)[2] > 0
