"""How the work of a plan is told to a reader."""

from goodstead.ledger.definitions.sentences import Sentence

VERBS: dict[str, str | Sentence] = {
    "plans.plan_made": Sentence("Plan begun", quiet=True),  # its first step tells it
    "plans.step_added": "Step added to the plan ({kind}), for {owner} by {due}",
    "plans.step_finished": "Step of the plan done ({kind})",
    "plans.step_cancelled": "Step of the plan cancelled ({kind})",
    "plans.plan_agreed": "Plan agreed with the victim: {how}. {copy}",
    "plans.plan_not_agreed": "Plan put to the victim and not agreed",
    "plans.contact_logged": "{said}: {how}. {next}",
    "plans.contact_attempted": "Tried to reach the victim: {how}. No answer",
    "plans.case_reviewed": "Case reviewed: {outcome}. Next review by {next}",
    "plans.people_told": "How the people harmed hear of the closing: {how}",
}
