"""Measures and published figures: what is counted, month by month, and the records behind every number. Not the records themselves."""
