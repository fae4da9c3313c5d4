"""Files that are broken, foreign or hostile: named in plain words, and the good rows land."""

import gzip
import os

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from goodstead.exchange.incoming import LONGEST_LINE, BadRow, CannotRead, rows_of, shown
from goodstead.exchange.models import PoliceImport
from goodstead.intake.models import Incident

from .conftest import HEADING, row

pytestmark = pytest.mark.django_db
GOOD = row()


def changed(place, text):
    fields = GOOD.split(",")
    fields[place] = text
    return ",".join(fields)


@pytest.mark.parametrize(
    ("bad", "reason"),
    [
        (changed(1, "2026-13"), "the month “2026-13” is not a year and a month"),
        (changed(1, "Jan 2026"), "the month “Jan 2026” is not a year and a month"),
        (changed(1, "٢٠٢٦-01"), "is not a year and a month"),
        (changed(1, "0000-01"), "before police data was published"),
        (changed(1, "2999-01"), "is in the future"),
        (changed(4, "181"), "the longitude “181” is impossible"),
        (changed(5, "-90.5"), "the latitude “-90.5” is impossible"),
        (changed(4, "nan"), "is not a number of degrees"),
        (changed(5, "1e3"), "is not a number of degrees"),
        (changed(4, ""), "the longitude or the latitude is missing"),
        (changed(2, ""), "the force or the crime type is missing"),
        (changed(9, ""), "the force or the crime type is missing"),
        (changed(6, "x" * 201), "the location has more than 200 characters"),
        (changed(6, "On or near \x1b[31mred"), "a character that cannot be printed"),
        (changed(6, "On or near ‮teerts"), "a character that cannot be printed"),
        (changed(6, "a\0b"), "NUL"),
        (changed(6, "x" * (LONGEST_LINE + 9)), "the line has more than 32,768 characters"),
        (changed(6, '"On or near'), "the quotation marks do not match"),
        (changed(6, '"On" or near'), "the quotation marks do not match"),
        (GOOD.encode() + b"\xff\xfe", "the line is not UTF-8 text"),
        (changed(6, "x").encode() + b"\xed\xa0\x80", "the line is not UTF-8 text"),
        (GOOD + ",more", "it has 13 columns and the heading has 12"),
        ("short,row", "it has 2 columns and the heading has 12"),
    ],
)
def test_a_bad_row_is_named_with_line_and_reason_and_the_good_ones_land(
    run, street_file, bad, reason
):
    said, complained, failed = run("import_police_data", street_file(GOOD, bad, GOOD))
    assert Incident.objects.count() == 2 and not failed
    (line,) = [one for one in complained.splitlines() if "Left out" in one]
    assert line.startswith("2026-01-hartshire-street.csv, line 3: ") and reason in line
    assert len(line) < 200 and line.isprintable()
    assert PoliceImport.objects.get().bad_rows == 1


def refused(run, path):
    said, complained, failed = run("import_police_data", path)
    assert failed.startswith("Not read, or not to the end") and not said
    assert not Incident.objects.exists() and not PoliceImport.objects.exists()
    return complained


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "is empty"),
        (b"<!DOCTYPE html><html>", "is a web page"),
        (b"\xef\xbb\xbf\n  <html>", "is a web page"),
        (b"PK\x03\x04zip", "is a zip archive"),
        (b"PAR1", "is a Parquet file"),
        (HEADING.encode("utf-16"), "is in UTF-16"),
        (b"%PDF-1.7", "is a PDF"),
        (b"\x00" * 100, "has no heading that can be read"),
        (b"x" * 100_000, "has no heading that can be read"),
        (b"\x1f\x8b", "breaks off or is damaged after line 0"),
        (b"\x1f\x8bnonsense", "breaks off or is damaged after line 0"),
        (gzip.compress(b"", mtime=0), "is empty"),
        (b"a,b,c\n", "is not a police street file: its first line lacks “Crime ID”, “Month”"),
        (HEADING.replace("Longitude", "X").encode(), "lacks “Longitude”."),
        (HEADING.replace("Crime type,Last outcome category", "Outcome type").encode(),
         "is an outcomes file"),
        (b"\n\n\n", "is empty"),
    ],
)  # fmt: skip
def test_a_file_of_another_kind_is_refused_in_words(run, tmp_path, content, reason):
    path = tmp_path / "file.csv"
    path.write_bytes(content)
    complained = refused(run, path)
    assert "file.csv " in complained and reason in complained


def test_a_folder_and_a_missing_file_are_refused_in_words(run, tmp_path):
    assert "is a folder" in refused(run, tmp_path)
    assert "does not exist" in refused(run, tmp_path / "none.csv")
    assert "cannot be opened" in refused(run, "a\0b.csv")
    assert "cannot be opened" in refused(run, tmp_path / ("x" * 5000))


def test_a_pipe_is_not_waited_for(run, tmp_path):
    os.mkfifo(tmp_path / "pipe.csv")
    assert "is not an ordinary file" in refused(run, tmp_path / "pipe.csv")


def test_a_download_that_was_cut_off_lands_what_came_before_and_then_the_rest(run, street_file):
    path = street_file(*(row(east=n, place=f"Place {n * 7919}") for n in range(3000)), name="a.gz")
    whole = path.read_bytes()
    path.write_bytes(whole[: len(whole) // 2])
    said, complained, failed = run("import_police_data", path)
    before = Incident.objects.count()
    assert 500 < before < 2900 and "a.gz" in failed
    assert "a.gz breaks off or is damaged after line" in complained
    path.write_bytes(whole)
    assert run("import_police_data", path)[2] == ""
    assert Incident.objects.count() == 3000


def test_a_heading_in_another_order_with_more_columns_is_read(run, street_file):
    heading, fields = HEADING.split(","), GOOD.split(",")
    path = street_file(
        ",".join(["new", *reversed(fields)]), heading=",".join(["More", *reversed(heading)])
    )
    run("import_police_data", path)
    assert Incident.objects.get().location_text == "On or near Fore Street"


def test_one_bad_file_among_good_ones_stops_none_of_them(run, street_file, tmp_path):
    good = street_file(GOOD)
    said, complained, failed = run("import_police_data", tmp_path / "none.csv", good)
    assert Incident.objects.count() == 1 and "none.csv" in failed


def test_an_empty_month_is_a_file_all_the_same(run, street_file):
    said, _, failed = run("import_police_data", street_file())
    assert not failed and PoliceImport.objects.get().rows == 0


def test_a_file_name_cannot_write_to_the_terminal():
    assert shown("a\x1b[2Jb\ud800\n", 40) == "a?[2Jb??"
    assert shown("x" * 50) == "x" * 39 + "…"


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    content=st.binary(max_size=400)
    | st.text(max_size=200).map(lambda t: t.encode("utf-8", "replace"))
)
def test_any_bytes_at_all_are_rows_bad_rows_or_a_reason(tmp_path, content):
    path = tmp_path / "any.csv"
    path.write_bytes(content)
    try:
        for number, fields in rows_of(path):
            assert number and (
                isinstance(fields, BadRow) or all(map(str.isascii, fields)) or fields
            )
    except CannotRead as error:
        assert str(error).endswith(".")
