"""What the pages behind a follow link ask. Nothing that we know stands in them already."""

from __future__ import annotations

from django import forms


class StopLink(forms.Form):
    """One button."""
