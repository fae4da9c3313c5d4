"""Asking residents: surveys after a case is closed. Not what a survey's figure means; that is insight."""
