"""How long the link to a first password works."""

from datetime import timedelta

LINK_LASTS = timedelta(hours=72)  # long enough for a weekend, short enough for a lost note
