"""Rows that were not taken in: named on a page, and downloaded whole with the reason added."""

import csv
import io

import pytest

from . import logs
from .logs import row

pytestmark = pytest.mark.django_db


def test_the_file_has_line_reason_and_the_row_itself(client, people, taken):
    delivery = taken(row(1), row(1, text="Another story"), row(2, text=""))
    client.force_login(people.leader)
    url = f"/imports/{delivery.pk}/left-out"
    html = client.get(url).content.decode()
    assert "is here already as report" in html and "“Incident Text” is empty" in html
    answer = client.get(url + "?format=csv")
    rows = list(csv.DictReader(io.StringIO(answer.getvalue().decode("utf-8-sig"))))
    assert list(rows[0])[2:] == logs.HEADING.split(","), "in the order of the file"
    assert rows[0]["Line"] == "3" and rows[0]["Incident Text"] == "Another story"
    assert "says something else" in rows[0]["Why it was not taken in"]
    assert rows[1]["Post Code"] == "AL7 3BX" and rows[1]["Log No"] == "2"


@pytest.mark.parametrize("text", ["=cmd|' /C calc'!A0", "+1", "@SUM(A1)", "-2+3"])
def test_a_spreadsheet_runs_nothing_that_stood_in_it(client, people, taken, text):
    delivery = taken(row(1), row(1, text=text))
    client.force_login(people.leader)
    answer = client.get(f"/imports/{delivery.pk}/left-out?format=csv")
    (found,) = csv.DictReader(io.StringIO(answer.getvalue().decode("utf-8-sig")))
    assert found["Incident Text"] == f"'{text}"


def test_what_was_downloaded_and_mended_is_brought_again(client, people, taken):
    delivery = taken(row(1), row(2, day="soon"))
    client.force_login(people.leader)
    answer = client.get(f"/imports/{delivery.pk}/left-out?format=csv").getvalue()
    assert taken(answer.replace(b"soon", b"1/3/2026")).landed == 1


def test_a_heading_that_is_a_formula_is_none_either(client, people, taken, now, mapping):
    from .logs import HEADING, log

    heading = HEADING.replace("Location", "=1+1")
    own = {**mapping.columns}
    own.pop("place")
    mapping.columns = own
    mapping.save()
    delivery = taken(log(row(1), row(1, text="Other"), heading=heading))
    client.force_login(people.leader)
    answer = client.get(f"/imports/{delivery.pk}/left-out?format=csv").getvalue().decode()
    assert ",'=1+1," in answer
