"""Sentences for what is done across many apps at once. Whose records they are is not told here."""

from goodstead.ledger.definitions.sentences import Sentence

VERBS: dict[str, str | Sentence] = {
    "workspace.merge_proposed": Sentence(
        "Somebody takes two records for one person: a second person looks at it", kind="cases"
    ),
    "workspace.merge_declined": Sentence(
        "Two records stay two: the second person does not take them for one person", kind="cases"
    ),
    "workspace.merge_withdrawn": Sentence(
        "Whoever took two records for one person has taken that back", kind="cases"
    ),
    "workspace.persons_merged": Sentence(
        "Two records of one person put together, as {proposer} had proposed", kind="cases"
    ),
    "workspace.persons_unmerged": Sentence(
        "Two records that had been put together taken apart again", kind="cases"
    ),
}
