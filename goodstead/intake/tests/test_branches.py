"""Each kind of trouble: a page with its own few questions, its own advice and an honest expectation."""

from dataclasses import replace

import pytest
from django.utils.html import escape

from goodstead.cases.definitions.categories import CATEGORIES, PUBLIC
from goodstead.intake.definitions import report_form_v1, report_form_v2, report_form_v3
from goodstead.intake.definitions.asking import Kind
from goodstead.intake.definitions.report_form_v1 import NOT_SAID
from goodstead.intake.definitions.report_form_v3 import BRANCHES
from goodstead.intake.definitions.report_forms import FORM, FORMS
from goodstead.intake.models import Report
from goodstead.intake.rules import asked, harm_of

from .walking import CHECK, send, url, walk

pytestmark = pytest.mark.once  # what is asked and said; how it is stored is in test_submit_report
RESTRICTED = [b for b in BRANCHES if any(CATEGORIES[c].restricted for c in b.categories)]
OTHERS = [b for b in BRANCHES if b not in RESTRICTED]


def by_code(branch):
    return branch.code


# The definitions


def test_every_kind_that_a_resident_can_choose_has_one_branch():
    named = [category for branch in BRANCHES for category in branch.categories]
    assert sorted(named) == sorted(PUBLIC)


@pytest.mark.parametrize("branch", BRANCHES, ids=by_code)
def test_a_branch_is_short_and_says_what_the_council_cannot_do(branch):
    assert 2 <= len(branch.questions) <= 4
    assert branch.team and branch.happens and branch.advice and branch.cannot and branch.elsewhere
    assert all(help.telephone or help.site for help in branch.elsewhere)


@pytest.mark.parametrize("branch", BRANCHES, ids=by_code)
def test_no_question_of_a_branch_has_to_be_answered(branch):
    assert not any(question.needed for question in branch.questions)


@pytest.mark.parametrize("branch", RESTRICTED, ids=by_code)
def test_who_may_be_watched_writes_nothing_down_and_the_address_says_nothing(branch):
    kinds = {question.kind for question in branch.questions}
    assert kinds <= {Kind.ONE, Kind.MANY}, "only answers to choose"
    words = f"{branch.code} {branch.heading}".lower()
    assert not any(w in words for w in ("abuse", "hate", "exploit", "domestic", "home"))
    for question in branch.questions:
        assert question.answer(NOT_SAID), "nobody is made to say it"


def test_the_earlier_versions_ask_what_they_asked():
    assert set(FORMS) == {"report-1", "report-2", "report-3"}
    for form in (report_form_v1.FORM, report_form_v2.FORM):
        assert form.branches == () and form.branch("noise") is None
        assert not any(step.categories for step in form.steps)
    assert report_form_v3.FORM is FORM


def test_a_page_is_asked_about_its_own_kinds_only():
    for branch in BRANCHES:
        for category in branch.categories:
            steps = asked(FORM, {"category": category})
            assert [s.code for s in steps if s.categories] == [branch.code]


def test_without_the_kinds_on_the_steps_everybody_would_be_asked_everything():
    loose = replace(FORM, steps=tuple(replace(s, categories=()) for s in FORM.steps))
    pages = {step.code for step in asked(loose, {"category": "noise"})}
    assert {branch.code for branch in BRANCHES} <= pages


@pytest.mark.parametrize(
    ("said", "band"),
    [
        ({"category": "pets", "animal_harm": "hurt"}, "medium"),
        ({"category": "pets", "animal_harm": "no"}, "standard"),
        ({"category": "graffiti", "graffiti_words": "yes"}, "medium"),
        ({"category": "sexual", "sexual_forced": "yes"}, "medium"),
        ({"category": "domestic_abuse", "safe_now": "no"}, "high"),
        ({"category": "domestic_abuse", "safe_now": "yes"}, "medium"),
    ],
)
def test_some_answers_are_never_little_harm(said, band):
    calm = {
        "danger": "no", "violence": "no", "targeted": "no", "frequency": "once",
        "daily_life": "none", "fear": "no", "support": "good",
    }  # fmt: skip
    assert harm_of(FORM, calm | said).band == band


def test_an_answer_about_another_kind_that_was_chosen_first_does_not_count():
    said = {"category": "pets", "animal_harm": "hurt"}
    assert (
        harm_of(FORM, said | {"category": "noise"}).words
        == harm_of(FORM, {"category": "noise"}).words
    )
    few = {"frequency": "once", "targeted": "no", "violence": "no", "category": "litter"}
    assert harm_of(FORM, few | {"safe_now": "no", "animal_harm": "hurt"}).band == "standard"


