"""Pages composed from many apps: home, inbox counts, case overview, timeline, due list, search. Owns no tables and makes no change."""
