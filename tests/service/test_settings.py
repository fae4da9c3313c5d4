"""What refuses to start, and what every answer carries."""

import os
import subprocess
import sys

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from goodstead.config import checks, durability

GOOD = {
    "GOODSTEAD_ENV": "production",
    "GOODSTEAD_SECRET_KEY": "kq3v9zL0x7Tn2bYw8RfDg5HsJ1mPcQeU4iAoXyZtVrBnCd6K",
    "GOODSTEAD_LEDGER_KEY": "W7eRtYu3IoPa5SdFgH1jKlZx9CvBnM2qQ8wEr4TyU6iOpAsD0",
    "GOODSTEAD_HOSTS": "asb.council.example",
    "GOODSTEAD_URL": "https://asb.council.example",
}
GOOD["GOODSTEAD_SECRET_KEY"] += "2f9h"
GOOD["GOODSTEAD_LEDGER_KEY"] += "8k3s"


def started(**changes):
    """``manage.py check --deploy`` with these settings: does it go through, and what does it say?"""
    environment = {
        key: value
        for key, value in os.environ.items()
        if not key.startswith(("GOODSTEAD", "DJANGO"))
    }
    ran = subprocess.run(
        [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "WARNING"],
        env={**environment, **GOOD, **changes},
        capture_output=True,
        text=True,
        check=False,
    )
    return ran.returncode == 0, ran.stdout + ran.stderr


def test_a_well_set_production_service_starts_without_a_single_warning():
    good, said = started()
    assert good, said


@pytest.mark.parametrize(
    "changes, words",
    [
        ({"GOODSTEAD_SECRET_KEY": ""}, "GOODSTEAD_SECRET_KEY"),
        ({"GOODSTEAD_SECRET_KEY": "short"}, "too short"),
        ({"GOODSTEAD_SECRET_KEY": "a" * 80}, "too short"),
        ({"GOODSTEAD_LEDGER_KEY": GOOD["GOODSTEAD_SECRET_KEY"]}, "must differ"),
        ({"GOODSTEAD_HOSTS": "*"}, "no star"),
        ({"GOODSTEAD_URL": "http://asb.council.example"}, "https://"),
        ({"GOODSTEAD_ENV": "prod"}, "must be demo, test or production"),
    ],
)
def test_each_unsafe_setting_is_refused_in_words(changes, words):
    good, said = started(**changes)
    assert not good and words in said


def test_the_demos_own_key_is_refused(settings):
    settings.SECRET_KEY = settings.DEMO_KEY
    assert any("everybody knows" in fault for fault in checks.production_faults())


@pytest.mark.parametrize("command", ["demo", "tell_story"])
def test_the_demo_and_its_sign_ins_cannot_exist_in_production(settings, command):
    settings.PRODUCTION = True
    with pytest.raises(CommandError, match="cannot exist in production"):
        call_command(command)


@pytest.mark.django_db
def test_the_database_keeps_what_it_acknowledged():
    assert durability.faults(connection) == []


@pytest.mark.django_db
@pytest.mark.skipif(connection.vendor != "sqlite", reason="a setting of SQLite")
def test_a_forgetful_database_is_noticed():
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA foreign_keys")
    connection.settings_dict["OPTIONS"]["transaction_mode"], kept = (
        "DEFERRED",
        connection.settings_dict["OPTIONS"]["transaction_mode"],
    )
    try:
        assert durability.faults(connection) == ["SQLite transactions do not begin IMMEDIATE"]
    finally:
        connection.settings_dict["OPTIONS"]["transaction_mode"] = kept


@pytest.mark.django_db
def test_healthz_says_yes_and_says_no(client, monkeypatch):
    assert client.get("/healthz").json() == {"ok": True, "wrong": []}
    monkeypatch.setattr("goodstead.config.health.faults", lambda c: ["SQLite synchronous is 1"])
    answer = client.get("/healthz")
    assert (answer.status_code, answer.json()["wrong"]) == (503, ["SQLite synchronous is 1"])


@pytest.mark.django_db
@pytest.mark.parametrize(
    "path", ["/report", "/sign-in", "/my-day", "/nowhere", "/design", "/healthz"]
)
def test_every_answer_carries_the_headers_that_keep_others_out(client, path):
    answer = client.get(path)
    policy = answer["Content-Security-Policy"]
    assert "default-src 'none'" in policy and "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy and "base-uri 'none'" in policy
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Referrer-Policy"] == "same-origin"
    assert answer["Cross-Origin-Opener-Policy"] == "same-origin"
    assert answer["X-Frame-Options"] == "DENY"


@pytest.mark.django_db
def test_the_root_leads_to_the_public_form(client):
    assert client.get("/")["Location"] == "/report"
