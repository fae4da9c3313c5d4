"""How what partners send is told to a reader."""

VERBS = {
    "partnership.hate_report_taken": "Taken down at {centre} by {taker}; the police may be told: {police}",
    "partnership.partner_invited": "{organisation} invited to refer people, up to {most} times",
    "partnership.invitation_stopped": "Invitation of {organisation} stopped",
    "partnership.referral_sent": "Referred by {organisation} by invitation {invitation}: {basis}",
}
