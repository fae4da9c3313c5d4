"""Stored files with their hash and custody, and the safe copy that staff may open."""
