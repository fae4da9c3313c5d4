"""How the counting is told."""

from goodstead.ledger.definitions.sentences import Sentence

VERBS: dict[str, str | Sentence] = {
    "insight.month_marked": Sentence("{month} is to be counted again", quiet=True),
    "insight.month_counted": Sentence("Figures of {month} counted", quiet=True),
    "insight.promises_counted": Sentence(
        "Counted how promises were kept in the quarter from {quarter}", quiet=True
    ),
}
