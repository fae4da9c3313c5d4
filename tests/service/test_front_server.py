"""Behind a front server everybody is counted by their own address, which they cannot choose."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from django.core.management import call_command
from django.db import connection
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext
from django.urls import get_resolver
from django.utils import timezone

from goodstead.access import limits
from goodstead.config.settings import CACHES
from tests.architecture.source import ROOT

from .test_settings import settled

pytestmark = pytest.mark.django_db
FRONT = "127.0.0.1"
ONE, OTHER = "203.0.113.7", "198.51.100.7"


@pytest.fixture(autouse=True)
def served(settings, monkeypatch):
    """As in production: behind one front server, with counts that are kept in the database."""
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    settings.CACHES = CACHES
    assert "DatabaseCache" in CACHES["default"]["BACKEND"]
    call_command("createcachetable", verbosity=0)
    monkeypatch.setattr(limits, "MOST", 3)


@pytest.fixture
def clock(monkeypatch):
    """The moment that the count goes by; it can be set."""

    class Clock:
        now = 6_000_000.0

        def time(self):
            return self.now

    clock = Clock()
    monkeypatch.setattr(limits, "time", clock)
    return clock


def request_from(forwarded, *, front=FRONT):
    headers = {"X-Forwarded-For": forwarded} if forwarded else {}
    return RequestFactory().post("/report/check", REMOTE_ADDR=front, headers=headers)


def refused(forwarded, times=1):
    return [limits.too_many(request_from(forwarded), "intake.reports") for _ in range(times)][-1]


@pytest.mark.parametrize(
    "changes, count",
    [
        ({}, 1),
        ({"GOODSTEAD_FRONT_SERVERS": "2"}, 2),
        ({"GOODSTEAD_FRONT_SERVERS": "0"}, 0),
        ({"GOODSTEAD_ENV": "demo"}, 0),
    ],
)
def test_production_stands_behind_one_front_server_unless_it_is_told(changes, count):
    assert settled("s.ALLAUTH_TRUSTED_PROXY_COUNT", **changes) == count


def test_one_network_that_sends_too_much_does_not_shut_out_the_borough(clock):
    assert not refused(ONE, 3) and refused(ONE)
    assert not refused(OTHER)


def test_without_the_setting_all_would_share_one_count(clock, settings):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 0
    assert not refused(ONE, 3)
    assert refused(OTHER)


def test_an_address_that_the_sender_wrote_is_not_believed(clock):
    """The front server writes what it saw after whatever the sender had put there."""
    assert not refused(f"{OTHER}, {ONE}", 3)
    assert refused(f"192.0.2.99, 10.0.0.1, {ONE}")
    assert not refused(OTHER)


def test_behind_two_front_servers_the_last_but_one_counts(clock, settings):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 2
    assert not refused(f"192.0.2.99, {ONE}, 10.0.0.1", 3)
    assert refused(f"192.0.2.98, {ONE}, 10.0.0.1")


@pytest.mark.parametrize("forwarded, front", [(ONE, FRONT), ("nonsense, x", FRONT), ("", "")])
def test_when_nobodys_address_is_known_nobody_is_refused(clock, settings, caplog, forwarded, front):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 2
    request = request_from(forwarded, front=front)
    assert not any(limits.too_many(request, "intake.reports") for _ in range(5))
    assert "nothing is counted" in caplog.text


def test_trying_again_adds_nothing_to_the_wait(clock):
    refused(ONE, 3)
    with CaptureQueriesContext(
        connection,
    ) as asked:
        assert refused(ONE, 5)
    assert not [q for q in asked.captured_queries if not q["sql"].startswith("SELECT")]
    clock.now += limits.SECONDS
    assert not refused(ONE)


def test_the_count_is_kept_for_the_ten_minutes_and_not_for_the_caches_own_time(clock):
    refused(ONE, 2)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT expires FROM django_cache WHERE cache_key LIKE '%limit.intake.reports%'"
        )
        (kept,) = cursor.fetchall()
    until = datetime.fromisoformat(str(kept[0])[:19]).replace(tzinfo=UTC)
    assert until - timezone.now() > timedelta(seconds=limits.SECONDS - 60)


def test_wrong_sign_ins_are_counted_by_the_same_address(client, settings, people):
    settings.ACCOUNT_RATE_LIMITS = {"login_failed": "2/15m/ip"}

    def tried(forwarded):
        typed = {"login": f"nobody{tried.times}@example.org", "password": "wrong"}
        tried.times += 1
        return client.post("/sign-in", typed, headers={"X-Forwarded-For": forwarded})

    tried.times = 0
    for written in ("192.0.2.1", "192.0.2.2", "192.0.2.3"):
        last = tried(f"{written}, {ONE}")
    assert "Too many tries" in last.content.decode()
    assert "Too many tries" not in tried(OTHER).content.decode()


def test_the_pool_for_the_public_serves_its_pages_and_none_of_the_staffs():
    """The line of the guide for the front server, held against every page there is."""
    guide = (ROOT / "docs/how-to/run-in-production.md").read_text()
    line = re.search(r"location ~ (\S+) \{", guide)
    assert line
    for path, view in pages(get_resolver().url_patterns):
        staff = re.match(r"/(sign-|design$|choose-password)", path)
        public = view.public and not staff
        assert bool(re.search(line[1], path)) is public, path


def pages(patterns, before="/"):
    """The address of each page of ours, with x for what varies, and its view."""
    for one in patterns:
        path = before + re.sub(r"<[^>]+>", "x", str(one.pattern))
        if hasattr(one, "url_patterns"):
            yield from pages(one.url_patterns, path)
        elif hasattr(view := getattr(one.callback, "view_class", None), "public"):
            yield path, view
