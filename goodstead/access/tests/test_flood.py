"""In a flood whoever asks for little goes first, and whoever is in danger is never made to wait."""

import pytest
from django.test import Client
from django.urls import resolve, reverse

from goodstead.access import flood
from goodstead.access.flood import (
    ALL_BURST,
    BURST,
    LONGEST_KEY,
    SPARED_BURST,
    SPARED_PER_SECOND,
    Buckets,
    Gate,
    Lately,
    is_counted,
)

pytestmark = pytest.mark.once
ONE, OTHER = "203.0.113.7", "198.51.100.7"


@pytest.fixture
def limited(settings, monkeypatch):
    """The product as in production, with a clock that can be set."""
    settings.LIMIT_REQUESTS = True

    class Clock:
        now = 1000.0

        def monotonic(self):
            return self.now

    clock = Clock()
    monkeypatch.setattr(flood, "time", clock)
    return clock


def flooded(client, requests=BURST + 1, path="/report/check", **more):
    return [client.get(path, **more).status_code for _ in range(requests)]


def test_one_network_that_asks_for_very_much_has_to_wait_and_others_do_not(db, limited):
    client = Client()
    assert flooded(client, 50)[-1] == 302
    assert flooded(client)[-1] == 429
    assert client.get("/report", REMOTE_ADDR=OTHER).status_code == 200
    limited.now += 60
    assert client.get("/report").status_code == 200


def test_without_the_limit_nobody_has_to_wait(db, settings):
    assert 429 not in flooded(Client())


def test_who_has_to_wait_reads_whom_to_call_and_that_nothing_is_lost(
    db, limited, django_assert_num_queries
):
    client = Client()
    flooded(client)
    with django_assert_num_queries(0):
        page = client.get("/report")
    html = page.content.decode()
    assert page.status_code == 429 and "Call 999" in html and "is kept" in html
    assert page["Retry-After"] == "10" and page["Cache-Control"] == "no-store"


@pytest.mark.parametrize("path", ["/report", "/follow/guessed"])
def test_the_page_that_says_wait_is_neutral_and_has_the_way_out(db, limited, settings, path):
    client = Client()
    flooded(client)
    page = client.get(path)
    html = page.content.decode()
    assert page.status_code == 429 and "Exit this page" in html
    assert settings.COUNCIL["name"] not in html and settings.COUNCIL["service"] not in html
    assert f'href="{reverse("intake:leave-report")}"' in html


def used_up(client):
    """A page of the form was filled in by somebody in danger, and then nothing is left."""
    client.post("/report")
    client.post("/report/danger", {"danger": "yes"})
    flooded(client, 2 * BURST + 10)
    assert client.get("/report").status_code == 429
    return client.get(reverse("intake:leave-report"))


def test_the_way_out_opens_when_everything_is_used_up(db, limited, settings):
    client = Client()
    answered = used_up(client)
    assert (answered.status_code, answered.url) == (302, settings.COUNCIL["safe_exit_url"])
    assert answered["Clear-Site-Data"] == '"storage"' and dict(client.session) == {
        "report_left": True
    }


def test_without_its_mark_the_way_out_would_wait(db, limited, monkeypatch):
    """The twin."""
    way_out = resolve("/report/leave").func.view_class
    monkeypatch.setattr(way_out, "never_waits", False)
    answered = used_up(Client())
    assert answered.status_code == 429 and "Clear-Site-Data" not in answered


def test_somebody_in_danger_is_let_through_with_a_flood_from_their_own_network(db, limited):
    client, same_network = Client(), Client()
    same_network.handler = client.handler  # one web server
    client.post("/report")
    client.post("/report/danger", {"danger": "yes"})
    flooded(same_network)
    assert same_network.get("/report").status_code == 429
    assert client.get("/report/call-999").status_code == 200
    client.post("/report/danger", {"danger": "no"})
    assert client.get("/report/what").status_code == 429


