"""Hostile input to every form of the product: clear errors, no server fault, nothing half kept.

20,000 requests in all by default; GOODSTEAD_HOSTILE changes the number.
"""

from __future__ import annotations

import logging
import os
from random import Random
from urllib.parse import urlencode

import pytest
from django.db import transaction
from django.test import Client

from tests.access.policy import PAGES
from tests.access.test_matrix import served
from tests.access.world import make_world

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.once,
    pytest.mark.hostile,
    # A file that was being sent when the walk went on is closed by the collector.
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
]
REQUESTS = int(os.environ.get("GOODSTEAD_HOSTILE", "20000"))
SHARES = 8
NASTY = [
    "", " ", "\x00", "a\x00b", "\ud800", "\u202eevil", "‮", "🦊" * 50, "a" * 5000, "-1", "0", "1e400",
    "9" * 400, "NaN", "0000-00-00", "9999-12-31", "31/02/2026", "2026-02-30", "<script>alert(1)</script>",
    "' OR 1=1 --", "../../etc/passwd", "%00", "{{ 7*7 }}", "=cmd|' /C calc'!A0", "\r\nBcc: x@y.z",
    "true", "null", "[]", "{}", "None", "١٢٣", "\ufeff", "\n" * 200,
]  # fmt: skip
HUGE = "x" * (10 * 1024 * 1024)
DONE = {"access:sign-out", "account_login", "account_inactive"}  # these end the session


@pytest.fixture(autouse=True)
def unlogged():
    """A line of the log holds its request; thousands of them, with all that was sent, fill memory."""
    logging.disable(logging.CRITICAL)
    yield
    logging.disable(logging.NOTSET)


def fields_of(client: Client, url: str) -> list[str]:
    """The names of the fields on the page, with some that are not on it."""
    answer = client.get(url)
    form = (answer.context or {}).get("form") if answer.status_code == 200 else None
    names = list(form.fields) if form is not None and hasattr(form, "fields") else []
    dates = [f"{name}_{part}" for name in names for part in ("day", "month", "year")]
    return [*names, *dates, "step", "submission_key", "id", "officer", "by", "__proto__"]


FORM = "application/x-www-form-urlencoded"


def body(chance: Random, names: list[str]) -> dict[str, object]:
    chosen = chance.sample(names, k=chance.randint(0, min(len(names), 12)))
    sent: dict[str, object] = {}
    for name in chosen:
        value = chance.choice(NASTY)
        sent[name] = [value, chance.choice(NASTY)] if chance.random() < 0.15 else value
    if chance.random() < 0.002:
        sent[chosen[0] if chosen else "text"] = HUGE
    return {k: clean(v) for k, v in sent.items()}


def clean(value: object) -> object:
    """A lone surrogate cannot be written as UTF-8; its bytes are sent as they are on the wire."""
    if isinstance(value, list):
        return [clean(one) for one in value]
    return value.encode("utf-8", "surrogatepass") if isinstance(value, str) else value


@pytest.mark.parametrize("share", range(SHARES))
def test_no_form_breaks(share, people, now):
    world, chance = make_world(people, now), Random(share)
    clients = {
        name: Client(raise_request_exception=False) for name in ("officer", "leader", "public")
    }
    for name in ("officer", "leader"):
        clients[name].force_login(getattr(people, name))
    pages = sorted(name for name in PAGES if name not in DONE)
    known: dict[tuple[str, str], list[str]] = {}
    faults = []
    for _ in range(REQUESTS // SHARES):
        name, persona = chance.choice(pages), chance.choice(list(clients))
        client, url = clients[persona], world.url(name, served()[name], "mine")
        if (name, persona) not in known:
            known[name, persona] = fields_of(client, url)
        sent = body(chance, known[name, persona])
        point = transaction.savepoint()
        if chance.random() < 0.2:
            answer = client.get(url, {k: v for k, v in sent.items() if k and len(str(v)) < 9000})
        else:
            answer = client.post(url, urlencode(sent, doseq=True), content_type=FORM)
        if answer.status_code >= 500:
            faults.append(
                (answer.status_code, persona, url, {k: str(v)[:60] for k, v in sent.items()})
            )
        for close in getattr(answer, "_resource_closers", ()):
            close()
        transaction.savepoint_rollback(point)
    assert not faults, f"{len(faults)}: {faults[:5]}"


def test_a_page_that_breaks_is_seen(people, now, monkeypatch):
    """The twin: with a fault planted where a form is refused the same walk finds it."""
    monkeypatch.setattr("goodstead.design.pages.FormPage.form_invalid", lambda page, form: 1 / 0)
    monkeypatch.setattr("tests.hostile.test_every_form.REQUESTS", 8 * 30)
    with pytest.raises(AssertionError):
        test_no_form_breaks(0, people, now)
