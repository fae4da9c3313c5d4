"""Rows that were made, or broken, to do harm: each is named, and the others land."""

import pytest

from goodstead.exchange.delimited import table_of
from goodstead.exchange.incoming import BadRow
from goodstead.exchange.models import LeftOut
from goodstead.intake.models import Report

from .logs import HEADING, log, row

pytestmark = pytest.mark.django_db
BAD = {
    "NUL": (row(2).replace("roof", "ro\0of"), "NUL character"),
    "ten megabytes in a cell": (row(2, text="x" * 10_000_000), "more than 65,536 letters"),
    "a long story": (row(2, text="x" * 30_000), "the story has more than 20,000 letters"),
    "a number that never ends": (row("9" * 500), "more than 80 letters"),
    "a quotation mark left open": ('2,01/03/2026,ASB,"never closed,High Street', "quotation marks"),
    "too many columns": (row(2) + ",a,b,c", "9 columns and the heading has 6"),
}


@pytest.mark.parametrize("bad, words", BAD.values(), ids=BAD)
def test_a_bad_row_is_named_and_the_rows_around_it_land(taken, bad, words):
    delivery = taken(log(row(1), bad, row(3)))
    assert (delivery.landed, delivery.left_out) == (2, 1)
    left = LeftOut.objects.get()
    assert left.line == 3 and words in left.reason and left.fields


def test_a_letter_that_cannot_be_read_is_named(taken):
    content = log(row(1, text="Caf\xe9")).decode().encode("cp1252") + b'2,01/03/2026,A,"\x81",,\r\n'
    assert (taken(content).landed, LeftOut.objects.get().reason) == (
        1,
        "it has a letter that cannot be read",
    )


def test_a_story_over_several_lines_is_one_row(taken):
    taken(log(row(1, text="First line\nsecond, line\n\nthird"), row(2)))
    assert Report.objects.count() == 2
    assert "second, line" in Report.objects.order_by("pk")[0].description


def test_two_stray_marks_do_not_swallow_the_rows_between_them(taken):
    lines = ['1,01/03/2026,ASB,A 6" nail,Here,', row(2), '3,01/03/2026,ASB,A 7" nail,There,']
    assert taken(log(*lines)).landed == 3


def test_markup_is_text(taken, client, people):
    taken(log(row(1, text="<script>alert(1)</script>", place="<b>Here</b>")))
    client.force_login(people.leader)
    html = client.get(f"/reports/{Report.objects.get().reference}").content.decode()
    assert "<script>alert" not in html and "&lt;script&gt;alert" in html


def test_one_row_three_thousand_times_is_one_report(taken):
    delivery = taken(
        b"Log No,Received,Type,Incident Text,Location,Post Code\n" + b"1,1/3/26,A,B,C,\n" * 3_000
    )
    assert Report.objects.count() == 1
    assert (delivery.landed, delivery.known) == (1, 2_999)


def test_a_hundred_thousand_rows_are_walked_one_by_one():
    table = table_of(HEADING.encode() + b"\n" + b"1,1/3/26,A,B,C,\n" * 100_000)
    assert sum(1 for found in table.rows() if not isinstance(found, BadRow)) == 100_000
