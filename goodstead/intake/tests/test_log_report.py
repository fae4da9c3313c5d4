"""A call handler writes a report down, on one page."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from goodstead.cases.definitions.categories import PUBLIC
from goodstead.evidence.models import StoredFile
from goodstead.intake.models import Report

from .walking import know_the_postcode

PAGE = "/reports/log"
CALL = {
    "channel": "phone",
    "danger": "no",
    "violence": "no",
    "category": "noise",
    "description": "Loud music every night",
    "place_search": "al7 3bx",
    "house": "14",
    "frequency": "daily",
    "fear": "yes",
    "may_contact": "yes",
    "name": "Vera Victim",
    "telephone": "01632 960001",
    "ways": ["phone"],
    "follow": "no",
}


@pytest.fixture
def log(client, people):
    know_the_postcode()

    def log(user=None, **changed):
        client.force_login(user or people.call_handler)
        key = client.get(PAGE).context["form"]["submission_key"].value()
        return client.post(PAGE, {"submission_key": key} | CALL | changed, follow=True)

    return log


def test_a_call_becomes_the_same_kind_of_report(log, people):
    page = log()
    report = Report.objects.get()
    assert (report.channel, report.logged_by) == ("phone", people.call_handler)
    assert report.premises.postcode == "AL73BX" and report.person.name == "Vera Victim"
    html = page.content.decode()
    assert f"Report {report.reference} saved" in html and "hear from an officer by" in html


def test_danger_and_violence_are_asked_before_anything_else(client, people):
    client.force_login(people.call_handler)
    html = client.get(PAGE).content.decode()
    assert html.index("999") < html.index("in danger right now") < html.index("What is happening")


def test_what_was_not_said_may_be_left_out(log):
    log(frequency="", fear="", house="", place_search="", location_text="By the bins")
    assert Report.objects.get().location_text == "By the bins"


def test_what_was_typed_stays_when_refused(log):
    page = log(category="", place_search="Nowhere Lane")
    html = page.content.decode()
    assert not Report.objects.exists()
    assert "Loud music every night" in html and "We could not find “Nowhere Lane”" in html


def test_a_number_is_needed_to_call(log):
    assert "Enter your phone number" in log(telephone="").content.decode()


def test_a_second_click_saves_it_once(client, log):
    log()
    report = Report.objects.get()
    answered = client.post(PAGE, {"submission_key": report.submission_key} | CALL)
    assert answered.status_code == 302 and Report.objects.count() == 1


def test_files_come_with_it_and_a_bad_one_saves_nothing(log, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    bad = log(uploads=[SimpleUploadedFile("bad.exe", b"MZ\x90")])
    assert "bad.exe" in bad.content.decode() and not Report.objects.exists()
    log(uploads=[SimpleUploadedFile("note.txt", b"Hello")])
    assert StoredFile.objects.get().about.startswith("intake.report:")


def test_the_call_handler_opens_what_they_wrote_and_nothing_else(client, log, submit, people):
    log()
    mine, (other, _) = Report.objects.get(), submit()
    assert client.get(f"/reports/{mine.reference}").status_code == 200
    assert client.get(f"/reports/{other.reference}").status_code == 404


def test_who_takes_no_reports_has_no_such_page(client, people):
    for nobody in (people.auditor, people.coordinator, people.partner, people.administrator):
        client.force_login(nobody)
        assert client.get(PAGE).status_code == 403


def test_another_call_written_over_the_last_page_is_kept_and_saved_as_a_new_report(client, people):
    """Saved, then "Back" in the browser: the page still has the key of the first call."""
    know_the_postcode()
    client.force_login(people.call_handler)
    key = client.get(PAGE).context["form"]["submission_key"].value()
    client.post(PAGE, {"submission_key": key} | CALL, follow=True)
    first = Report.objects.get()
    second = {"description": "A man with a knife", "name": "Walter Witness"}
    refused = client.post(PAGE, {"submission_key": key} | CALL | second)
    html = refused.content.decode()
    assert f"already sent: it is report {first.reference}" in html
    assert "A man with a knife" in html and "Walter Witness" in html and "saved. Tell" not in html
    assert Report.objects.get() == first
    new = refused.context["form"]["submission_key"].value()
    assert new != key
    client.post(PAGE, {"submission_key": new} | CALL | second)
    assert Report.objects.get(description="A man with a knife").person.name == "Walter Witness"


def test_the_other_button_shows_what_to_ask_and_say_and_saves_nothing(client, people):
    """With no script: the page is drawn again, with everything that was typed."""
    client.force_login(people.call_handler)
    first = client.get(PAGE)
    assert "What kind of noise is it?" not in first.content.decode()
    key = first.context["form"]["submission_key"].value()
    typed = CALL | {"place_search": "", "name": "Vera Victim", "telephone": "", "show": "yes"}
    html = client.post(PAGE, {"submission_key": key} | typed).content.decode()
    assert "What kind of noise is it?" in html and "Not saved yet" in html
    assert "ordinary sounds of people living" in html
    assert "Loud music every night" in html and "Vera Victim" in html and key in html
    assert "There is a problem" not in html and not Report.objects.exists()
    assert "Is it in the way?" not in html, "no questions of another kind"


def test_the_other_button_needs_a_kind_and_nothing_else(client, people):
    client.force_login(people.call_handler)
    html = client.post(PAGE, {"show": "yes"}).content.decode()
    assert "Choose what is happening" in html and "There is a problem" in html
    assert "Tell us what happened. A few words" not in html and not Report.objects.exists()


def test_what_was_asked_about_it_is_kept_and_the_caller_is_told_whose_it_is(log):
    page = log(noise_kinds=["music", "barking"], noise_from="home", waste_much="van")
    report = Report.objects.get()
    assert report.form_version == "report-3"
    assert report.answers["noise_kinds"] == ["music", "barking"]
    assert report.answers["noise_from"] == "home" and "waste_much" not in report.answers
    assert "It is for: Anti-social behaviour team" in page.content.decode()


def test_the_page_with_every_kind_stays_one_page(client, people):
    client.force_login(people.call_handler)
    for category in PUBLIC:
        page = client.post(PAGE, {"category": category, "show": "yes"})
        assert page.status_code == 200
        assert len(page.context["form"].fields) < 40, category
        assert len(page.content) < 100_000, category


def test_the_same_call_sent_twice_is_one_report(client, people):
    know_the_postcode()
    client.force_login(people.call_handler)
    key = client.get(PAGE).context["form"]["submission_key"].value()
    for _ in range(2):
        html = client.post(PAGE, {"submission_key": key} | CALL, follow=True).content.decode()
        assert f"Report {Report.objects.get().reference} saved" in html
