"""What waits for a second person, for those who may see all of both."""

from django.urls import reverse

from .pairs import proposed, smiths


def test_it_waits_for_those_who_may_see_both_and_for_nobody_else(people, now, signed_in):
    kept, other, *_ = smiths(people, now)
    merge = proposed(people, now, kept, other)
    link = reverse("workspace:merge", args=[merge.pk])
    for user, shown in (
        (people.leader, True),
        (people.officer, True),
        (people.other_officer, False),
    ):
        text = signed_in(user).get(reverse("workspace:merges")).content.decode()
        assert (link in text) is shown, user
    assert (
        "Nothing waits."
        in signed_in(people.restricted_worker).get("/people/merges").content.decode()
    )


def test_whoever_may_decide_sees_on_their_day_that_it_waits(people, now, signed_in):
    kept, other, *_ = smiths(people, now)
    proposed(people, now, kept, other)
    said = "1 pair of records waits for a second person"
    assert said in signed_in(people.leader).get("/my-day").content.decode()
    for nobody in (people.officer, people.restricted_worker, people.other_officer):
        assert said not in signed_in(nobody).get("/my-day").content.decode()
