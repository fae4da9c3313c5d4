"""The list of invitations says whom, what for, how often used and whether the link works."""

from datetime import timedelta

from goodstead.partnership import queries

PAGE = "/referral-invitations"


def test_it_says_when_it_was_last_used(
    client, people, invite, refer, works_today, django_assert_max_num_queries
):
    made, _ = invite(times="1")
    works_today(made)
    client.force_login(people.officer)
    assert "Works" in client.get(PAGE).content.decode()
    refer(made)
    with django_assert_max_num_queries(15):
        html = client.get(PAGE).content.decode()
    assert "used 1 of 1 time, last" in html and "Used up" in html


def test_one_that_ended_says_so(invite, now):
    made, _ = invite(days="30")
    assert queries.standing(made, now) == "Works"
    assert queries.standing(made, now + timedelta(days=31)) == "Ended"


def test_channels_leads_here_and_names_both_ways_in(client, people):
    client.force_login(people.leader)
    html = client.get("/channels").content.decode()
    assert PAGE in html and "Partner referral" in html and "Hate crime reporting centre" in html
