"""How the work of a plan is told to a reader."""

VERBS: dict[str, str] = {
    "plans.plan_made": "Plan begun",
    "plans.step_added": "Step added to the plan ({kind}), for {owner} by {due}",
    "plans.step_finished": "Step of the plan done ({kind})",
    "plans.step_cancelled": "Step of the plan cancelled ({kind})",
    "plans.plan_agreed": "Plan agreed with the victim: {how}. {copy}",
    "plans.plan_not_agreed": "Plan put to the victim and not agreed",
    "plans.contact_logged": "{said}: {how}. {next}",
    "plans.contact_attempted": "Tried to reach the victim: {how}. No answer",
    "plans.case_reviewed": "Case reviewed: {outcome}. Next review by {next}",
    "plans.closing_told": "How the victim hears of the closing: {how}. {copy}",
}