def test_one_session_in_danger_is_no_way_round_the_limit(db, limited):
    client = Client()
    client.post("/report")
    client.post("/report/danger", {"danger": "yes"})
    assert flooded(client, 2 * BURST + 10, "/report/call-999")[-1] == 429


def test_staff_are_not_counted(people, limited):
    client = Client()
    flooded(client)
    client.force_login(people.officer)
    assert client.get("/my-day").status_code == 200
    assert client.get("/report").status_code == 429


@pytest.mark.parametrize(
    "path, counted",
    [
        ("/report", True),
        ("/report/what", True),
        ("/follow/guessed", True),
        ("/nothing/here", True),
        ("/my-day", False),
        ("/inbox", False),
        ("/static/x.css", False),
        ("/healthz", False),
        ("/report/leave", False),
    ],
)
def test_which_pages_are_counted(path, counted):
    assert is_counted(path) is counted


def test_fifty_networks_together_do_not_shut_out_somebody_who_asks_for_little():
    """200 requests a second for a minute, from fifty networks; one person among them."""
    gate, let, honest = Gate(), 0, []
    for tick in range(60 * 200):
        now = tick / 200
        let += gate.lets(f"network {tick % 50}", now)
        if tick % 400 == 0 and now > 5:  # a page every two seconds
            honest.append(gate.lets("honest", now))
    assert all(honest)
    assert let < 2 * ALL_BURST + 60 * flood.ALL_PER_SECOND < 60 * 200 / 5


def test_without_the_order_by_use_the_flood_takes_everything(monkeypatch):
    """The twin: when everybody's tokens alone decide, the honest one is shut out."""
    gate, honest = Gate(), []
    monkeypatch.setattr(gate.everybody, "pressure", lambda now: 0)
    kept = gate.lets

    def first_come(network, now):
        return gate.everybody.left("", now) >= 1 and kept(network, now)

    for tick in range(60 * 200):
        now = tick / 200
        first_come(f"network {tick % 50}", now)
        if tick % 400 == 0 and now > 5:
            honest.append(first_come("honest", now))
    assert not all(honest)


def of_fifty_networks(gate, seconds=120):
    """What one of two processes lets in of 200 requests a second; each hears half of them."""
    return sum(gate.lets(f"network {tick % 50}", tick / 100) for tick in range(seconds * 100))


def test_a_flood_from_many_networks_is_held_also_where_two_processes_share_it():
    assert of_fifty_networks(Gate()) < 2 * ALL_BURST + 120 * flood.ALL_PER_SECOND


def test_if_it_were_forgotten_sooner_they_would_stand_as_if_they_had_just_come():
    """The twin."""
    gate = Gate()
    gate.lately = Buckets(BURST, flood.PER_SECOND)
    assert of_fifty_networks(gate) > 2 * (2 * ALL_BURST + 120 * flood.ALL_PER_SECOND)


def let_in_during_a_wide_flood(every):
    """Of the tries of one resident, who asks again every so many seconds, those that came in. The
    flood: 200 requests a second from 2,000 networks."""
    gate, came, tries = Gate(), 0, 0
    for tick in range(600 * 200):
        now = tick / 200
        gate.lets(f"network {tick % 2000}", now)
        if tick % (every * 200) == 0 and now >= 120:
            tries += 1
            came += gate.lets("the resident", now)
    return came, tries


def test_who_waits_as_long_as_the_page_says_is_let_in():
    assert flood.WAIT_SECONDS * flood.FORGIVEN_PER_SECOND > 1
    came, tries = let_in_during_a_wide_flood(flood.WAIT_SECONDS)
    assert came == tries > 40


def test_who_were_told_to_wait_less_would_not_be():
    """The twin."""
    came, tries = let_in_during_a_wide_flood(3)
    assert came < tries / 2


