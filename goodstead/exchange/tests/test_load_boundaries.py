"""Outlines as published, and files that are none."""

import copy
import gzip
import json

import pytest

from goodstead.places import lookup
from goodstead.places.models import Area

from .conftest import SOUTH, WEST, feature

pytestmark = pytest.mark.django_db


def test_wards_are_loaded_with_their_edition_and_a_second_time_changes_nothing(run, boundary_file):
    path = boundary_file(*(feature(n) for n in range(3)))
    said, _, _ = run("load_boundaries", path)
    assert "ward outlines: 3 new, 0 changed, 0 already there, 0 bad" in said
    assert str(Area.objects.get(code="E05000001").valid_from) == "2025-01-01"
    assert lookup.codes_at("ward", [WEST + 1500], [SOUTH + 500]) == ["E05000001"]
    assert "0 new, 0 changed, 3 already there" in run("load_boundaries", path)[0]


def test_more_outlines_than_one_batch_are_all_loaded(run, boundary_file, monkeypatch):
    monkeypatch.setattr("goodstead.exchange.management.commands.load_boundaries._AT_ONCE", 2)
    run("load_boundaries", boundary_file(*(feature(n) for n in range(5))))
    assert Area.objects.count() == 5


@pytest.mark.parametrize("name", ["LSOA11CD", "lsoa21cd"])
def test_small_areas_of_either_census_are_known_by_their_property(run, boundary_file, name):
    area = feature(1, properties={name: "E01000001", name[:-2] + "NM": "Small 1", "MSOA11CD": "x"})
    assert "lsoa outlines: 1 new" in run("load_boundaries", boundary_file(area))[0]
    assert Area.objects.get().kind == "lsoa"


def test_a_file_that_names_both_asks_which(run, boundary_file):
    both = feature(1, properties={"LSOA21CD": "E01000001", "LSOA21NM": "S", "WD25CD": "E05000001"})
    path = boundary_file(both)
    assert "Say which with --kind" in run("load_boundaries", path)[2]
    assert "lsoa outlines: 1 new" in run("load_boundaries", path, "--kind", "lsoa")[0]


def test_a_file_already_in_grid_metres_is_left_in_them(run, boundary_file):
    ring = [[WEST, SOUTH], [WEST + 9, SOUTH], [WEST, SOUTH + 9], [WEST, SOUTH]]
    area = feature(1, geometry={"type": "Polygon", "coordinates": [ring]})
    crs = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::27700"}}
    run("load_boundaries", boundary_file(area, crs=crs))
    assert (Area.objects.get().min_easting, Area.objects.get().max_northing) == (WEST, SOUTH + 10)


def test_an_outline_that_crosses_itself_is_mended(run, boundary_file):
    area = feature(1)
    ring = area["geometry"]["coordinates"][0]
    area["geometry"]["coordinates"] = [[ring[0], ring[2], ring[1], ring[3], ring[0]]]
    run("load_boundaries", boundary_file(area))
    assert "MultiPolygon" in Area.objects.get().geometry


SPOILT = bytearray(gzip.compress(b'{"features": []}' * 99, mtime=0))
SPOILT[12] ^= 0xFF  # inside the packed bytes: the unpacker itself gives up


def broken(**changes):
    area = copy.deepcopy(feature(1))
    return area | changes


@pytest.mark.parametrize(
    ("bad", "reason"),
    [
        (None, "it has no properties"),
        (broken(properties=None), "it has no properties"),
        (broken(properties={"WD25CD": 5}), "its code “5” is not one"),
        (broken(properties={"WD25CD": "E0500000X"}), "its code “E0500000X” is not one"),
        (broken(properties={"WD25CD": "E05000001", "WD25NM": "‮"}), "has no name"),
        (broken(geometry=None), "it has no outline"),
        (broken(geometry={"type": "Point", "coordinates": [0, 51]}), "it has no outline"),
        (broken(geometry={"type": "Polygon", "coordinates": "x"}), "not made of points"),
        (broken(geometry={"type": "Polygon", "coordinates": []}), "is empty"),
        (broken(geometry={"type": "Polygon", "coordinates": [[[0, 51], [1, 51]]]}), "not made of"),
        (broken(geometry={"type": "Polygon", "coordinates":
            [[[1e9, 51], [1, 51], [1, 52], [1e9, 51]]]}), "not in longitude and latitude"),
        (broken(geometry={"type": "Polygon", "coordinates":
            [[[90, 51], [91, 51], [91, 52], [90, 51]]]}), "outside Great Britain"),
        (broken(geometry={"type": "Polygon", "coordinates":
            [[[-1, 51], [-1, 51], [-1, 51], [-1, 51]]]}), "encloses nothing"),
    ],
)  # fmt: skip
def test_a_bad_outline_is_named_and_the_good_ones_load(run, boundary_file, bad, reason):
    said, complained, failed = run("load_boundaries", boundary_file(feature(0), bad, feature(2)))
    assert "2 new" in said and "1 bad left out" in said and not failed
    assert "wards.geojson, outline 2: " in complained and reason in complained
    assert Area.objects.count() == 2


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "is empty"),
        (b"<html>", "is a web page"),
        (b"PK\x03\x04", "is a zip archive"),
        (b"nonsense", "is not GeoJSON"),
        (b"\xff\xff", "is not GeoJSON"),
        (b"[" * 100_000, "is not GeoJSON"),
        (b'{"a":' * 100_000, "is not GeoJSON"),
        (b"[]", "not a collection of outlines"),
        (b'{"features": 5}', "not a collection of outlines"),
        (b'{"features": []}', "has no outlines of wards"),
        (b'{"features": [5, {"properties": {"LAD13CD": "E07"}}]}', "only LAD13CD."),
        (b"\x1f\x8bnonsense", "breaks off or is damaged"),
        (gzip.compress(b'{"features": []}' * 99, mtime=0)[:40], "breaks off or is damaged"),
        (SPOILT, "breaks off or is damaged"),
    ],
)
def test_a_file_of_another_kind_is_refused_in_words(run, tmp_path, content, reason):
    path = tmp_path / "file.geojson"
    path.write_bytes(content)
    said, _, failed = run("load_boundaries", path)
    assert failed.startswith("file.geojson ") and reason in failed and not Area.objects.exists()


def test_when_no_outline_is_good_the_command_fails(run, boundary_file):
    assert "None of the outlines" in run("load_boundaries", boundary_file(broken(geometry=None)))[2]


def test_a_packed_file_is_read(run, tmp_path):
    path = tmp_path / "wards.geojson.gz"
    content = {"type": "FeatureCollection", "features": [feature(1)]}
    path.write_bytes(gzip.compress(json.dumps(content).encode()))
    assert "1 new" in run("load_boundaries", path)[0]


def test_a_folder_is_refused(run, tmp_path):
    assert "is a folder" in run("load_boundaries", tmp_path)[2]
