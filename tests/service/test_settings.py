"""What refuses to start, and what every answer carries."""

import json
import os
import re
import subprocess
import sys

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from goodstead.config import checks, durability
from goodstead.evidence.tests.clamd import Clamd
from tests.architecture.source import ROOT

pytestmark = pytest.mark.once

GOOD = {
    "GOODSTEAD_ENV": "production",
    "GOODSTEAD_SECRET_KEY": "kq3v9zL0x7Tn2bYw8RfDg5HsJ1mPcQeU4iAoXyZtVrBnCd6K",
    "GOODSTEAD_LEDGER_KEY": "W7eRtYu3IoPa5SdFgH1jKlZx9CvBnM2qQ8wEr4TyU6iOpAsD0",
    "GOODSTEAD_HOSTS": "asb.council.example",
    "GOODSTEAD_URL": "https://asb.council.example",
    "COUNCIL_ADDRESS": "1 High Street, Hartsmere",
    "COUNCIL_DATA_OFFICER": "dpo@hartsmere.example",
    "COUNCIL_KEPT": "6 years after the case is closed",
    "COUNCIL_COMPLAINTS": "write to the complaints team",
}
GOOD["GOODSTEAD_SECRET_KEY"] += "2f9h"
GOOD["GOODSTEAD_LEDGER_KEY"] += "8k3s"


def environment(**changes):
    """A well-set service, with changes. ``None`` takes a setting away."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("GOODSTEAD", "DJANGO"))}
    return {k: v for k, v in {**kept, **GOOD, **changes}.items() if v is not None}


def settled(what, **changes):
    """What this expression over the settings comes to."""
    program = f"import json; from goodstead.config import settings as s; print(json.dumps({what}))"
    command = [sys.executable, "-c", program]
    return json.loads(subprocess.check_output(command, env=environment(**changes), text=True))


def started(**changes):
    """``manage.py check --deploy`` with these settings: does it go through, and what does it say?"""
    ran = subprocess.run(
        [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "WARNING"],
        env=environment(**changes),
        capture_output=True,
        text=True,
        check=False,
    )
    return ran.returncode == 0, ran.stdout + ran.stderr


def test_a_well_set_production_service_starts_without_a_single_warning():
    clamd = Clamd()
    try:
        good, said = started(GOODSTEAD_CLAMD=clamd.address)
    finally:
        clamd.stop()
    assert good, said


def test_without_antivirus_it_starts_and_warns():
    good, said = started()
    assert not good, "a warning is a failure here"
    assert "Files are not checked for viruses" in said and "1 issue" in said


INBOX, KEY = "GOODSTEAD_INBOX_URL", "GOODSTEAD_SECRET_KEY"


@pytest.mark.parametrize(
    "changes",
    [  # Each with what is said of it. All that is unsafe is said at once, so one start shows several.
        {
            KEY: ("", "GOODSTEAD_SECRET_KEY is missing"),
            "GOODSTEAD_HOSTS": ("*", "no star"),
            "GOODSTEAD_URL": ("http://asb.council.example", "https://"),
            INBOX: ("imap://a:b@mail.council.example/INBOX", "by imaps:// only"),
        },
        {KEY: ("short", "too short"), INBOX: ("mail.council.example", "must look like imaps://")},
        {KEY: ("a" * 80, "too short")},
        {"GOODSTEAD_LEDGER_KEY": (GOOD[KEY], "must differ")},
        {"GOODSTEAD_ENV": ("prod", "must be demo, test or production")},
        {"GOODSTEAD_ENV": ("", "must be demo, test or production")},
        {"GOODSTEAD_ENV": (None, "GOODSTEAD_ENV is not set, but GOODSTEAD_SECRET_KEY is")},
        {"GOODSTEAD_FRONT_SERVERS": ("one", "whole number from 0 to 9. It is “one”")},
        {"COUNCIL_CUT_OFF_HOUR": ("25", "whole number from 0 to 24. It is “25”")},
        {"COUNCIL_CUT_OFF_HOUR": ("5pm", "whole number from 0 to 24")},
        {"COUNCIL_CLOSED_DAYS": ("2026-12-24, 24/12", "“24/12” is not one")},
        {"COUNCIL_CLOSED_DAYS": ("2026-02-30", "“2026-02-30” is not one")},
    ],
)
def test_each_unsafe_setting_is_refused_in_words(changes):
    good, said = started(**{name: value for name, (value, _) in changes.items()})
    assert not good
    for name, (_, words) in changes.items():
        assert words in said, name


def test_the_address_of_the_database_keeps_what_it_says_of_certificates():
    """Dropped, the service would talk to any server that says it is the database."""
    address = "postgres://u:p@db:5432/x?sslmode=verify-full&sslrootcert=/ca.pem&CONN_MAX_AGE=0"
    found = settled("s.DATABASES['default']", DATABASE_URL=f"{address}&options=-c%20work_mem=8MB")
    options = found["OPTIONS"]
    assert (options["sslmode"], options["sslrootcert"]) == ("verify-full", "/ca.pem")
    assert options["options"] == "-c work_mem=8MB -c synchronous_commit=on -c jit=off"
    assert (found["CONN_MAX_AGE"], found["CONN_HEALTH_CHECKS"]) == (0, True)


@pytest.mark.parametrize(
    "address",
    [
        "postgres://u@db/x?options=-c%20synchronous_commit=off",
        "sqlite:////tmp/x?timeout=1&init_command=PRAGMA%20synchronous=OFF&transaction_mode=DEFERRED",
    ],
)
def test_the_address_of_the_database_cannot_make_it_forgetful(address):
    options = settled("s.DATABASES['default']['OPTIONS']", DATABASE_URL=address)
    if "options" in options:  # PostgreSQL takes the last word
        assert options["options"].rindex("synchronous_commit=on") > options["options"].index("=off")
    else:
        assert (options["timeout"], options["transaction_mode"]) == (20, "IMMEDIATE")
        assert "synchronous=FULL" in options["init_command"]
        assert "OFF" not in options["init_command"]


def test_closed_days_and_the_cut_off_hour_are_settings():
    found = settled(
        "[s.COUNCIL_CLOSED_DAYS, s.COUNCIL_CUT_OFF_HOUR]",
        COUNCIL_CLOSED_DAYS="2026-12-29, 2026-12-24,",
        COUNCIL_CUT_OFF_HOUR="17",
    )
    assert found == [["2026-12-24", "2026-12-29"], 17]
    assert settled("[s.COUNCIL_CLOSED_DAYS, s.COUNCIL_CUT_OFF_HOUR]") == [[], None]


def test_every_setting_that_is_read_is_in_the_guide():
    source = (ROOT / "goodstead/config/settings.py").read_text()
    read = set(re.findall(r'"((?:GOODSTEAD|COUNCIL|DATABASE)_[A-Z_]+)"', source))
    guide = (ROOT / "docs/how-to/run-in-production.md").read_text()
    assert len(read) > 15
    assert sorted(name for name in read if f"`{name}`" not in guide) == []


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
