"""Two people after all. What is put back is in ``test_merge``."""

from django.urls import reverse

from goodstead.people import actions as persons
from goodstead.people.models import Person
from goodstead.workspace import actions

from .pairs import proposed, smiths


def test_it_asks_a_reason_and_both_are_there_again(people, now, signed_in):
    kept, other, *_ = smiths(people, now)
    merge = proposed(people, now, kept, other)
    actions.confirm_merge(by=people.leader, at=now, merge=merge)
    client = signed_in(people.leader)
    url = reverse("workspace:take-merge-apart", args=[merge.pk])
    assert url in client.get(reverse("workspace:merge", args=[merge.pk])).content.decode()
    assert "What somebody added or corrected since stays" in client.get(url).content.decode()
    assert client.post(url, {"why": ""}).status_code == 200
    done = client.post(url, {"why": "Two sisters"}, follow=True)
    assert "The two records are two again" in done.content.decode()
    assert Person.objects.get(pk=other.pk).merged_into is None
    shown = client.get(reverse("workspace:merge", args=[merge.pk])).content.decode()
    assert "Taken apart by Lena Leader" in shown and "Two sisters" in shown


def test_what_was_corrected_since_stays_and_the_page_says_so(people, now, signed_in):
    kept, other, case, *_ = smiths(people, now)
    merge = proposed(people, now, kept, other)
    actions.confirm_merge(by=people.leader, at=now, merge=merge)
    persons.change_name(
        by=people.officer, at=now, person=kept, name="Vera Smith", known_as="Vee", about=case
    )
    persons.change_details(
        by=people.officer, at=now, person=kept, born_on=None, tenure="owner", about=case
    )
    actions.take_merge_apart(by=people.leader, at=now, merge=merge, why="Two sisters")
    page = signed_in(people.leader).get(reverse("workspace:merge", args=[merge.pk]))
    assert (
        "2 values had been corrected since the merge and stay as corrected" in page.content.decode()
    )
    kept.refresh_from_db()
    assert (kept.known_as, kept.tenure, kept.born_on) == ("Vee", "owner", None)
