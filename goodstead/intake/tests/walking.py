"""Walks the public form through the test client."""

from django.urls import reverse

from goodstead.places.models import Postcode

FILLED = {
    "danger": {"danger": "no"},
    "what": {"category": "verbal"},
    "about-threats": {"threat_how": ["words", "following"], "threat_again": "yes"},
    "describe": {"description": "They shout at me on the stairs.", "who_did_it": "The man below"},
    "where": {"search": "AL7 3BX"},
    "which-place": {"place": "postcode:AL73BX", "house": "14"},
    "when": {
        "frequency": "weekly",
        "last_on_day": "27",
        "last_on_month": "2",
        "last_on_year": "2026",
    },
    "targeted": {"targeted": "personally"},
    "violence": {"violence": "no"},
    "who-you-are": {},
    "who-is-affected": {"affected": "me"},
    "daily-life": {"daily_life": "a_lot"},
    "fear": {"fear": "yes"},
    "support": {"support": "alone"},
    "harder": {"vulnerable": ["health"]},
    "may-we-contact-you": {"may_contact": "yes"},
    "contact": {
        "name": "Vera Victim",
        "email": "vera@example.org",
        "telephone": "01632 960001",
        "ways": ["email", "phone"],
    },
    "safe": {"safe_times": "Before 3pm", "voicemail": "no"},
    "needs": {"needs": ["large_print"]},
    "follow": {"follow": "yes"},
    "files": {},
}
ANONYMOUS = {"may-we-contact-you": {"may_contact": "no"}}
CHECK = "/report/check"


def know_the_postcode():
    Postcode.objects.get_or_create(code="AL73BX", defaults={"easting": 524000, "northing": 212000})


def url(step):
    return f"/report/{step}"


def walk(client, until=CHECK, **changed):
    """Answers each question until the page ``until``; returns the pages that were asked."""
    know_the_postcode()
    filled = FILLED | {step.replace("_", "-"): given for step, given in changed.items()}
    seen, here = [], client.post(reverse("intake:start")).url
    while here not in (until, CHECK):
        step = here.removeprefix("/report/")
        seen.append(step)
        assert client.get(here).status_code == 200, here
        answered = client.post(here, filled.get(step, {}))
        assert answered.status_code == 302, (here, answered.context["form"].errors)
        assert answered.url != here
        here = answered.url
    return seen


def key_on(page):
    """The submission key in the last form."""
    return page.context["form"]["submission_key"].value()


def send(client, **changed):
    """Walks the whole form and sends it; returns the answer to the last post."""
    walk(client, **changed)
    return client.post(CHECK, {"submission_key": key_on(client.get(CHECK))})