def test_what_was_ticked_about_it_is_among_the_reasons_that_staff_read():
    words = harm_of(FORM, {"category": "drugs", "drugs_what": ["needles", "young"]}).words
    assert words.startswith("Needles left behind and young people involved")


# The pages


@pytest.mark.django_db
@pytest.mark.parametrize("branch", BRANCHES, ids=by_code)
def test_the_page_tells_and_asks(client, branch):
    walk(client, until=url(branch.code), what={"category": branch.categories[0]})
    html = client.get(url(branch.code)).content.decode()
    told = [branch.happens, *branch.advice, *branch.cannot, *(q.label for q in branch.questions)]
    assert [line for line in told if escape(line) not in html] == []
    assert all(help.telephone in html and help.site in html for help in branch.elsewhere)
    assert "within 1 working day" in html and "within 1 to 5 working days" in html
    assert "(optional)" not in html and "leave any of these empty" in html
    assert ("/report/leave" in html) == (branch in RESTRICTED)


@pytest.mark.django_db
@pytest.mark.parametrize("branch", BRANCHES, ids=by_code)
def test_it_can_be_left_empty_and_leads_on(client, branch):
    page = url(branch.code)
    walk(client, until=page, what={"category": branch.categories[0]})
    assert client.post(page, {}).url == url("describe")


@pytest.mark.django_db
def test_what_was_typed_stays_when_something_is_wrong(client):
    page = url("about-waste")
    walk(client, until=page, what={"category": "fly_tipping"})
    said = {"waste_what": ["tyres"], "waste_evidence": "A white van", "waste_much": "a mountain"}
    html = client.post(page, said).content.decode()
    assert "There is a problem" in html and "A white van" in html
    assert 'value="tyres"' in html and "checked" in html


@pytest.mark.django_db
def test_what_was_answered_is_kept_with_the_version_and_read_by_staff(client, people):
    said = {"waste_what": ["tyres", "bags"], "waste_evidence": "A white van"}
    send(client, what={"category": "fly_tipping"}, about_waste=said)
    report = Report.objects.get()
    assert report.form_version == "report-3"
    assert report.answers["waste_what"] == ["tyres", "bags"]
    assert "threat_how" not in report.answers
    client.force_login(people.leader)
    html = client.get(f"/reports/{report.reference}").content.decode()
    assert "A white van" in html and "Tyres or parts of vehicles" in html


@pytest.mark.django_db
def test_another_kind_chosen_later_is_asked_about_and_the_first_answers_are_not_kept(client):
    walk(client)
    assert client.post(url("what"), {"category": "noise"}).url == url("about-noise")
    assert client.post(url("about-noise"), {"noise_kinds": ["music"]}).url == CHECK
    checked = client.get(CHECK).content.decode()
    assert "Loud music or television" in checked and "How do they do it?" not in checked


@pytest.mark.django_db
def test_who_began_with_an_earlier_version_ends_it(client):
    walk(client, until=url("what"))
    session = client.session
    session["report"] = session["report"] | {"version": "report-2"}
    session.save()
    assert client.post(url("what"), {"category": "noise"}).url == url("describe")
    assert client.get(url("about-noise")).status_code == 404


# At the end


@pytest.mark.django_db
@pytest.mark.parametrize("branch", OTHERS, ids=by_code)
def test_the_last_page_says_who_deals_with_it_and_what_they_cannot_do(client, people, branch):
    send(client, what={"category": branch.categories[0]})
    html = client.get("/report/done").content.decode()
    told = [branch.team, branch.happens, *branch.cannot]
    assert [line for line in told if escape(line) not in html] == []


@pytest.mark.django_db
@pytest.mark.parametrize("branch", RESTRICTED, ids=by_code)
def test_the_last_page_of_a_restricted_report_says_no_more_than_before(client, people, branch):
    send(client, what={"category": branch.categories[0]})
    html = client.get("/report/done").content.decode()
    assert "Who deals with it" not in html and escape(branch.happens) not in html


@pytest.mark.django_db
def test_nor_does_it_when_another_report_became_restricted(client, people):
    send(client, what={"category": "graffiti"}, who_you_are={"strands": ["race"]})
    assert "Who deals with it" not in client.get("/report/done").content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize(("kinds", "neighbourly"), [(["footsteps"], True), (["party"], False)])
def test_everyday_noise_is_told_what_becomes_of_it(client, people, kinds, neighbourly):
    send(
        client,
        what={"category": "noise"},
        about_noise={"noise_kinds": kinds, "noise_from": "home"},
        when={"frequency": "once"},
        targeted={"targeted": "no"},
        daily_life={"daily_life": "none"},
        fear={"fear": "no"},
        support={"support": "good"},
        harder={},
    )
    html = client.get("/report/done").content.decode()
    assert ("a matter between neighbours" in html) == neighbourly
