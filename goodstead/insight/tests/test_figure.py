"""One measure."""

import re
from html import unescape

import pytest

from goodstead.insight.definitions.measures import MEASURES

from .test_figures import counted  # noqa: F401

pytestmark = pytest.mark.django_db


def test_a_measure_shows_every_part_and_leaves_as_csv(client, people, counted):  # noqa: F811
    client.force_login(people.leader)
    body = client.get("/figures/K3").content.decode()
    assert "of these, waiting for court" in body
    file = client.get("/figures/K2?format=csv")
    text = b"".join(file.streaming_content).decode("utf-8-sig")
    assert text.splitlines()[0].startswith('Month,New cases,"New cases for every 1,000 people",Re')
    assert f"{counted:%Y-%m},6,0.05,0,6,0" in text
    split = b"".join(client.get("/figures/K2?format=csv&by=category").streaming_content).decode()
    assert split.splitlines()[0] == "\ufeffMonth,Noise", "kinds without a case are left out"
    assert f"{counted:%Y-%m},6" in split


def test_an_unknown_measure_is_not_found(client, people):
    client.force_login(people.leader)
    assert client.get("/figures/K9").status_code == 404
    assert client.get("/figures/K2/2026-13").status_code == 404


def test_every_number_leads_to_the_cases_behind_it(client, people, counted):  # noqa: F811
    client.force_login(people.leader)
    for code in MEASURES:
        body = client.get(f"/figures/{code}").content.decode()
        links = set(re.findall(r'href="(/figures/[^"]+\?part=[^"]*)"', body))
        assert bool(links) == (code not in {"K1a", "K1b", "K3b"}), "where something is counted"
        for link in links:
            assert client.get(unescape(link)).status_code == 200
    body = client.get("/figures/K2").content.decode()
    assert f"/figures/K2/{counted:%Y-%m}?part=category%3Anoise" in body
    client.force_login(people.councillor)
    assert "?part=" not in client.get("/figures/K2").content.decode()


def test_the_splits_are_only_for_those_who_may_open_cases(client, people, counted):  # noqa: F811
    client.force_login(people.leader)
    assert "New cases by kind of behaviour" in client.get("/figures/K2").content.decode()
    client.force_login(people.councillor)
    assert "by kind of behaviour" not in client.get("/figures/K2").content.decode()
    file = b"".join(client.get("/figures/K2?format=csv&by=category").streaming_content).decode()
    assert "Noise" not in file
