"""How every form of the product is drawn. ``FORM_RENDERER`` in the settings names the class."""

from __future__ import annotations

from typing import Any

from django import forms
from django.forms.renderers import TemplatesSetting

from . import fields, widgets
from .selects import Select

_INPUTS = ("text", "number", "email", "url", "tel", "search", "date", "datetime", "time")
_DRAWN = {
    **{f"django/forms/widgets/{kind}.html": "design/widgets/input.html" for kind in _INPUTS},
    "django/forms/widgets/password.html": "design/widgets/password.html",
    "django/forms/widgets/textarea.html": "design/widgets/textarea.html",
    "django/forms/widgets/file.html": "design/widgets/file.html",
    "django/forms/widgets/clearable_file_input.html": "design/widgets/file.html",
    "django/forms/widgets/radio.html": "design/widgets/choices.html",
    "django/forms/widgets/checkbox_select.html": "design/widgets/choices.html",
    "django/forms/widgets/checkbox.html": "design/widgets/checkbox.html",
}
_SELECT = Select()


class Renderer(TemplatesSetting):
    """Draws Django's own widgets in GOV.UK markup, so that a form needs nothing special."""

    form_template_name = "design/form.html"
    field_template_name = "design/field.html"
    bound_field_class = fields.Drawn

    def get_template(self, template_name: str) -> Any:
        if template_name == "django/forms/widgets/select.html":
            return _SELECT
        return super().get_template(_DRAWN.get(template_name, template_name))


class Components(forms.Form):
    """The questions that the page of components shows."""

    what = forms.ChoiceField(
        label="What is happening?",
        help_text="Choose what troubles you most. You can tell us more later.",
        choices=[("noise", "Noise"), ("threats", "Threats or abuse"), ("other", "Something else")],
        widget=widgets.Radios(hints={"noise": "Music, shouting, barking"}, divider_before="other"),
    )
    name = forms.CharField(
        label="Full name", widget=forms.TextInput(attrs={"autocomplete": "name"})
    )
    postcode = forms.CharField(
        label="Postcode",
        help_text="For example, AL8 6AE",
        required=False,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-10"}),
    )
    story = fields.LongText(
        label="Tell us what happened", help_text="Do not worry about spelling.", max_length=2000
    )
    contact = forms.ChoiceField(
        label="May we contact you?",
        choices=[("phone", "Yes, by phone"), ("no", "No, I would rather not")],
        widget=widgets.Radios(reveals={"phone": ["telephone"]}),
    )
    telephone = forms.CharField(
        label="Phone number",
        required=False,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-20", "autocomplete": "tel"}),
    )
    needs = forms.MultipleChoiceField(
        label="What would help you?",
        choices=[("call", "A call in the evening"), ("sign", "A sign language interpreter")],
        widget=widgets.Checkboxes,
    )
    agree = forms.BooleanField(label="I have read how you use what I say")
    officer = forms.ChoiceField(
        label="Officer", choices=[("", "Choose an officer"), ("1", "Priya Shah"), ("2", "Tom Reed")]
    )
    when = fields.Date(label="When did it last happen?", help_text="For example, 27 3 2026")
    photographs = fields.Files(
        label="Photographs", help_text="Up to 10 photographs.", required=False
    )
    password = forms.CharField(label="Password", widget=forms.PasswordInput)
