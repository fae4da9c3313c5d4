"""How what happens to a survey or a guide is told to a reader. What was answered is never told here."""

VERBS: dict[str, str] = {
    "engagement.survey_sent": "Survey sent: two questions about how we did",
    "engagement.survey_not_sent": "No survey sent. {why}",
    "engagement.survey_answered": "A survey was answered",
    "engagement.guide_counted": "Counting began for the day: “{guide}”, {said}",
    "engagement.about_you_counted": "Counting of “About you” began for the quarter from {quarter}",
}
