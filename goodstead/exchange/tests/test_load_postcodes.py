"""Postcode files of two publishers, in every shape that they come in."""

import gzip
from datetime import date

import pytest

from goodstead.places.models import Postcode

pytestmark = pytest.mark.django_db
BARE = b'"ZZ1 1AA",10,500000,200000,"E92000001","E19000001","E18000006","E10000015","E07000241","E05000001"\n'
HEADED = (
    b"Postcode,Positional_quality_indicator,Eastings,Northings,Country_code,NHS_regional_HA_code,"
    b"NHS_HA_code,Admin_county_code,Admin_district_code,Admin_ward_code,Ward_name,lsoa11cd\n"
    b"ZZ1 1AA,10,500000,200000,E92000001,E19000001,E18000006,E10000015,E07000241,E05000001,W,E01000001\n"
)
LOOKUP = b"pcd7,pcd8,pcds,dointr,doterm,usertype,oa11cd,lsoa11cd,ladnm\nZZ1 1AA,ZZ1  1AA,ZZ1 1AA,199002,199405,1,E00120568,E01000001,Hartsmere\n"
DIRECTORY = b"pcd,pcd2,pcds,dointr,doterm,oseast1m,osnrth1m,osward,lsoa11,lsoa21\nZZ1 1AA,ZZ1  1AA,ZZ1 1AA,199002,,500000,0200000,E05000001,E01000009,E01000001\n"


@pytest.fixture
def load(run, tmp_path):
    def _load(content, name="postcodes.csv"):
        path = tmp_path / name
        path.write_bytes(content)
        return run("load_postcodes", path)

    return _load


@pytest.mark.parametrize("content", [BARE, HEADED, DIRECTORY, gzip.compress(HEADED, mtime=0)])
def test_each_shape_gives_the_place_and_the_ward(load, content):
    said, _, failed = load(content)
    assert "1 new, 0 changed, 0 already there, 0 bad" in said and not failed
    postcode = Postcode.objects.get()
    assert (postcode.code, postcode.easting, postcode.northing) == ("ZZ11AA", 500_000, 200_000)
    assert (postcode.ward_code, postcode.ended_on) == ("E05000001", None)
    assert postcode.lsoa_code == ("" if content is BARE else "E01000001")


def test_the_lookup_of_ended_postcodes_adds_to_what_is_known(load):
    load(BARE)
    said, _, _ = load(LOOKUP)
    assert "0 new, 1 changed" in said
    postcode = Postcode.objects.get()
    assert (postcode.easting, postcode.ended_on) == (500_000, date(1994, 5, 1))
    assert "0 new, 0 changed, 1 already there" in load(LOOKUP)[0]


def test_no_position_is_written_as_nought(load):
    load(BARE.replace(b"500000,200000", b"0,0"))
    assert Postcode.objects.get().easting is None


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        (b"ZZ1 1AA,10", b"nonsense,10", "“nonsense” is not a postcode"),
        (b"500000", b"5e5", "is not two whole numbers"),
        (b"500000", b"9999999", "is outside Great Britain"),
        (b"E05000001", b"E05", "“E05” is not the code of an area"),
        (b",W,", b",W,W,", "it has 13 columns and the first line has 12"),
        (b",W,", b",\xff,", "not UTF-8"),
    ],
)
def test_a_bad_row_is_named_and_the_good_ones_load(load, old, new, reason):
    heading, good = HEADED.splitlines(keepends=True)
    said, complained, failed = load(heading + good.replace(old, new) + good)
    assert "1 new, 0 changed, 0 already there, 1 bad" in said and not failed
    assert "postcodes.csv, line 2: " in complained and reason in complained


def test_an_impossible_month_of_ending_is_a_bad_row(load):
    assert "“199413” is not a year and month" in load(LOOKUP.replace(b"199405", b"199413"))[1]


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "is empty"),
        (b"<html>", "is a web page"),
        (b"a,b\n1,2\n", "is not a postcode file"),
        (b"pcds\nZZ1 1AA\n", "is not a postcode file"),
        (b"\xff\xff\n", "has no first line that can be read"),
    ],
)
def test_a_file_of_another_kind_is_refused_in_words(load, content, reason):
    said, _, failed = load(content)
    assert f"postcodes.csv {reason}" in failed and not said


def test_a_file_that_breaks_off_loads_what_came_before(load):
    rows = b"".join(BARE.replace(b"ZZ1 1AA", f"ZZ{n % 90 + 10} {n % 9}A{chr(65 + n % 26)}".encode())
                    for n in range(2000))  # fmt: skip
    packed = gzip.compress(rows)
    said, _, failed = load(packed[: len(packed) // 2])
    assert "breaks off" in failed and Postcode.objects.exists()


def test_a_file_spoilt_inside_is_told_of_in_words(load):
    packed = bytearray(gzip.compress(BARE * 99, mtime=0))
    packed[12] ^= 0xFF
    assert "breaks off or is damaged" in load(bytes(packed))[2]
