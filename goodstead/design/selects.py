"""A list to choose from, drawn without the template engine.

A filter beside a list has four of them with twenty choices each: as templates they cost as much as
thirty of the fifty rows beside them.
"""

from __future__ import annotations

from typing import Any

from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe

from .templatetags.govuk_widgets import attributes


class Select:
    """Stands where Django's renderer expects a template."""

    def render(self, context: dict[str, Any], request: Any = None) -> SafeString:
        widget = context["widget"]
        groups = (_group(name, options) for name, options, _ in widget["optgroups"])
        inside = mark_safe("".join(groups))  # noqa: S308 each is escaped by format_html
        return format_html("<select{}>{}\n</select>", attributes(widget, "govuk-select"), inside)


def _group(name: str | None, options: list[dict[str, Any]]) -> str:
    inside = "".join(map(_option, options))
    return (
        f'\n<optgroup label="{conditional_escape(name)}">{inside}\n</optgroup>' if name else inside
    )


def _option(option: dict[str, Any]) -> str:
    value, label = conditional_escape(str(option["value"])), conditional_escape(option["label"])
    chosen = " selected" if option["selected"] else ""
    closed = " disabled" if option["attrs"].get("disabled") else ""
    return f'\n<option value="{value}"{chosen}{closed}>{label}</option>'
