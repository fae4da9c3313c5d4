"""What the ledger says about itself."""

from .sentences import Sentence

VERBS: dict[str, str | Sentence] = {
    "ledger.checkpoint_written": Sentence(
        "Checkpoint {number} written over {heads} files", quiet=True
    ),
}
