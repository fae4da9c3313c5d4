"""What can make harm worse for a person.

Three families, as in HM Inspectorate of Constabulary's follow-up study of anti-social behaviour
victims (2013): personal (who they are), situational (where and how they live), incidental (what
keeps happening to them).
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Need:
    """One kind of vulnerability or need. ``review_months``: when to ask again whether it holds."""

    code: str
    name: str
    family: str
    review_months: int = 6


FAMILIES = {
    "personal": "Personal",
    "situational": "Situational",
    "incidental": "Incidental",
}

NEEDS: dict[str, Need] = {
    need.code: need
    for need in (
        Need("disability", "Physical disability or long illness", "personal", 12),
        Need("sight_hearing", "Sight or hearing loss", "personal", 12),
        Need("learning", "Learning disability or autism", "personal", 12),
        Need("mental_health", "Mental ill health", "personal", 3),
        Need("suicide", "Thoughts of suicide or self-harm", "personal", 1),
        Need("substance", "Drug or alcohol dependence", "personal", 3),
        Need("older", "Older person who needs support", "personal", 12),
        Need("child", "Under 18", "personal", 12),
        Need("pregnant", "Pregnant or with a new baby", "personal", 3),
        Need("language", "Needs an interpreter or another language", "personal", 12),
        Need("reading", "Finds reading or writing hard", "personal", 12),
        Need("alone", "Lives alone or has few people to turn to", "situational"),
        Need("carer", "Cares for somebody", "situational"),
        Need("children_home", "Children in the home", "situational"),
        Need("temporary_home", "Insecure or temporary home", "situational", 3),
        Need("fled", "Moved here for safety", "situational", 3),
        Need("repeat", "Targeted again and again", "incidental", 3),
        Need("targeted", "Targeted because of who they are", "incidental", 3),
        Need("afraid_home", "Afraid to be at home or to go out", "incidental", 1),
    )
}

SOURCES: dict[str, str] = {
    "person": "The person told us",
    "carer": "Family or a carer told us",
    "officer": "An officer noticed",
    "agency": "Another agency told us",
    "report": "Said in a report",
}
