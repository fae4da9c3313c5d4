"""How what happens to a person's risk is told to a reader. Scores and answers are not told here."""

from goodstead.ledger.definitions.sentences import Sentence

VERBS: dict[str, str | Sentence] = {
    "risk.risk_assessed": "Risk assessed: {band_words}. Assess again by {next_due}",
    "risk.band_raised": "Risk raised from {before} to {after} on professional judgement",
    "risk.lowering_asked": "Asked for the risk to be lowered from {before} to {after}",
    "risk.lowering_decided": "Lowering the risk from {before} to {after}: {decision}",
    "risk.lowering_lapsed": "Asking for the risk to be lowered to {after} lapsed: {because}",
    "risk.assessments_kept_due": Sentence(
        "Dates of risk assessments follow the people in the case: "
        "{started} set, {stopped} no longer needed",
        quiet=True,
    ),
    "risk.answers_told": Sentence(
        "What report {reference} says stands beside the risk assessment", quiet=True
    ),
}
