"""Both records side by side, with a choice for what differs. The rules are in ``test_merge``."""

import pytest
from django.urls import reverse

from goodstead.cases import actions as cases
from goodstead.cases.models import Case
from goodstead.people.models import Merge, Person

from .pairs import WHY, case_of, choices, one_record, report_of, smiths


@pytest.fixture
def vera(people, now):
    return smiths(people, now)


def url_of(kept, other):
    return reverse("workspace:propose-merge", args=[kept.pk, other.pk])


def test_what_differs_is_asked_and_nothing_moves_until_somebody_else_decides(
    people, vera, signed_in
):
    kept, other, *_ = vera
    client = signed_in(people.officer)
    text = client.get(url_of(kept, other)).content.decode()
    assert "Name: which stands?" in text and "Vera Smith" in text and "Vera Smyth" in text
    assert "Who must not know" in text and "Her brother" in text
    asked = choices(kept, other)
    refused = client.post(url_of(kept, other), {"why": WHY, "name": "kept"})
    assert refused.status_code == 200 and WHY in refused.content.decode()
    assert "Choose which stands: email address" in refused.content.decode()
    done = client.post(url_of(kept, other), {"why": WHY, **asked}, follow=True)
    merge = Merge.objects.get()
    assert (merge.kept, merge.other, merge.chosen) == (kept, other, asked)
    assert "You proposed this. A second person decides." in done.content.decode()
    assert Person.objects.get(pk=other.pk).merged_into is None


def test_what_is_refused_is_said_and_what_was_typed_stays(people, now, signed_in):
    kept, other = one_record(people, now, "Sam Smith"), one_record(people, now, "Sam Smith")
    case = case_of(people, now, kept, part="complainant")
    cases.add_party(by=people.officer, at=now, case=case, person=other, part="alleged_perpetrator")
    client = signed_in(people.officer)
    page = client.post(url_of(kept, other), {"why": WHY})
    text = page.content.decode()
    assert page.status_code == 200 and "can never be one person" in text and WHY in text
    assert not Merge.objects.exists()


def test_a_report_in_no_case_about_the_place_of_the_one_complained_about_is_warned_of(
    people, now, signed_in
):
    report = report_of(people, now)
    accused = one_record(people, now, "Vera Victim")
    said = "The other reported something about the same place"
    client = signed_in(people.leader)
    case = case_of(people, now, accused, part="alleged_perpetrator", premises=report.premises)
    for address in (url_of(accused, report.person), url_of(report.person, accused)):
        assert said in client.get(address).content.decode()
    Case.objects.filter(pk=case.pk).update(premises=None)  # the twin: another place
    assert said not in client.get(url_of(accused, report.person)).content.decode()


def test_a_restricted_file_beside_an_open_one_is_warned_of(people, now, signed_in):
    kept, other = one_record(people, now, "Sam Smith"), one_record(people, now, "Sam Smith")
    case_of(people, now, kept, officer=people.restricted_worker, restricted=True)
    case = case_of(people, now, other, officer=people.restricted_worker)
    assert not case.restricted
    text = signed_in(people.restricted_worker).get(url_of(kept, other)).content.decode()
    assert "One of the files is restricted and another is not" in text


def test_one_and_the_same_record_is_not_a_pair(people, vera, signed_in):
    kept, *_ = vera
    assert signed_in(people.officer).get(url_of(kept, kept)).status_code == 404