def hundred_prepared(gate):
    """200 requests a second for a minute, from a hundred sessions that say they are in danger; and
    one that is. How many of theirs came in, and whether each of hers did."""
    let, honest = 0, []
    for tick in range(60 * 200):
        now = tick / 200
        let += gate.lets_spared(f"session {tick % 100}", now)
        if tick % 800 == 0 and now > 5:  # a page every four seconds
            honest.append(gate.lets_spared("honest", now))
    return let, honest


def test_a_hundred_prepared_sessions_are_held_and_who_is_in_danger_is_not():
    let, honest = hundred_prepared(Gate())
    assert all(honest)
    assert let < 2 * SPARED_BURST + 60 * SPARED_PER_SECOND < 60 * 200 / 5


def test_there_is_a_most_for_all_in_danger_also_when_each_asks_for_little():
    gate = Gate()
    let = sum(gate.lets_spared(f"session {tick % 1000}", tick / 200) for tick in range(60 * 200))
    assert let <= 2 * SPARED_BURST + 60 * SPARED_PER_SECOND


def test_without_a_bucket_for_all_of_them_they_take_everything():
    """The twin."""
    gate = Gate()
    gate.all_spared = Buckets(1_000_000, 0)
    assert hundred_prepared(gate)[0] == 60 * 200


@pytest.mark.parametrize("network, let_in", [("", True), ("one network", False)])
def test_where_no_network_is_known_a_town_is_not_taken_for_one_home(network, let_in):
    """Five requests a second; the twin is one network that asks for as much."""
    gate = Gate()
    assert all([gate.lets(network, tick / 5) for tick in range(5 * 120)]) is let_in


def test_where_no_network_is_known_everybodys_tokens_hold_a_flood():
    gate = Gate()
    let = sum(gate.lets("", tick / 200) for tick in range(60 * 200))
    assert let <= ALL_BURST + 60 * flood.ALL_PER_SECOND


def test_a_session_that_waits_is_looked_up_once_in_a_few_seconds(
    db, limited, django_assert_num_queries
):
    client, same_network = Client(), Client()
    same_network.handler = client.handler
    client.post("/report")
    for look_up in (1, 0, 0):
        flooded(same_network)
        with django_assert_num_queries(look_up):
            assert client.get("/report").status_code == 429
    limited.now += flood.LOOK_AGAIN_SECONDS
    flooded(same_network)
    with django_assert_num_queries(1):
        assert client.get("/report").status_code == 429
    assert flood.LOOK_AGAIN_SECONDS < flood.WAIT_SECONDS


def says_it_in_a_flood(limited):
    """Had to wait, came in for one page, said that they are in danger, and asks for the next."""
    client, same_network = Client(), Client()
    same_network.handler = client.handler
    client.post("/report")
    flooded(same_network)
    assert client.get("/report/danger").status_code == 429
    limited.now += 1
    assert client.post("/report/danger", {"danger": "yes"}).status_code == 302
    flooded(same_network, 5)
    return client.get("/report/call-999").status_code


def test_who_says_so_after_having_waited_is_let_through_at_once(db, limited):
    assert says_it_in_a_flood(limited) == 200


def test_if_it_were_not_forgotten_they_would_wait(db, limited, monkeypatch):
    """The twin."""
    monkeypatch.setattr(Lately, "forget", lambda self, name: None)
    assert says_it_in_a_flood(limited) == 429


def test_what_is_remembered_of_sessions_ends_and_is_bounded(monkeypatch):
    monkeypatch.setattr(flood, "NETWORKS", 10)
    lately = Lately(3)
    for number in range(50):
        lately.add(f"{number} " + "x" * 5000, 0)
    assert len(lately._until) == 10 and max(map(len, lately._until)) == LONGEST_KEY
    assert lately.has("49 " + "x" * 5000, 2.9) and not lately.has("49 " + "x" * 5000, 3)


def test_the_memory_is_bounded(monkeypatch):
    monkeypatch.setattr(flood, "NETWORKS", 10)
    gate = Gate()
    for number in range(ALL_BURST // 2):
        gate.lets(str(number), 0)
    assert len(gate.networks._kept) == 10
