"""What may become of a proposal to put two records of one person together."""

STATES: dict[str, str] = {
    "proposed": "Waits for a second person",
    "declined": "Not the same person",
    "withdrawn": "Taken back by whoever proposed it",
    "done": "Put together",
    "undone": "Taken apart again",
}
