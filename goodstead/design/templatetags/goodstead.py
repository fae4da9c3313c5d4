"""The components. ``/design`` shows each with its markup and when to use it."""

from __future__ import annotations

from typing import Any

from django import template

from ..filtering import chosen_filters

register = template.Library()
_HERE = "design/components/"


@register.inclusion_tag(_HERE + "error_summary.html")
def error_summary(form: Any) -> dict[str, Any]:
    """What must be put right, with a link to each answer. The shells draw it for ``form``."""
    return {"form": form}


@register.inclusion_tag(_HERE + "flash_messages.html", takes_context=True)
def flash_messages(context: Any) -> dict[str, Any]:
    """What was just done. The shells draw it."""
    return {"messages": context.get("messages", ())}


@register.inclusion_tag(_HERE + "pagination.html")
def pagination(previous_url: str | None, next_url: str | None) -> dict[str, Any]:
    """Previous and next page."""
    return {"previous_url": previous_url, "next_url": next_url}


@register.inclusion_tag(_HERE + "filter_panel.html", takes_context=True)
def filter_panel(context: Any, filter: Any) -> dict[str, Any]:
    """The filter beside a list, with what is chosen and a way to take each choice back."""
    return chosen_filters(context["request"], filter)
