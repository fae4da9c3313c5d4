"""What state a case may be in, and who may move it where. The diagram in the docs is drawn from this."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Status:
    """One state. ``open`` cases need an officer, a plan, a next contact and a next review."""

    code: str
    name: str
    open: bool
    to: tuple[str, ...]


STATUSES: dict[str, Status] = {
    s.code: s
    for s in (
        Status("opened", "Opened", True, ("investigating", "monitoring", "closed")),
        Status("investigating", "Being looked into", True, ("action", "monitoring", "waiting_court", "with_partner", "closed")),
        Status("action", "Action under way", True, ("investigating", "monitoring", "waiting_court", "with_partner", "closed")),
        Status("monitoring", "Being watched", True, ("investigating", "action", "waiting_court", "with_partner", "closed")),
        Status("waiting_court", "Waiting for court", True, ("action", "monitoring", "closed")),
        Status("with_partner", "With a partner", True, ("investigating", "action", "monitoring", "closed")),
        Status("closed", "Closed", False, ("reopened",)),
        Status("reopened", "Reopened", True, ("investigating", "action", "monitoring", "waiting_court", "with_partner", "closed")),
    )
}  # fmt: skip
OPEN = tuple(s.code for s in STATUSES.values() if s.open)

PARTS = {
    "complainant": "Complainant",
    "victim": "Victim",
    "witness": "Witness",
    "alleged_perpetrator": "Alleged perpetrator",
}
BANDS = {"high": "High", "medium": "Medium", "standard": "Standard", "": "Not yet assessed"}
BAND_RANK = {"high": 3, "medium": 2, "": 1, "standard": 0}

# Why somebody's part in a case ended.
MISTAKE = "mistake"
ENDED_BECAUSE = {
    "left": "They are no longer part of what is happening",
    MISTAKE: "They were put down here by mistake",
}

# To whom contact is promised. A case without such a person has nobody to promise it to.
HARMED_PARTS = ("victim", "complainant")
