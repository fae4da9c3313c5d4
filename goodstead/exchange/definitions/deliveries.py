"""Files that other bodies hand over row by row: what is read from them, and how much."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

MEGABYTE = 1024 * 1024


@dataclass(frozen=True)
class Field:
    """One thing that we read from a row. ``guesses`` are headings under which it often stands."""

    code: str
    name: str
    needed: bool = False
    guesses: tuple[str, ...] = ()
    hint: str = ""


@dataclass(frozen=True)
class Kind:
    """One kind of file: what it is called, what we read, and how large it may be (bytes)."""

    code: str
    name: str
    one: str  # what one row is, such as "incident"
    channel: str  # of the reports that come from it
    fields: tuple[Field, ...]
    largest: int
    batch: int  # rows of one transaction, so that a resident's report never waits long

    def field(self, code: str) -> Field:
        return next(field for field in self.fields if field.code == code)


INCIDENT_LOG = Kind(
    "incident_log",
    "101 incident log",
    "incident",
    "police",
    (
        Field("number", "Incident number", True, ("incident number", "incident no", "incident ref",
              "incident reference", "log number", "log no", "isr", "reference", "ref", "urn", "cad")),
        Field("day", "Date", True, ("date", "received", "incident date", "date received", "date reported",
              "created", "created date", "log date", "date and time", "call date")),
        Field("time", "Time", False, ("time", "incident time", "time received", "call time")),
        Field("text", "What was said", True, ("description", "details", "incident details", "notes",
              "summary", "text", "narrative", "incident text", "remarks")),
        Field("type", "Type of incident", False, ("type", "incident type", "opening code",
              "closing code", "category", "classification", "final type")),
        Field("place", "Place, in words", False, ("location", "place", "incident location", "where",
              "address")),
        Field("house", "House or flat number", False, ("house", "house number", "number of house",
              "building")),
        Field("street", "Street", False, ("street", "road", "street name")),
        Field("town", "Town", False, ("town", "locality", "district")),
        Field("postcode", "Postcode", False, ("postcode", "post code", "zip")),
        Field("easting", "Easting (British National Grid)", False, ("easting", "x", "grid x")),
        Field("northing", "Northing (British National Grid)", False, ("northing", "y", "grid y")),
        Field("longitude", "Longitude", False, ("longitude", "long", "lon", "lng")),
        Field("latitude", "Latitude", False, ("latitude", "lat")),
        Field("done", "What the police did", False, ("result", "outcome", "police action",
              "action taken", "disposal", "result text")),
    ),
    20 * MEGABYTE,
    25,
)  # fmt: skip
NOISE_APP = Kind(
    "noise_app",
    "Noise App recordings",
    "recording",
    "noise_app",
    (
        Field("file", "File of the recording", True, ("file", "filename", "file name", "audio",
              "audio file", "recording", "media", "media file", "path")),
        Field("number", "Number of the recording", False, ("id", "recording id", "recording number",
              "number", "submission id")),
        Field("day", "Date", False, ("date", "recorded at", "recorded", "recording date", "created",
              "created at", "timestamp", "date and time", "date time")),
        Field("time", "Time", False, ("time", "recording time")),
        Field("length", "Length", False, ("length", "duration", "seconds")),
        Field("text", "What they wrote", False, ("notes", "note", "comment", "comments",
              "description", "details", "message")),
        Field("reference", "Reference of a report or case", False, ("reference", "ref",
              "case reference", "case", "case number", "case id")),
        Field("name", "Name", False, ("name", "reporter", "user", "user name", "full name")),
        Field("phone", "Telephone", False, ("phone", "telephone", "mobile", "phone number")),
        Field("email", "Email", False, ("email", "e-mail", "email address")),
        Field("place", "Place, in words", False, ("location", "place", "address",
              "noise address", "source address")),
        Field("house", "House or flat number", False, ("house", "house number")),
        Field("street", "Street", False, ("street", "road")),
        Field("town", "Town", False, ("town",)),
        Field("postcode", "Postcode", False, ("postcode", "post code")),
        Field("easting", "Easting (British National Grid)", False, ("easting",)),
        Field("northing", "Northing (British National Grid)", False, ("northing",)),
        Field("longitude", "Longitude", False, ("longitude", "long", "lon", "lng")),
        Field("latitude", "Latitude", False, ("latitude", "lat")),
    ),
    100 * MEGABYTE,
    3,
)  # fmt: skip
KINDS = {kind.code: kind for kind in (INCIDENT_LOG, NOISE_APP)}
RECORDINGS = frozenset({"mp3", "m4a", "wav", "ogg", "mp4", "mov", "3gp", "webm"})
MOST_MEMBERS = 1_000
MOST_UNPACKED = 200 * MEGABYTE

DELIMITERS = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "upright strokes"}
LONGEST_ROW = 64 * 1024
"""Letters of one row. A long story of an incident has under 10,000."""
LONGEST_TEXT = 20_000
MOST_LINES_OF_A_ROW = 500
MOST_COLUMNS = 200
KNOWN_AT_ONCE = 40
"""So many batches are one where every row of them is here already: there is little to write."""
PREVIEW = 200
"""Rows that are looked at before anything is taken in."""
MOST_LEFT_OUT = 1_000
"""With more rows left out than this, and none taken in, the columns are surely wrong: we stop."""
KEPT_UNCONFIRMED = timedelta(days=7)
"""How long a file waits for somebody to press the button."""
OLDEST_YEARS = 10

# Kinds that only trained people may read. A police log names them, and a report from it must not
# open for everybody: these words count before all others, and the phrases also in the story.
CLOSED_TYPES: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("domestic_abuse", ("domestic",)),
    ("hate", ("hate", "racial", "racist", "homophobic", "transphobic", "religiously aggravated")),
    ("exploitation", ("cuckoo", "county line", "exploitation", "slavery", "trafficking")),
)
CLOSED_STORIES: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("domestic_abuse", ("domestic abuse", "domestic violence", "domestic incident")),
    ("hate", ("hate crime", "racist", "racially", "homophobic", "transphobic", "islamophobic",
              "antisemitic", "anti-semitic")),
    ("exploitation", ("cuckoo", "county line", "modern slavery")),
)  # fmt: skip
TYPES: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("noise", ("noise", "loud music", "party")),
    ("drugs", ("drug", "substance", "cannabis", "nitrous")),
    ("alcohol", ("street drinking", "alcohol", "drunk")),
    ("abandoned_vehicle", ("abandoned vehicle", "abandoned car")),
    ("vehicles", ("vehicle", "motorbike", "moped", "quad bike", "off road", "car meet", "e-scooter",
                  "scooter")),
    ("fly_tipping", ("fly tip", "fly-tip", "flytip")),
    ("graffiti", ("graffiti",)),
    ("litter", ("litter", "needle", "paraphernalia")),
    ("pets", ("dog", "animal")),
    ("sexual", ("prostitution", "kerb crawl", "sexual act")),
    ("damage", ("criminal damage", "damage", "vandal", "arson")),
    ("violence", ("assault", "violence", "fight", "knife", "weapon")),
    ("verbal", ("harassment", "threat", "intimidat", "abuse", "malicious", "personal",
                "neighbour dispute")),
    ("misuse", ("begging", "vagran", "rowdy", "nuisance", "inconsiderate", "trespass", "firework",
                "groups", "youths", "loiter", "environmental")),
)  # fmt: skip
OTHER = "other"
