"""How what happens to reports is told to a reader."""

VERBS = {
    "intake.incidents_landed": "{landed} incidents landed from {channel} ({known} were known)",
    "intake.report_submitted": "Report {reference} received: {channel}",
    "intake.report_file_added": "{files} files added to a report that is being written",
    "intake.report_file_removed": "File removed from a report that is being written",
    "intake.draft_joined": "A file that came while the report was sent was added to it",
    "intake.draft_cleared": "Report that was never sent cleared",
    "intake.report_answered": "The person who reported it was answered: {how}",
    "intake.incident_told": "They told us of something else that happened: {day}",
    "intake.worse_said": "They told us that it is getting worse{danger}",
    "intake.contact_change_asked": "They asked to be contacted in another way: {how}",
    "intake.contact_change_answered": "What they asked about contacting them was checked: {outcome}",
    "intake.update_written": "An update for whoever reported it was put behind the private link",
    "intake.additions_carried": "What they had added and nobody had read came with report {reference}",
    "intake.additions_read": "What they added was read",
    "intake.link_stopped": "The private link was stopped: {whom}",
    "intake.case_opened": "Report {reference} became case {case}",
    "intake.attached_to_case": "Report {reference} added to case {case}",
    "intake.report_referred": "Report {reference} referred to {to}",
    "intake.report_advised": "Advice given on report {reference}",
    "intake.marked_not_asb": "Report {reference} found not to be anti-social behaviour",
}
