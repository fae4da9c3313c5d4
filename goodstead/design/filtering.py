"""What a person has chosen in the filter beside a list, in words, each with a way to undo it."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, QueryDict


def chosen_filters(request: HttpRequest, filter: Any) -> dict[str, Any]:
    """For the filter panel: the filter, the chosen ones, and the order to keep."""
    form = filter.form
    form.mark_optional = False  # nobody must choose a filter
    cleaned = getattr(form, "cleaned_data", {})
    return {
        "filter": filter,
        "chosen": [
            {
                "label": form.fields[name].label,
                "value": _in_words(form.fields[name], value),
                "url": f"{request.path}?{_without(request.GET, form[name]).urlencode()}",
            }
            for name, value in cleaned.items()
            if name in form.fields and _is_chosen(value)
        ],
        "kept": [("sort", request.GET["sort"])] if "sort" in request.GET else [],
        "clear_url": request.path,
    }


def _is_chosen(value: Any) -> bool:
    if hasattr(value, "exists"):  # several records
        return bool(value)
    return value not in (None, "", [], (), False)


def _in_words(field: Any, value: Any) -> str:
    if value is True:
        return "yes"
    if isinstance(value, slice):
        parts = (("from", value.start), ("to", value.stop))
        return " ".join(f"{word} {end}" for word, end in parts if end is not None)
    choices = {str(key): text for key, text in getattr(field, "choices", ()) if key is not None}
    several = value if isinstance(value, list | tuple) or hasattr(value, "exists") else [value]
    return ", ".join(str(choices.get(str(one), one)) for one in several)


def _without(query: QueryDict, bound: Any) -> QueryDict:
    left = query.copy()
    for name in list(left):
        if name == bound.html_name or name.startswith(f"{bound.html_name}_"):
            left.pop(name)
    for name in ("cursor", "format"):
        left.pop(name, None)
    return left
