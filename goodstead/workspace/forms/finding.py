"""What search asks."""

from __future__ import annotations

from django import forms


class Search(forms.Form):
    """One box."""

    q = forms.CharField(
        label="Reference, name, telephone number, email, postcode or words",
        max_length=200,
        required=False,
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off"}),
    )
    mark_optional = False
