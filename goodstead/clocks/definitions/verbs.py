"""The sentences of the timeline about deadlines. Routine ones are quiet: shown when asked for."""

from goodstead.ledger.definitions.sentences import Sentence

VERBS: dict[str, str | Sentence] = {
    "clocks.started": Sentence("Due: {what}", quiet=True),
    "clocks.stopped": Sentence("{label}: {outcome}", quiet=True),
    "clocks.warned": Sentence("{label}: due soon, by {due}", quiet=True),
    "clocks.weighed": Sentence("{how_many} deadlines moved to harm {harm}", quiet=True),
    "clocks.handed_over": Sentence("{how_many} deadlines given to {owner}", quiet=True),
    "clocks.restricted": Sentence("{how_many} deadlines: {outcome}", quiet=True),
    "clocks.moved": "{label}: moved from {before} to {after}",
    "clocks.paused": "{label}: paused",
    "clocks.resumed": "{label}: running again, due by {due}",
    "clocks.missed": "{label}: missed, was due by {due}",
    "clocks.miss_explained": "{label}: reason given for missing it",
}
