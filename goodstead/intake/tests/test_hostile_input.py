"""Nothing that anybody types breaks a page: a clear error or an inert answer, never a 5xx."""

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from goodstead.intake.definitions.report_forms import FORM
from goodstead.intake.models import Report

from .walking import CHECK, FILLED, key_on, url, walk

pytestmark = pytest.mark.django_db

BIG = "x" * 10_000_000
NASTY = {
    "nul": "a\x00b",
    "surrogate": "\ud83d\udc00",
    "right to left": "\u202e\u2066abc\u200f",
    "big": BIG,
    "markup": "<script>alert(1)</script>'\";--",
    "number": "9" * 400,
    "brackets": "[]={}",
    "format": "{0.__class__} %s %(a)s",
    "controls": "\r\n\x1b[31m\x7f\u2028",
}
STEPS = [step for step in FILLED if step != "files"]
NAMES = {q.code for q in FORM.questions} | {f"last_on_{part}" for part in ("day", "month", "year")}


def names(step):
    questions = FORM.step(step).questions
    for question in questions:
        if question.kind == "date":
            yield from (f"{question.code}_{part}" for part in ("day", "month", "year"))
        else:
            yield question.code


def sound(text):
    """As a browser could send it: lone surrogates become question marks on the way."""
    return text.encode("utf-8", "replace").decode()


@pytest.fixture
def at(client):
    """The client, at a step."""

    def at(step):
        walk(client, until=url(step))
        return client

    return at


@pytest.mark.parametrize("step", STEPS)
def test_every_field_of_every_step_survives_everything(at, step):
    client = at(step)
    for kind, text in NASTY.items():
        for name in names(step):
            answered = client.post(url(step), FILLED[step] | {name: sound(text)})
            assert answered.status_code in (200, 302), (kind, name)
        answered = client.post(url(step), {name: [sound(text[:50])] * 40 for name in names(step)})
        assert answered.status_code in (200, 302), kind


def test_what_is_too_long_is_refused_and_not_kept(at):
    client = at("describe")
    page = client.post(url("describe"), {"description": BIG[:10_001]})
    assert (
        page.status_code == 200
        and "10,000 characters or fewer" in page.content.decode().replace("10000", "10,000")
    )
    assert "description" not in client.session["report"]["answers"]


def test_a_body_that_is_too_large_is_a_fault_of_the_sender(at):
    client = at("describe")
    assert client.post(url("describe"), {"description": "x" * 13_000_000}).status_code == 400


def test_broken_bytes_and_broken_forms_are_faults_of_the_sender(at):
    client = at("describe")
    for body, kind in (
        (b"description=%ff%fe%00", "application/x-www-form-urlencoded"),
        (b"--x\r\nbroken", "multipart/form-data; boundary=x"),
        (b"{}", "application/json"),
        (b"\xff\xfe", "text/plain; charset=utf-16"),
        (b"a=1", "application/x-www-form-urlencoded; charset=nonsense"),
    ):
        assert client.generic("POST", url("describe"), body, content_type=kind).status_code < 500


@pytest.mark.parametrize("step", [*STEPS, "check", "files", "danger"])
def test_without_the_token_of_the_page_nothing_is_taken(client, step):
    strict = Client(enforce_csrf_checks=True)
    assert strict.post(url(step), {"x": "y"}).status_code == 403


@pytest.mark.parametrize(
    "path",
    ["/report/%00", "/report/" + "a" * 3000, "/report/../x", "/report/%ff", "/report/nothing"],
)
def test_a_page_that_is_not_there_is_not_found(client, path):
    assert client.get(path).status_code in (302, 404)


@pytest.mark.parametrize("method", ["put", "patch", "delete", "trace", "options"])
def test_other_methods_are_refused(client, method):
    for page in ("/report", "/report/danger", "/report/check", "/report/done"):
        assert getattr(client, method)(page).status_code in (
            200 if method == "options" else 405,
            405,
        )


def test_a_session_of_another_version_of_the_form_begins_anew(client):
    walk(client, until=url("where"))
    session = client.session
    session["report"] = {"version": "report-0", "answers": "nonsense"}
    session.save()
    assert client.get(url("where")).url == url("danger")
    assert client.get("/report").status_code == 200


text = st.text(st.characters(codec="utf-8"), max_size=60)
values = st.one_of(
    text, st.lists(text, max_size=4), st.sampled_from([sound(v)[:200] for v in NASTY.values()])
)


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    step=st.sampled_from(STEPS),
    typed=st.dictionaries(st.sampled_from(sorted(NAMES)), values, max_size=8),
)
def test_whatever_is_posted_wherever(db, step, typed):
    client = Client()
    for _ in range(2):
        answered = client.post(url(step), typed)
        assert answered.status_code in (200, 302), (step, typed)
    assert client.get("/report").status_code == 200
    assert client.get(answered.url if answered.status_code == 302 else url(step)).status_code in (
        200,
        302,
    )


def test_hostile_words_go_through_to_the_report_as_they_were_typed(client, people):
    words = "<b>\u202e{{ 7*7 }}</b> %s '; --"
    walk(
        client,
        describe={"description": words, "who_did_it": words},
        contact=FILLED["contact"] | {"name": words},
    )
    shown = client.get(CHECK)
    assert "<b>\u202e" not in shown.content.decode()
    client.post(CHECK, {"submission_key": key_on(shown)})
    assert Report.objects.get().description == words
