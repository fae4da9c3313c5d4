"""How what happens to accounts is told to a reader."""

VERBS = {
    "access.organisation_added": "Organisation {name} added",
    "access.team_added": "Team {name} added",
    "access.patch_added": "Patch {name} added",
    "access.user_added": "Account opened for {name} as {role}",
    "access.user_suspended": "Account of {name} suspended",
    "access.user_restored": "Account of {name} opened again",
    "access.link_given": "Link to choose a password made for {name}",
    "access.password_set": "{name} chose a password",
    "access.role_changed": "{name} changed from {before} to {after}",
    "access.account_changed": "Account of {name} corrected: {what}",
    "access.patches_given": "{name} now looks after {patches}",
}
