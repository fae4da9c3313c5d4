"""What the diary asks, and by when somebody reads it.

The choices are the same for everybody: which ones stood there would tell a stranger with the link
what the report is about. They are those of the diary sheets that councils hand out for noise and
other trouble (when, how long, what, how it affected you). The periods are local defaults.
"""

from __future__ import annotations

from datetime import timedelta

from goodstead.cases.definitions.standards import LOCAL_DEFAULT
from goodstead.clocks.definitions.counting import Clock, Count, Unit

_DAYS, _NEXT = Unit.WORKING_DAYS, Count.FOLLOWING
# One date for all that nobody has read; the earlier of the two counts.
DIARY = Clock("follow_diary", "Read the new entries of the diary", 5, _DAYS, _NEXT, LOCAL_DEFAULT)
DIARY_SOON = Clock(
    "follow_diary",
    "Read the diary: they were threatened, hurt or afraid, or wrote to us",
    1,
    _DAYS,
    _NEXT,
    LOCAL_DEFAULT,
)

NOW, OTHER = "now", "other"
# How long ago it was, for those who say so by one press.
AGO = {
    NOW: timedelta(0),
    "half": timedelta(minutes=30),
    "hour": timedelta(hours=1),
    "hours": timedelta(hours=3),
}
WHEN = {
    NOW: "Just now",
    "half": "About half an hour ago",
    "hour": "About an hour ago",
    "hours": "About three hours ago",
    OTHER: "Another time",
}
LASTED = {
    "minutes": "A few minutes",
    "half": "About half an hour",
    "hour": "About an hour",
    "hours": "Several hours",
    "on": "It still goes on",
}
WHAT = {
    "music": "Loud music or television",
    "voices": "Loud voices or arguing",
    "banging": "Banging, footsteps or furniture",
    "animals": "Dogs or other animals",
    "engines": "Cars, motorbikes or other engines",
    "people": "People who come and go, or gather",
    "drugs": "Drugs, or the smell of them",
    "mess": "Rubbish, mess or damage",
    "insulted": "Somebody insulted or followed us",
    "threat": "Somebody threatened or hurt us",
    "other": "Something else",
}
AFFECTED = {
    "woken": "It woke me or kept me awake",
    "rest": "I could not rest, work or study",
    "left": "I went to another room, or out",
    "others": "It upset somebody I live with",
    "ill": "It made me feel ill",
    "afraid": "I was afraid",
    "little": "Not much",
}
AFFECTED_FOR_STAFF = {
    "woken": "It woke them or kept them awake",
    "rest": "They could not rest, work or study",
    "left": "They went to another room, or out",
    "others": "It upset somebody they live with",
    "ill": "It made them feel ill",
    "afraid": "They were afraid",
    "little": "Not much",
}
HEAVY = frozenset({"threat"})  # as urgent as a report of high harm
SOON = frozenset({"threat", "insulted", "afraid"})  # read by the next working day

MOST_A_DAY = 60  # through the link of one report in 24 hours
A_DAY = timedelta(hours=24)

# By what way an entry came.
LINK, STAFF = "link", "staff"
WAYS = {LINK: "Through the private link", STAFF: "Told to us, or on paper"}
