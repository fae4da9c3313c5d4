"""What a reporting centre writes down, and on what grounds a partner may tell us about somebody.

The fields of a third-party hate crime report follow the common form of such centres: who took it,
whether the person stays unnamed, whether the police may be told, how the person may be reached, the
strands, what happened, injuries, witnesses, evidence, what they want and what support was offered.
"""

from datetime import timedelta

POLICE = {
    "yes": "Yes, with their name",
    "unnamed": "Yes, but without their name",
    "no": "No",
    "not_asked": "Not asked yet",
}
"""May the police be told? Anything but a yes is a no."""

BASES = {
    "consent": "They agreed to it",
    "danger": "Somebody may be in danger (vital interests)",
    "duty": "The law asks or allows us to tell you, for example section 115 of the Crime and Disorder Act 1998",
    "task": "It is part of our public task, and they were told",
}
"""Why a partner may tell us: UK GDPR article 6(1), in words that a school or a surgery uses."""

WAYS = {
    "phone": "Phone call",
    "text": "Text message",
    "email": "Email",
    "post": "Letter",
}

LASTS = {"30": "30 days", "90": "90 days", "365": "A year"}
"""How many days an invitation works."""

TIMES = {"1": "Once", "10": "10 times", "100": "100 times"}
"""How often an invitation can be used."""

TOKEN_BYTES = 24

DANGER_AFTER = timedelta(days=1)
"""So long after a link stopped working a referral still comes in if somebody is in danger now."""


def ends_after(days: str) -> timedelta:
    return timedelta(days=int(days))
