"""Goodstead keeps the promises of a council's anti-social behaviour strategy."""
