"""How every form of the product is drawn. ``FORM_RENDERER`` in the settings names the class."""

from __future__ import annotations

from typing import Any

from django.forms.renderers import TemplatesSetting

from .fields import Drawn

_INPUTS = ("text", "number", "email", "url", "tel", "search", "date", "datetime", "time")
_DRAWN = {
    **{f"django/forms/widgets/{kind}.html": "design/widgets/input.html" for kind in _INPUTS},
    "django/forms/widgets/password.html": "design/widgets/password.html",
    "django/forms/widgets/textarea.html": "design/widgets/textarea.html",
    "django/forms/widgets/select.html": "design/widgets/select.html",
    "django/forms/widgets/file.html": "design/widgets/file.html",
    "django/forms/widgets/clearable_file_input.html": "design/widgets/file.html",
    "django/forms/widgets/radio.html": "design/widgets/choices.html",
    "django/forms/widgets/checkbox_select.html": "design/widgets/choices.html",
    "django/forms/widgets/checkbox.html": "design/widgets/checkbox.html",
}


class Renderer(TemplatesSetting):
    """Draws Django's own widgets in GOV.UK markup, so that a form needs nothing special."""

    form_template_name = "design/form.html"
    field_template_name = "design/field.html"
    bound_field_class = Drawn

    def get_template(self, template_name: str) -> Any:
        return super().get_template(_DRAWN.get(template_name, template_name))
