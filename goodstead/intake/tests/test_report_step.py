"""One question a page: the way through, what is refused, and what stays."""

import pytest

from goodstead.intake.definitions.report_forms import FORM
from goodstead.risk.definitions.ram_1 import RAM_1

from .walking import CHECK, FILLED, key_on, know_the_postcode, url, walk

pytestmark = pytest.mark.django_db


def test_somebody_who_says_everything_is_asked_each_question_once(client):
    seen = walk(client)
    assert seen == [step for step in FILLED if step != "call-999"]


def test_danger_is_answered_with_999_first_and_one_may_go_on(client):
    client.post("/report")
    assert client.post("/report/danger", {"danger": "yes"}).url == "/report/call-999"
    page = client.get("/report/call-999").content.decode()
    assert "Call <a" in page and "press <strong>55</strong>" in page
    assert 'href="tel:999" role="button"' in page and "Exit this page" in page
    assert "govuk-button--secondary" in page, "going on is the second button"
    assert client.post("/report/call-999").url == "/report/what"
    assert "Exit this page" in client.get("/report/what").content.decode()


@pytest.mark.parametrize("category", ["fly_tipping", "litter", "graffiti", "abandoned_vehicle"])
def test_everybody_is_asked_in_three_pages_whether_it_is_about_a_person(client, category):
    seen = walk(client, what={"category": category}, targeted={"targeted": "no"})
    assert {"targeted", "violence", "who-you-are"} <= set(seen)
    assert not {"who-is-affected", "daily-life", "fear", "support", "harder"} & set(seen)


@pytest.mark.parametrize(
    "said",
    [
        {"targeted": {"targeted": "family"}},
        {"targeted": {"targeted": "no"}, "violence": {"violence": "yes"}},
        {"targeted": {"targeted": "no"}, "who_you_are": {"strands": ["race"]}},
    ],
)
def test_words_on_a_wall_that_are_about_a_person_are_asked_about_like_anything_else(client, said):
    seen = walk(client, what={"category": "graffiti"}, **said)
    assert {"who-is-affected", "daily-life", "fear", "support", "harder"} <= set(seen)
    assert ("leave-quickly" in seen) == ("who_you_are" in said)


def test_somebody_anonymous_is_not_asked_how_to_be_reached(client):
    seen = walk(client, may_we_contact_you={"may_contact": "no"})
    assert not {"contact", "safe", "needs"} & set(seen)


def test_a_place_that_cannot_be_named_can_be_described(client):
    seen = walk(
        client,
        where={"search": "", "unknown": "yes"},
        describe_place={"location_text": "Behind the shops"},
    )
    assert "describe-place" in seen and "which-place" not in seen


def test_none_of_the_places_leads_to_a_description(client):
    seen = walk(
        client, which_place={"place": "none"}, describe_place={"location_text": "By the bins"}
    )
    assert "describe-place" in seen


def test_a_place_that_is_not_known_is_said_so_and_what_was_typed_stays(client):
    walk(client, until=url("where"))
    page = client.post(url("where"), {"search": "Nowhere Lane"})
    assert page.status_code == 200
    assert "We could not find “Nowhere Lane”" in page.content.decode()
    assert 'value="Nowhere Lane"' in page.content.decode()


@pytest.mark.parametrize("step", [s.code for s in FORM.steps if s.code != "danger"])
def test_nobody_jumps_over_a_question(client, step):
    answered = client.get(url(step))
    assert (answered.status_code, answered.url) == (302, "/report/danger")


def test_a_later_step_leads_to_the_first_question_without_an_answer(client):
    walk(client, until=url("where"))
    assert client.get(url("fear")).url == url("where")
    assert client.get(CHECK).url == url("where")


def test_a_changed_answer_leads_back_to_the_check_or_to_what_it_makes_necessary(client):
    walk(client)
    assert client.post(url("describe"), {"description": "Differently"}).url == CHECK
    assert client.post(url("may-we-contact-you"), {"may_contact": "no"}).url == CHECK
    assert client.post(url("danger"), {"danger": "yes"}).url == url("call-999")


def test_an_answer_posted_after_the_session_ended_is_kept(client):
    """The question before it is asked first, and then the text still stands."""
    assert client.post(url("describe"), {"description": "A long story"}).url == "/report/danger"
    walk(client, until=url("describe"))
    assert client.session["report"]["answers"]["description"]


def test_a_new_search_asks_again_which_place(client):
    walk(client)
    assert client.post(url("where"), {"search": "AL7 3BX"}).url == url("which-place")


@pytest.mark.parametrize(
    "step",
    [s for s in FILLED if s not in ("about-threats", "files", "harder", "who-you-are", "needs")],
)
def test_a_question_without_an_answer_says_what_to_do(client, step):
    walk(client, until=url(step))
    page = client.post(url(step), {})
    assert page.status_code == 200, step
    html = page.content.decode()
    assert "There is a problem" in html and "<title>Error: " in html


def test_a_way_of_contact_needs_its_address(client):
    walk(client, until=url("contact"))
    page = client.post(url("contact"), {"name": "Vera", "ways": ["text", "post"]})
    said = page.content.decode()
    assert "Enter your phone number, or do not choose text message" in said
    assert "Enter your postal address, or do not choose letter" in said
    assert 'value="Vera"' in said


