"""Residents, how and when they may be contacted, and what makes them vulnerable. Not their part in a case."""
