"""One measure."""

import pytest

from .test_figures import counted  # noqa: F401

pytestmark = pytest.mark.django_db


def test_a_measure_shows_every_part_and_leaves_as_csv(client, people, counted):  # noqa: F811
    client.force_login(people.leader)
    body = client.get("/figures/K3").content.decode()
    assert "of these, waiting for court" in body
    file = client.get("/figures/K2?format=csv")
    text = b"".join(file.streaming_content).decode("utf-8-sig")
    assert text.splitlines()[0] == "Month,New cases,Reopened cases,New cases with hate"
    assert f"{counted:%Y-%m},6,0,0" in text


def test_an_unknown_measure_is_not_found(client, people):
    client.force_login(people.leader)
    assert client.get("/figures/K9").status_code == 404
    assert client.get("/figures/K2/2026-13").status_code == 404


def test_the_csv_is_veiled_like_the_page(client, people, open_case):
    from django.utils import timezone

    from goodstead.insight import actions

    now = timezone.localtime()
    open_case(now)
    actions.count_month(by=None, month=now.date(), at=now)
    client.force_login(people.councillor)
    text = b"".join(client.get("/figures/K2?format=csv").streaming_content).decode("utf-8-sig")
    assert "Fewer than 5" in text
