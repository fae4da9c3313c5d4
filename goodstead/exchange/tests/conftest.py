"""Street files written by hand, over a borough of four invented wards."""

import csv
import gzip
import io
import json

import pytest
from django.core.management import CommandError, call_command

from goodstead.exchange import post
from goodstead.exchange.definitions.police import ASB
from goodstead.exchange.tests import logs
from goodstead.exchange.tests.letters import FakeBox, in_place_of_a_server
from goodstead.places.grid import to_latitude_longitude

HEADING = (
    "Crime ID,Month,Reported by,Falls within,Longitude,Latitude,Location,LSOA code,LSOA name,"
    "Crime type,Last outcome category,Context"
)
FORCE = "Hartshire Police"
WEST, SOUTH = 500_000, 200_000


@pytest.fixture(autouse=True)
def a_round_is_never_cut_short_by_a_slow_machine(monkeypatch):
    """How a round ends in time is tested by who sets this to nothing."""
    monkeypatch.setattr("goodstead.exchange.periodic.SECONDS", 3600)


def row(kind=ASB, *, east=100, north=100, crime_id="", month="2026-01", place="On or near Fore Street",
        lsoa="E01000001", force=FORCE):  # fmt: skip
    """One row as published; ``east`` is metres from the western edge of the first ward."""
    latitude, longitude = "", ""
    if east is not None:
        point = to_latitude_longitude(WEST + east, SOUTH + north)
        latitude, longitude = (f"{degrees:.6f}" for degrees in point)
    out = io.StringIO()
    fields = [crime_id, month, force, force, longitude, latitude, place, lsoa, "", kind, "", ""]
    csv.writer(out, lineterminator="").writerow(fields)
    return out.getvalue()


@pytest.fixture
def street_file(tmp_path):
    """Writes a file of rows (text or bytes) under the heading."""

    def write(*rows, name="2026-01-hartshire-street.csv", heading=HEADING, end="\n"):
        lines = [line if isinstance(line, bytes) else line.encode() for line in (heading, *rows)]
        content = end.encode().join([*lines, b""])
        path = tmp_path / name
        path.write_bytes(gzip.compress(content) if name.endswith(".gz") else content)
        return path

    return write


@pytest.fixture
def run(capsys):
    """Runs a command: what it said, what it complained of, and whether it failed."""

    def _run(command, *arguments):
        said, complained, failed = io.StringIO(), io.StringIO(), ""
        try:
            call_command(command, *arguments, stdout=said, stderr=complained)
        except CommandError as error:
            failed = str(error)
        complaints = complained.getvalue() + capsys.readouterr().err
        assert "Traceback" not in complaints
        return said.getvalue(), complaints, failed

    return _run


def corners(east, north, side=1000):
    points = [(0, 0), (side, 0), (side, side), (0, side), (0, 0)]
    found = [to_latitude_longitude(WEST + east + x, SOUTH + north + y) for x, y in points]
    return [[longitude, latitude] for latitude, longitude in found]


def feature(n, **changes):
    """A ward as the Office for National Statistics publishes it."""
    properties = {"FID": n, "WD25CD": f"E0500000{n}", "WD25NM": f"Ward {n}", "LAD25CD": "E07000001"}
    geometry = {"type": "Polygon", "coordinates": [corners(1000 * n, 0)]}
    return {"type": "Feature", "properties": properties, "geometry": geometry} | changes


@pytest.fixture
def boundary_file(tmp_path):
    def write(*features, name="wards.geojson", **more):
        path = tmp_path / name
        path.write_text(json.dumps({"type": "FeatureCollection", "features": features} | more))
        return path

    return write


@pytest.fixture
def wards(db, boundary_file, run):
    run("load_boundaries", boundary_file(*(feature(n) for n in range(4))))


@pytest.fixture
def mapping(people, now):
    """The mapping that a leader saved for the logs of ``logs``."""
    return logs.save(people, now)


@pytest.fixture
def taken(people, now, mapping):
    """Takes in a log of these rows, or these bytes, as a leader and the worker would."""

    def _taken(*rows, mapping=mapping):
        content = rows[0] if isinstance(rows[0], bytes) else logs.log(*rows)
        return logs.bring_and_take_in(people, now, content, mapping)

    return _taken


@pytest.fixture(autouse=True)
def files_of_their_own(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "files"


@pytest.fixture
def arrive(people, now, monkeypatch, settings):
    """These letters are in the mailbox, and the worker reads it. The box."""

    def _arrive(*letters, at=now, validity=7, first=1):
        box = FakeBox(dict(enumerate(letters, first)), validity)
        in_place_of_a_server(monkeypatch, settings, box)
        post.read(at)
        return box

    return _arrive
