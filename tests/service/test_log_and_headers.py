"""Nothing private in the log; nothing of the device for whoever gets in."""

import logging
import re

import pytest

from goodstead.config.logs import WithoutTokens, without_tokens
from tests.access.test_matrix import served


@pytest.mark.once
@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("Forbidden (no cookie): /survey/secret-1", "Forbidden (no cookie): /survey/…"),
        ("Method Not Allowed: /follow/secret-1", "Method Not Allowed: /follow/…"),
        ("Not Found: /search?q=Vera+Secret-1&page=2", "Not Found: /search?q=…&page=2"),
        ("GET /sign-in?next=/search%3Fq%3Dsecret-1 HTTP/1.1", "GET /sign-in?next=… HTTP/1.1"),
        ("Not Found: /cases/ASB-1", "Not Found: /cases/ASB-1"),
    ],
)
def test_a_line_of_the_log_holds_no_private_link_and_no_searched_name(said, kept):
    assert without_tokens(said) == kept


@pytest.mark.once
def test_no_address_with_a_token_is_forgotten():
    routes = {name: str(page.pattern) for name, page in served().items()}
    private = {name: route for name, route in routes.items() if ":token>" in route}
    assert len(private) >= 3
    for name, route in private.items():
        line = f"Not Found: /{re.sub('<[a-z]+:token>', 'secret-1', route)}"
        assert "secret-1" not in without_tokens(line), name


@pytest.mark.once
def test_the_filter_reads_the_line_as_it_will_be_written():
    record = logging.LogRecord("x", 30, "f", 1, "%s: %s", ("Gone", "/follow/secret-1"), None)
    assert WithoutTokens().filter(record) and record.getMessage() == "Gone: /follow/…"


@pytest.mark.once
def test_every_handler_has_the_filter(settings):
    for handler in settings.LOGGING["handlers"].values():
        assert "without_tokens" in handler["filters"]


@pytest.mark.django_db
def test_every_page_gives_away_the_powers_of_the_device(client):
    answer = client.get("/report")
    assert "camera=()" in answer["Permissions-Policy"]
    assert answer["Cross-Origin-Resource-Policy"] == "same-origin"
    cookies = client.post("/report").cookies
    assert not any(c["max-age"] or c["expires"] for n, c in cookies.items() if n == "csrf")


@pytest.mark.django_db
@pytest.mark.parametrize("month", ["9999-12", "0001-01", "2026-13", "٢٠٢٦-٠١"])
def test_a_month_that_is_none_of_ours_is_not_found(client, people, month):
    client.force_login(people.leader)
    assert client.get(f"/figures/K3/{month}").status_code == 404
