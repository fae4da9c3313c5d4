"""What is really started, the web server and the worker, refuses to start unsafe."""

import json
import subprocess
import sys
import time
import urllib.error
import urllib.request

import pytest

from tests import made
from tests.architecture.source import ROOT
from tests.postgres import free_port

from .test_settings import environment

pytestmark = pytest.mark.once
WSGI = "from goodstead.config.wsgi import application"
FORGETFUL = "from goodstead.config import durability; durability.SQLITE['synchronous'] = 3; "


@pytest.fixture
def begin(tmp_path):
    """Run a command to its end: did it go well, and what did it say?"""

    def _begin(*command, **changes):
        settings = {"DATABASE_URL": f"sqlite:///{tmp_path / 'service.sqlite3'}"} | changes
        ran = subprocess.run(
            [sys.executable, *command], cwd=ROOT, env=environment(**settings), check=False,
            capture_output=True, text=True, timeout=120,
        )  # fmt: skip
        return ran.returncode == 0, ran.stdout + ran.stderr

    return _begin


def test_the_web_server_starts_when_all_is_well(begin):
    good, said = begin("-c", WSGI)
    assert good, said


def test_a_database_of_the_demo_is_refused(begin, tmp_path):
    made.copy_to(tmp_path / "service.sqlite3")
    good, said = begin("-c", WSGI)
    assert good, said
    add = """
from goodstead.access.models import Organisation, Team, User
council = Organisation.objects.create(name="Council", is_council=True)
team = Team.objects.create(organisation=council, name="Team", code="team")
User.objects.create(email="a@hartsmere.example", name="A", team=team, role="administrator")
"""
    good, said = begin("manage.py", "shell", "-v0", "-c", add)
    assert good, said
    good, said = begin("-c", WSGI)
    assert not good and "holds the demo" in said


UNSAFE = {
    "GOODSTEAD_SECRET_KEY": "short",
    "GOODSTEAD_LEDGER_KEY": "",
    "GOODSTEAD_HOSTS": "*",
    "GOODSTEAD_URL": "http://asb.council.example",
}


def test_the_web_server_names_everything_that_is_unsafe_and_does_not_start(begin):
    good, said = begin("-c", WSGI, **UNSAFE)
    assert not good
    for name in ("SECRET_KEY is missing or too short", "LEDGER_KEY", "no star", "https://"):
        assert name in said


@pytest.mark.parametrize("command", [["-c", WSGI], ["manage.py", "work", "--once"]])
@pytest.mark.parametrize("kind", ["prod", "Production", ""])
def test_a_misspelt_kind_of_service_is_no_demo(begin, command, kind):
    good, said = begin(*command, GOODSTEAD_ENV=kind)
    assert not good and "GOODSTEAD_ENV must be demo, test or production" in said


def test_the_web_server_refuses_a_forgetful_database(begin):
    good, said = begin("-c", FORGETFUL + WSGI)
    assert not good and "SQLite synchronous is 2, not 3" in said


@pytest.mark.parametrize("changes", [UNSAFE, {"GOODSTEAD_ENV": "prod"}])
def test_gunicorn_gives_up_and_says_why(begin, changes):
    command = ["-m", "gunicorn", "goodstead.config.wsgi", "--bind", f"127.0.0.1:{free_port()}"]
    good, said = begin(*command, **changes)
    assert not good and said.count("GOODSTEAD_") and "failed to boot" in said


def test_the_worker_refuses_too(begin):
    good, said = begin("manage.py", "work", "--once", GOODSTEAD_URL="http://asb.council.example")
    assert not good and "https://" in said
    program = (
        "import os; os.environ['DJANGO_SETTINGS_MODULE'] = 'goodstead.config.settings';"
        "import django; django.setup(); from django.core.management import call_command;"
        f"{FORGETFUL}call_command('work', once=True)"
    )
    good, said = begin("-c", program)
    assert not good and "SQLite synchronous is 2, not 3" in said


def test_with_the_database_away_the_web_server_starts_and_says_so():
    """After a power cut the machines come back in any order."""
    port, nowhere = free_port(), free_port()
    changes = {"DATABASE_URL": f"postgres://u@127.0.0.1:{nowhere}/x"}
    web = subprocess.Popen(
        [sys.executable, "-m", "gunicorn", "goodstead.config.wsgi", "--bind", f"127.0.0.1:{port}"],
        cwd=ROOT, env=environment(**changes), stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
        text=True,
    )  # fmt: skip
    try:
        assert health(web, port) == ["the database does not answer"]
    finally:
        web.terminate()
        said = web.communicate(timeout=30)[1]
    assert "Started without it" in said


def health(web, port):
    headers = {"X-Forwarded-Proto": "https", "Host": "asb.council.example"}
    asked = urllib.request.Request(f"http://127.0.0.1:{port}/healthz", headers=headers)
    for _ in range(600):
        assert web.poll() is None, web.stderr.read()
        try:
            urllib.request.urlopen(asked, timeout=30).close()
        except urllib.error.HTTPError as answer:
            assert answer.code == 503
            return json.load(answer)["wrong"]
        except OSError:
            time.sleep(0.1)
    raise AssertionError("the web server does not answer")
