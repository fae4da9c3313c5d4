"""The list of cases: the worst harm first, then the oldest; nobody else's."""

from datetime import timedelta

import pytest
from django.urls import reverse

from goodstead.cases import actions
from goodstead.ledger.models import Viewing, key_of


@pytest.fixture
def listed(client, people):
    """The references on the list as somebody sees it, in order."""

    def read(by="officer", **chosen):
        client.force_login(getattr(people, by))
        answer = client.get(reverse("cases:list-cases"), chosen)
        assert answer.status_code == 200
        return [case.reference for case in answer.context["rows"]]

    return read


def test_the_worst_harm_comes_first_and_then_the_oldest(listed, open_case, people, now):
    old, middle, new = (open_case(at=now + timedelta(days=day)) for day in (0, 1, 2))
    assert listed() == [old.reference, middle.reference, new.reference]
    actions.set_harm(
        by=people.officer, at=now + timedelta(days=3), case=new, band="high", score=30, words=""
    )
    assert listed() == [new.reference, old.reference, middle.reference]


def test_officers_see_theirs_leaders_their_teams_and_coordinators_all(listed, open_case, people):
    mine = open_case()
    theirs = open_case(by=people.other_officer, patch=people.other_patch)
    handed = open_case(officer=people.other_officer)  # on my patch, with somebody else
    elsewhere = open_case(patch=None, team=people.other_team, officer=people.other_officer)
    assert listed() == [mine.reference]
    assert listed(whose=f"patch-{people.patch.pk}") == [mine.reference, handed.reference]
    assert set(listed("other_officer")) == {theirs.reference, handed.reference, elsewhere.reference}
    assert set(listed("leader")) == {mine.reference, theirs.reference, handed.reference}
    assert set(listed("leader", whose="mine")) == set()
    everything = {mine.reference, theirs.reference, handed.reference, elsewhere.reference}
    assert set(listed("coordinator")) == everything


def test_a_choice_that_is_not_offered_widens_nothing(listed, open_case, people):
    open_case(by=people.other_officer, patch=people.other_patch)
    theirs = f"patch-{people.other_patch.pk}"
    assert listed(whose="all") == listed(whose="team") == listed(whose=theirs) == []


def test_a_restricted_case_is_listed_for_its_officer_and_readers_only(
    listed, open_case, people, later
):
    secret = open_case(category="domestic_abuse")
    assert listed("restricted_worker") == [secret.reference]
    for who in ("officer", "leader", "coordinator", "information_officer"):
        assert listed(who) == []
    actions.add_reader(by=people.restricted_worker, at=later, case=secret, reader=people.leader)
    assert listed("leader", whose="named") == [secret.reference]


def test_that_a_case_was_listed_with_its_house_is_written_down(listed, open_case, people):
    plain, secret = open_case(officer=people.restricted_worker), open_case(category="hate")
    listed("restricted_worker")
    seen = set(Viewing.objects.filter(page="cases:list-cases").values_list("subject", flat=True))
    assert seen == {key_of(secret), key_of(plain)}


def test_closed_cases_are_asked_for_and_stand_newest_first(listed, open_case, now, later):
    first, second, still = (open_case(at=now + timedelta(days=day)) for day in (0, 1, 2))
    for case in (first, second):
        actions.close_case(
            by=None,
            at=later + timedelta(days=3),
            case=case,
            reason="referred",
            outcome="transferred",
        )
    assert listed() == [still.reference]
    assert listed(status="closed") == [second.reference, first.reference]


def test_it_is_filtered_by_status_band_category_and_patch(listed, open_case, people, later):
    noise, dogs = open_case(), open_case(category="pets", officer=people.officer)
    actions.set_harm(by=people.officer, at=later, case=dogs, band="high", score=30, words="")
    actions.change_status(by=people.officer, at=later, case=noise, status="monitoring")
    assert listed(status="monitoring") == listed(category="noise") == [noise.reference]
    assert listed(band="high") == [dogs.reference]
    assert listed(band="none") == [noise.reference]
    assert listed("leader", patch=people.other_patch.pk) == []
    assert len(listed("leader", patch=people.patch.pk)) == 2
    assert len(listed("leader", patch="nonsense", band="purple")) == 2


def test_the_page_costs_the_same_queries_however_many_cases(
    client, people, open_case, django_assert_max_num_queries
):
    for _ in range(3):
        open_case()
    client.force_login(people.officer)
    with django_assert_max_num_queries(8) as few:
        client.get(reverse("cases:list-cases"))
    for _ in range(10):
        open_case()
    with django_assert_max_num_queries(len(few.captured_queries)):
        client.get(reverse("cases:list-cases"))


def test_the_spreadsheet_is_for_those_who_may_see_the_cases_behind_figures(
    client, people, open_case
):
    case = open_case()
    client.force_login(people.officer)
    sheet = client.get(reverse("cases:list-cases"), {"format": "csv"})
    text = b"".join(sheet.streaming_content).decode("utf-8-sig")
    assert text.splitlines()[0] == "Reference,What,Street,Officer,Harm,Status,Opened,Closed"
    assert case.reference in text
    assert Viewing.objects.get(by=people.officer).subject == key_of(case)
    client.force_login(people.information_officer)
    assert client.get(reverse("cases:list-cases"), {"format": "csv"}).status_code == 403


@pytest.mark.parametrize(
    "who, status",
    [("call_handler", 403), ("partner", 403), ("auditor", 403), ("administrator", 403),
     ("councillor", 403), ("information_officer", 200)],
)  # fmt: skip
def test_who_may_open_the_list(client, people, who, status):
    client.force_login(getattr(people, who))
    assert client.get(reverse("cases:list-cases")).status_code == status


def test_it_says_so_when_there_is_nothing(client, people):
    client.force_login(people.officer)
    assert "No case fits" in client.get(reverse("cases:list-cases")).content.decode()
