"""Forms that write once, however often they are sent."""

from __future__ import annotations

import uuid

from django import forms


class SentOnce(forms.Form):
    """Carries a mark of its own, so that pressing twice writes once, also without JavaScript."""

    submission = forms.UUIDField(widget=forms.HiddenInput, required=False, initial=uuid.uuid4)
