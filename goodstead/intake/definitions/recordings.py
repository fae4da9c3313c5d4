"""Recordings of what somebody has to listen to: how long, how many, and by when they are heard."""

from __future__ import annotations

from datetime import timedelta

from goodstead.cases.definitions.standards import LOCAL_DEFAULT
from goodstead.clocks.definitions.counting import Clock, Count, Unit

# Nine recordings of a resident went unheard from January to June, because no case was linked to
# them. So each has a date of its own, whatever becomes of the report.
UNHEARD = Clock(
    "recording_unheard", "Listen to the new recordings", 1, Unit.WORKING_DAYS, Count.FOLLOWING,
    LOCAL_DEFAULT,
)  # fmt: skip
LONGEST = 30  # seconds of one clip that is made in the browser
MOST_A_DAY = 40  # of one report in 24 hours
A_DAY = timedelta(hours=24)
ONE_HEARING = timedelta(minutes=5)  # parts that a player asks for after the first one

RECORDED, FILE, REPORT, SYSTEM = "recorded", "file", "report", "system"
WAYS = {
    RECORDED: "Recorded on the page behind the private link",
    FILE: "Sent as a file through the private link",
    REPORT: "Came with the report",
    SYSTEM: "Came from another system",
}

# What a browser says that it is: the sign in its words, and the name. The first that fits counts.
_BROWSERS = (
    ("SamsungBrowser/", "Samsung Internet"), ("Edg", "Edge"), ("OPR/", "Opera"),
    ("Firefox/", "Firefox"), ("FxiOS/", "Firefox"), ("CriOS/", "Chrome"), ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
)  # fmt: skip
_DEVICES = (
    ("iPhone", "an iPhone"), ("iPad", "an iPad"), ("Android", "Android"), ("CrOS", "a Chromebook"),
    ("Windows", "Windows"), ("Mac OS X", "a Mac"), ("Linux", "Linux"),
)  # fmt: skip


def device_of(said: str) -> str:
    """“Chrome on Android”: the family alone, by which nobody is known again. Empty when unknown."""
    browser = next((name for sign, name in _BROWSERS if sign in said), "")
    device = next((name for sign, name in _DEVICES if sign in said), "")
    return " on ".join(part for part in (browser, device) if part)
