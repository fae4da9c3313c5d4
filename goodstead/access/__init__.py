"""Users, teams, partner organisations, patches, roles, permissions and sign-in."""
