"""Answers that people give, for the tests."""

import uuid

EVERYTHING = {
    "danger": "no",
    "category": "verbal",
    "threat_how": ["words", "following"],
    "threat_again": "yes",
    "description": "They shout at me on the stairs every night.",
    "who_did_it": "The man from the flat below",
    "search": "AL7 3BX",
    "place": "postcode:AL73BX",
    "place_label": "AL7 3BX",
    "postcode": "AL7 3BX",
    "house": "14",
    "easting": 524000,
    "northing": 212000,
    "frequency": "weekly",
    "last_on": "2026-02-27",
    "last_time": "11pm",
    "affected": "me",
    "daily_life": "a_lot",
    "fear": "yes",
    "targeted": "personally",
    "violence": "no",
    "support": "alone",
    "vulnerable": ["health"],
    "strands": [],
    "may_contact": "yes",
    "name": "Vera Victim",
    "ways": ["email", "phone"],
    "email": "vera@example.org",
    "telephone": "01632 960001",
    "safe_times": "Before 3pm",
    "voicemail": "no",
    "must_not_know": "",
    "needs": ["large_print"],
    "follow": "yes",
}
LITTLE = {
    "category": "noise",
    "description": "Loud music",
    "location_text": "Behind the shops",
    "may_contact": "no",
    "follow": "no",
}
# Of everyday noise, by somebody who is not much harmed.
EVERYDAY = {
    "noise_kinds": ["footsteps", "doors"],
    "noise_from": "home",
    "frequency": "once",
    "daily_life": "none",
    "fear": "no",
    "targeted": "no",
    "violence": "no",
    "support": "good",
    "danger": "no",
}


def key():
    return uuid.uuid4().hex
