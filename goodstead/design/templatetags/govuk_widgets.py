"""What the widget templates need: attributes as GOV.UK writes them."""

from __future__ import annotations

from typing import Any

from django import template
from django.forms.utils import flatatt
from django.utils.safestring import SafeString

register = template.Library()

# ``required`` would let the browser's own bubbles hide ours; the length is counted, not cut.
_LEFT_OUT = ("class", "required", "maxlength", "minlength", "prefix", "suffix")


@register.simple_tag
def attributes(widget: dict[str, Any], block: str, extra: str = "") -> SafeString:
    """Class, name, type, value and the widget's own attributes."""
    found = {"class": _classes(widget, block, extra)}
    kept = {k: v for k, v in widget["attrs"].items() if k not in _LEFT_OUT}
    if kept.get("id"):
        found["id"] = kept.pop("id")
    found["name"] = widget["name"]
    if "type" in widget and block != "govuk-select":
        found["type"] = "text" if widget["type"] == "number" else widget["type"]
        if widget["type"] == "number":
            found["inputmode"] = "numeric"
            kept = {k: v for k, v in kept.items() if k not in ("min", "max", "step")}
        if widget["value"] is not None and widget["type"] not in ("file", "password"):
            found["value"] = str(widget["value"])
    return flatatt(found | kept)


@register.simple_tag
def textarea_attributes(widget: dict[str, Any]) -> SafeString:
    """As ``attributes``, joined to the message that counts characters when there is a limit."""
    counted = bool(widget["attrs"].get("maxlength"))
    attrs = dict(widget["attrs"])
    attrs.pop("cols", None)
    if counted:
        told = attrs.get("aria-describedby")
        attrs["aria-describedby"] = " ".join(filter(None, [told, f"{attrs.get('id')}-info"]))
    extra = "govuk-js-character-count" if counted else ""
    return attributes({"attrs": attrs, "name": widget["name"]}, "govuk-textarea", extra)


def _classes(widget: dict[str, Any], block: str, extra: str) -> str:
    wrong = f"{block}--error" if is_wrong(widget) and "checkboxes" not in block else ""
    return " ".join(filter(None, [block, extra, wrong, widget["attrs"].get("class")]))


@register.filter
def is_wrong(widget: dict[str, Any]) -> bool:
    """Whether the answer was refused."""
    return bool(widget["attrs"].get("aria-invalid") == "true")


@register.simple_tag
def choices_kind(widget: dict[str, Any]) -> str:
    """``radios`` or ``checkboxes``."""
    options = [option for _, group, _ in widget["optgroups"] for option in group]
    return "checkboxes" if options and options[0]["type"] == "checkbox" else "radios"


@register.filter
def date_boxes(widget: dict[str, Any]) -> list[tuple[dict[str, Any], str, int]]:
    """The three boxes with their words and widths in characters."""
    return list(zip(widget["subwidgets"], ("Day", "Month", "Year"), (2, 2, 4), strict=True))
