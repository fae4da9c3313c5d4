"""A file is uploaded: whatever it is, a clear sentence, and nothing breaks."""

import pytest

from goodstead.exchange import waiting
from goodstead.exchange.models import Delivery
from goodstead.intake.models import Report

from .logs import HEADING, log, row, upload

pytestmark = pytest.mark.django_db


@pytest.fixture
def send(client, people, mapping):
    client.force_login(people.leader)

    def _send(content, mapping=mapping.pk, name="log.csv"):
        posted = {"kind": "incident_log", "mapping": mapping, "upload": upload(content, name)}
        return client.post("/imports/bring", posted)

    return _send


def test_with_a_mapping_the_next_page_shows_the_first_rows(send):
    answer = send(log(row(1)))
    assert answer["Location"] == f"/imports/{Delivery.objects.get().pk}/take-in"
    assert not Report.objects.exists()


def test_without_one_it_asks_which_column_is_which(send):
    assert send(log(row(1)), mapping="")["Location"].endswith("/columns")


REFUSED = {
    "empty": (b"", "is empty"),
    "only a mark": (b"\xef\xbb\xbf\r\n", "is empty"),
    "a zip": (b"PK\x03\x04" + b"x" * 50, "is a zip archive"),
    "a web page": (b"<html><body>Sign in</body></html>", "is a web page"),
    "one column": (b"Everything\nin one\n", "has only one column"),
    "another delimiter": (b"Log No^Received^Incident Text\n1^2^3\n", "has only one column"),
    "no heading": (b"1,01/03/2026,ASB,Text,High Street,AL7 3BX\n", "lacks a column"),
    "two alike": (b"Log No,Received,Incident Text,Received\n", "two columns called “Received”"),
    "wide without a mark": (log(row(1)).decode().encode("utf-16-le"), "is in UTF-16"),
    "a quotation mark left open": (b'"Log No,Received\n1,2\n', "quotation marks do not match"),
    "a long heading": (b"a," * 40_000 + b"\n1\n", "too long to be a heading"),
    "many columns": (b",".join(b"c%d" % n for n in range(300)) + b"\n", "more than 200 columns"),
    "too large": (b"a,b\n" + b"x" * (20 * 1024 * 1024), "larger than 20 MB"),
}


@pytest.mark.parametrize("content, words", REFUSED.values(), ids=REFUSED)
def test_what_is_no_log_is_refused_in_plain_words_and_not_kept(send, now, content, words):
    answer = send(content)
    assert answer.status_code == 200
    html = answer.content.decode()
    assert words in html and "There is a problem" in html
    assert not Delivery.objects.exists()
    assert not list(waiting.older_than(now.replace(year=2100)))


@pytest.mark.parametrize(
    "content, read_as",
    [
        (log(row(1, text="Café, “noise” at £5")), "UTF-8"),
        (b"\xef\xbb\xbf" + log(row(1, text="Café, £5")), "UTF-8"),
        (log(row(1, text="Café, £5")).decode().encode("cp1252"), "Windows"),
        (b"\xff\xfe" + log(row(1, text="Café, £5")).decode().encode("utf-16-le"), "UTF-16"),
        (b"\xfe\xff" + log(row(1, text="Café, £5")).decode().encode("utf-16-be"), "UTF-16"),
        (log(row(1, text="Café; £5")).replace(b",", b";"), "UTF-8"),
        (log(row(1, text="Café £5")).replace(b",", b"\t"), "UTF-8"),
    ],
)
def test_the_encodings_and_delimiters_of_spreadsheets_are_read(send, client, content, read_as):
    html = client.get(send(content)["Location"]).content.decode()
    assert "1 can be taken in." in html and f"Read as {read_as}" in html
    assert "Café" in html and "£5" in html


def test_a_name_that_tries_to_be_a_path_is_only_a_name(send):
    send(log(row(1)), name="../../../etc/passwd\u202e.csv")
    assert (
        "/" not in Delivery.objects.get().source and "\u202e" not in Delivery.objects.get().source
    )


def test_a_mapping_for_no_such_file_is_refused(send):
    assert "Choose" in send(log(row(1)), mapping="999").content.decode()


def test_who_may_not_read_all_of_it_has_no_such_page(client, people):
    for nobody in (people.officer, people.coordinator, people.administrator, people.auditor):
        client.force_login(nobody)
        assert client.get("/imports/bring").status_code == 403


def test_the_heading_may_have_empty_columns_at_its_end(send, client):
    content = f"{HEADING},,\r\n{row(1)},,\r\n".encode()
    assert "1 can be taken in" in client.get(send(content)["Location"]).content.decode()
