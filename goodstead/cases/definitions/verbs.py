"""How what happens to a case is told to a reader."""

from goodstead.ledger.definitions.sentences import Sentence

VERBS: dict[str, str | Sentence] = {
    "cases.case_opened": "Case opened and given to {officer}: {why}",
    "cases.party_added": "{part} added",
    "cases.party_ended": "{part} no longer part of the case",
    "cases.officer_changed": "Handed over from {before} to {after}",
    "cases.status_changed": "Moved from “{before}” to “{after}”",
    "cases.note_added": "Note added",
    "cases.summary_written": "The story of the case was rewritten",
    "cases.harm_set": Sentence("Harm is now: {band}", quiet=True),  # the assessment tells it
    "cases.hate_marked": "Marked as hate-related, as it is perceived",
    "cases.case_restricted": "Case restricted to named people",
    "cases.reader_added": "{reader} may now open this restricted case",
    "cases.reader_removed": "{reader} may no longer open this restricted case",
    "cases.case_closed": "Case closed. {reason_words}. Outcome: {outcome_words}",
    "cases.case_reopened": "Case reopened",
    "cases.cases_linked": "Linked with case {other}",
}