@pytest.mark.parametrize(
    "given",
    [
        ("31", "2", "2026"),
        ("1", "1", "2999"),
        ("1", "1", "1"),
        ("x", "y", "z"),
        ("0", "0", "0"),
        ("²", "1", "2026"),
    ],
)
def test_a_date_that_cannot_be_is_refused(client, given):
    walk(client, until=url("when"))
    parts = dict(zip(("last_on_day", "last_on_month", "last_on_year"), given, strict=True))
    assert client.post(url("when"), {"frequency": "once"} | parts).status_code == 200


def test_no_page_of_the_form_is_kept_by_the_browser(client):
    for step in walk(client):
        answered = client.get(url(step))
        assert "no-store" in answered["Cache-Control"], step


def test_rather_not_say_beside_other_answers_is_dropped(client):
    walk(client, until=url("who-you-are"))
    client.post(url("who-you-are"), {"strands": ["race", "not_said"]})
    assert client.session["report"]["answers"]["strands"] == ["race"]


# Once somebody may be watched


@pytest.mark.parametrize("category", ["domestic_abuse", "hate", "exploitation"])
def test_a_restricted_report_has_a_way_out_and_neutral_titles_on_every_page(client, category):
    seen = walk(client, what={"category": category})
    assert "leave-quickly" in seen
    for step in [*seen, "check"]:
        html = client.get(url(step)).content.decode()
        title = html[html.index("<title>") : html.index("</title>")]
        assert "/report/leave" in html, step
        assert not any(w in title.lower() for w in ("abuse", "behaviour", "hate", "report")), title


def test_naming_a_reason_for_hate_brings_the_way_out(client):
    walk(client, until=url("who-you-are"))
    assert client.post(url("who-you-are"), {"strands": ["race"]}).url == url("leave-quickly")


def test_other_reports_have_no_red_button(client):
    walk(client)
    assert "/report/leave" not in client.get(url("describe")).content.decode()


# The definition


def test_points_are_those_of_the_instrument():
    numbers = {question.number: question for question in RAM_1.questions}
    for question in FORM.questions:
        if question.topic and question.kind == "one":
            options = {option.code: option.points for option in numbers[question.topic].options}
            asked = {a.code: a.points for a in question.answers if a.code != "not_said"}
            assert asked == options, question.code
        elif question.topic:
            points = sorted({option.points for option in numbers[question.topic].options})
            assert list(question.by_count) == points, question.code


def test_every_step_has_a_heading_and_every_question_a_code_of_its_own():
    codes = [question.code for question in FORM.questions]
    assert len(codes) == len(set(codes))
    assert all(step.heading for step in FORM.steps)


def test_nothing_is_found_by_places_that_reports_made(client, submit):
    """A gazetteer only: the list of places must not tell of an earlier report."""
    submit(postcode="AL9 9ZZ", street="Secret Close", town="Hatfield")
    know_the_postcode()
    walk(client, until=url("where"))
    page = client.post(url("where"), {"search": "Secret Close"})
    assert "We could not find" in page.content.decode()


def test_who_chose_email_only_is_not_asked_about_voicemail(client):
    contact = {"name": "Vera", "email": "vera@example.org", "ways": ["email"]}
    walk(client, until=url("safe"), contact=contact)
    assert "voicemail" not in client.get(url("safe")).content.decode()
    assert client.post(url("safe"), {"safe_times": ""}).url == url("needs")


def test_who_chose_a_call_is_asked_about_voicemail(client):
    walk(client, until=url("safe"))
    assert "Choose whether we may leave a voicemail" in client.post(url("safe")).content.decode()


def test_an_interpreter_needs_a_language(client):
    walk(client, until=url("needs"))
    page = client.post(url("needs"), {"needs": ["interpreter"]}).content.decode()
    assert "Enter the language, so that we can find an interpreter" in page
    given = {"needs": ["interpreter"], "language": "Urdu"}
    assert client.post(url("needs"), given).url == url("follow")


@pytest.mark.parametrize(("category", "shown"), [("domestic_abuse", True), ("noise", False)])
def test_who_may_be_in_danger_at_home_is_told_whom_to_talk_to(client, category, shown):
    """On the way and at the end; and is not told to keep a picture of the page."""
    walk(client, what={"category": category})
    way = client.get(url("leave-quickly")) if shown else None
    assert way is None or "0808 2000 247" in way.content.decode()
    client.post(CHECK, {"submission_key": key_on(client.get(CHECK))})
    done = client.get("/report/done").content.decode()
    assert ("0808 2000 247" in done) == shown
    assert ("take a picture" in done) != shown


@pytest.mark.parametrize(
    "number, good",
    [("07700 90012", False), ("07700 900123", True), ("+44 7700 900123", True), ("12", False),
     ("01632 960001", True), ("+33 6 12 34 56 78", True)],
)  # fmt: skip
def test_a_mobile_number_that_lost_a_digit_is_asked_for_again(client, number, good):
    walk(client, url("contact"))
    page = client.post("/report/contact", {"telephone": number, "ways": ["text"]})
    assert (page.status_code == 302) is good
    if not good:
        body = page.content.decode()
        assert "Enter a whole phone number" in body and number in body


@pytest.mark.parametrize("way", ["email", "phone"])
def test_the_check_lists_only_what_was_asked(client, way):
    """Voicemail is asked of those who chose the telephone."""
    walk(client, contact={"email": "a@example.org", "telephone": "01632 960001", "ways": [way]})
    assert ("voicemail" in client.get("/report/check").content.decode()) is (way == "phone")
