"""The importers on the files as published. The files lie beside the project, never inside it.

They are looked for in ``../shared/data`` from the root of the repository, or in the folder named by
GOODSTEAD_REAL_DATA. ``docs/reference/real-data.md`` says what they are and holds the figures.
"""

import csv
import io
import os
import re
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db.models import Count

from goodstead.exchange.models import PoliceImport
from goodstead.intake.models import Incident
from goodstead.places import queries
from goodstead.places.models import Area, Postcode

BESIDE = Path(__file__).parents[2].parent / "shared" / "data"
DATA = Path(os.environ.get("GOODSTEAD_REAL_DATA") or BESIDE)
WHY = f"no real files: {DATA} is not there. Name their folder in GOODSTEAD_REAL_DATA."
pytestmark = [
    pytest.mark.real,
    pytest.mark.django_db,
    pytest.mark.skipif(not (DATA / "police").is_dir(), reason=WHY),
]


def run(command, *paths):
    said, complained = io.StringIO(), io.StringIO()
    call_command(command, *(DATA / path for path in paths), stdout=said, stderr=complained)
    return said.getvalue()


def figures(said):
    """The numbers of each file's summary by their words."""
    found = {}
    for line in said.splitlines():
        if number := re.fullmatch(r"  (\w.*?)\s+([\d,]+)", line):
            words = number[1]
            found[words] = found.get(words, 0) + int(number[2].replace(",", ""))
    return found


def by_ward_and_month(wards):
    counted = (
        Incident.objects.filter(ward_code__in=wards)
        .values_list("ward_code", "happened_month")
        .annotate(number=Count("pk"))
    )
    return {(ward, f"{month:%Y-%m}"): number for ward, month, number in counted}


def expected():
    with (DATA / "police/welwyn_hatfield_asb_by_ward_month.csv").open() as file:
        return {
            (row["ward_code"], row["Month"]): int(row["asb_incidents"])
            for row in csv.DictReader(file)
            if int(row["asb_incidents"])
        }


@pytest.mark.parametrize("county", [False, True])
def test_every_month_of_hertfordshire_agrees_by_ward(county):
    """Also when the wards of the whole county, and the wards before 2016, are loaded as well."""
    run("load_boundaries", "boundaries/wards_current/welwyn_hatfield_wards.geojson")
    if county:
        run("load_boundaries", "boundaries/wards_current/hertfordshire_wards.geojson")
        run("load_boundaries", "boundaries/wards_pre2016/welwyn_hatfield_wards_2013.geojson")
    files = sorted((DATA / "police/hertfordshire").glob("*-street.csv.gz"))
    found = figures(run("import_police_data", *files))
    assert len(files) == 11
    assert (found["Rows"], found["Landed as incidents"]) == (94_879, 24_085)
    assert (found["Without a location"], found["Bad rows left out"]) == (16, 0)
    want = expected()
    assert by_ward_and_month({ward for ward, _ in want}) == want
    assert sum(want.values()) == 2_838
    if not county:
        assert found["In the wards that are loaded"] == 2_838


def test_the_same_month_again_changes_nothing():
    path = "police/hertfordshire/2018-10-hertfordshire-street.csv.gz"
    assert figures(run("import_police_data", path))["Landed as incidents"] == 2_166
    again = figures(run("import_police_data", path))
    assert (again["Landed as incidents"], again["Already there"]) == (0, 2_166)


def test_every_type_of_a_month_lands_and_repeated_crime_ids_are_kept():
    run_all = io.StringIO()
    path = DATA / "police/hertfordshire/2018-10-hertfordshire-street.csv.gz"
    call_command("import_police_data", path, "--all-types", stdout=run_all, stderr=run_all)
    assert Incident.objects.count() == 9_883 == PoliceImport.objects.get().landed


def test_boundaries_of_both_censuses_and_editions():
    assert "690 new" in run("load_boundaries", "boundaries/lsoa2011/hertfordshire_lsoa11.geojson")
    assert "713 new" in run("load_boundaries", "boundaries/lsoa2021/hertfordshire_lsoa21.geojson")
    assert "176 new" in run(
        "load_boundaries", "boundaries/wards_current/hertfordshire_wards.geojson"
    )
    said = run("load_boundaries", "boundaries/wards_current/welwyn_hatfield_wards.geojson")
    assert "16 already there" in said
    assert Area.objects.count() == 690 + 713 + 176


def test_postcodes_of_both_publishers_agree_with_the_outlines():
    run("load_boundaries", "boundaries/wards_current/welwyn_hatfield_wards.geojson")
    said = run("load_postcodes", "places/codepoint_open_2025-05_welwyn_hatfield.csv")
    assert "3,242 new" in said and " 0 bad" in said
    placed = Postcode.objects.exclude(easting=None)
    agree = sum(p.ward_code == queries.location_of(p.easting, p.northing).ward_code for p in placed)
    assert agree == 3_242
    said = run("load_postcodes", "places/ons_pcd_oa_lsoa_msoa_lad_2022-05_hertfordshire.csv.gz")
    assert " 0 bad" in said
    assert Postcode.objects.filter(ended_on__isnull=False).exists()
    assert queries.find_places("AL7 3BX")[0].label == "AL7 3BX"


def test_a_revised_month_lands_only_the_rows_that_differ():
    pair = sorted((DATA / "police/revision_pair").glob("*.csv.gz"))
    first, second = (figures(run("import_police_data", path)) for path in pair)
    assert first["Landed as incidents"] == 2_360
    assert (second["Landed as incidents"], second["Already there"]) == (0, 2_360)


@pytest.mark.parametrize(
    ("path", "rows", "asb", "nowhere"),
    [
        ("raw_other_forces/2018-12-northern-ireland-street.csv.gz", 11_987, 4_225, 1),
        ("raw_other_forces/2018-12-btp-street.csv.gz", 5_525, 0, 0),
        ("raw_other_forces/2018-12-bedfordshire-street.csv.gz", 5_816, 970, 0),
        ("west-yorkshire/2018-07-west-yorkshire-street.csv.gz", 31_635, 5_442, 43),
    ],
)
def test_other_forces_land_with_sane_summaries(path, rows, asb, nowhere):
    found = figures(run("import_police_data", f"police/{path}"))
    assert (found["Rows"], found["Landed as incidents"]) == (rows, asb)
    assert (found["Without a location"], found["Bad rows left out"]) == (nowhere, 0)
    assert Incident.objects.count() == asb
