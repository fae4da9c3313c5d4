"""What is asked about a file of somebody else's."""

from __future__ import annotations

from collections.abc import Mapping as Map
from collections.abc import Sequence
from typing import Any

from django import forms

from goodstead.access.models import User
from goodstead.cases.definitions.categories import CATEGORIES
from goodstead.design import fields, widgets

from . import queries
from .definitions.deliveries import KINDS, Kind
from .models import Mapping

_NEW = "Not seen before: I match the columns"
_OURS = {c.name.casefold(): c.code for c in CATEGORIES.values()}


class LookThroughMail(forms.Form):
    """One button. ``seen``: the highest number on the page that they read."""

    seen = forms.IntegerField(min_value=0, widget=forms.HiddenInput)


class BringFile(forms.Form):
    kind = forms.ChoiceField(
        label="What is it?",
        choices=[(kind.code, kind.name) for kind in KINDS.values()],
        widget=widgets.Radios(),
        error_messages={"required": "Choose what it is"},
    )
    mapping = forms.ModelChoiceField(
        label="How are its columns to be read?",
        queryset=Mapping.objects.none(),
        required=False,
        empty_label=_NEW,
        help_text="Choose what you saved last time, or say it once now",
    )
    upload = forms.FileField(
        label="The file",
        max_length=255,
        allow_empty_file=True,
        error_messages={"required": "Choose a file"},
    )
    mark_optional = False

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        mapping: Any = self.fields["mapping"]
        mapping.queryset = queries.mappings(user)
        if len(KINDS) == 1:
            self.fields["kind"].initial = next(iter(KINDS))


class _Columns(forms.Form):
    """A column for each of our fields, a name, and our word for theirs."""

    mark_optional = False

    def ask(self, kind: Kind) -> None:
        self.kind = kind
        self.fields["name"] = forms.CharField(
            label="A name for this way of reading",
            max_length=80,
            help_text="For example: Hartshire Police, weekly log",
            error_messages={"required": "Give it a name, so that you find it next time"},
        )
        self.fields["restarts_daily"] = forms.BooleanField(
            label="Their numbers begin again each day",
            required=False,
            help_text="Then only the number and the date together name one incident",
        )
        self.fields["types"] = fields.LongText(
            label="Their words for our kinds (optional)",
            max_length=5000,
            required=False,
            help_text="One on each line, theirs first: ASB NUISANCE = Misuse of shared or public "
            "space. What is not here goes by the words in it. Domestic abuse, hate and "
            "exploitation are known in the story too",
        )

    def clean_types(self) -> dict[str, str]:
        found = {}
        for line in self.cleaned_data["types"].splitlines():
            if not line.strip():
                continue
            theirs, sign, ours = line.rpartition("=")
            code = _OURS.get(" ".join(ours.casefold().split()), ours.strip())
            if not sign or not theirs.strip() or code not in CATEGORIES:
                names = ", ".join(c.name for c in CATEGORIES.values() if c.public)
                raise forms.ValidationError(
                    f"“{line.strip()[:60]}” must be their word, =, and one of: {names}"
                )
            found[theirs.strip()[:200]] = code
        return found

    def mapped(self) -> dict[str, Any]:
        """What the action asks for."""
        said = self.cleaned_data
        return {
            "name": said["name"],
            "types": said["types"],
            "restarts_daily": said["restarts_daily"],
            "columns": {f.code: said[f"column_{f.code}"] for f in self.kind.fields},
        }


class MatchColumns(_Columns):
    """The headings of the file to choose from; what they probably are is chosen already."""

    def __init__(
        self, *args: Any, kind: Kind, heading: Sequence[str], guesses: Map[str, str], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        for field in kind.fields:
            self.fields[f"column_{field.code}"] = forms.ChoiceField(
                label=field.name,
                required=field.needed,
                initial=guesses.get(field.code, ""),
                choices=[("", "Not in this file"), *((name, name[:80]) for name in heading)],
                help_text=field.hint,
                error_messages=dict.fromkeys(
                    ("required", "invalid_choice"), f"Choose the column for: {field.name}"
                ),
            )
        self.ask(kind)


class ChangeMapping(_Columns):
    """The headings as text, because there is no file to choose from."""

    def __init__(self, *args: Any, mapping: Mapping, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kind = KINDS[mapping.kind]
        for field in kind.fields:
            self.fields[f"column_{field.code}"] = forms.CharField(
                label=field.name,
                required=field.needed,
                initial=mapping.columns.get(field.code, ""),
                max_length=200,
                help_text=field.hint,
                error_messages={"required": f"Enter the heading of the column for: {field.name}"},
            )
        self.ask(kind)
        said = {
            "name": mapping.name,
            "restarts_daily": mapping.restarts_daily,
            "types": "\n".join(
                f"{theirs} = {CATEGORIES[ours].name}" for theirs, ours in mapping.types.items()
            ),
        }
        self.initial = {**self.initial, **said}


class TakeInDelivery(forms.Form):
    """Nothing is asked but the button."""


class WithdrawDelivery(forms.Form):
    """Nothing is asked but the button."""


class TakeUpMail(forms.Form):
    """Nothing is asked but the button."""
