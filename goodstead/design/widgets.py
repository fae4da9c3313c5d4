"""Ways of asking that Django does not bring: choices with hints and reveals, a date in three boxes,
several files."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms


class _Choices:
    """Radios or checkboxes whose answers may carry a hint, reveal fields, or stand after an "or".

    - ``hints``: ``{value: "Words under the answer"}``
    - ``reveals``: ``{value: ["name of a field of the same form", ...]}``, shown once chosen; without
      JavaScript always shown. ``{{ form }}`` draws such a field only there.
    - ``divider_before``: the value before which "or" stands.
    """

    hints: Mapping[str, str]
    reveals: Mapping[str, list[str]]
    divider_before: str
    layout: str
    revealed: Mapping[str, list[Any]]  # bound fields, set by the bound field that draws this widget

    def create_option(self, name: str, value: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        option: dict[str, Any] = super().create_option(name, value, *args, **kwargs)  # type: ignore[misc]
        key = str(value)
        option["hint"] = self.hints.get(key, "")
        option["revealed"] = self.revealed.get(key, [])
        option["divider"] = bool(self.divider_before) and key == self.divider_before
        return option

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(name, value, attrs)  # type: ignore[misc]
        context["widget"] |= {"layout": self.layout, "conditional": bool(self.reveals)}
        return context

    def _ask(
        self,
        hints: Mapping[str, str] | None,
        reveals: Mapping[str, list[str]] | None,
        divider_before: str,
        layout: str,
    ) -> None:
        self.hints, self.reveals = hints or {}, reveals or {}
        self.divider_before, self.layout, self.revealed = divider_before, layout, {}


class Radios(_Choices, forms.RadioSelect):
    """One answer. ``layout`` is "", "inline" (two short answers) or "small"."""

    def __init__(
        self,
        attrs: Any = None,
        choices: Any = (),
        *,
        hints: Mapping[str, str] | None = None,
        reveals: Mapping[str, list[str]] | None = None,
        divider_before: str = "",
        layout: str = "",
    ) -> None:
        super().__init__(attrs, choices)
        self._ask(hints, reveals, divider_before, layout)


class Checkboxes(_Choices, forms.CheckboxSelectMultiple):
    """Any number of answers. ``layout`` is "" or "small"."""

    def __init__(
        self,
        attrs: Any = None,
        choices: Any = (),
        *,
        hints: Mapping[str, str] | None = None,
        reveals: Mapping[str, list[str]] | None = None,
        divider_before: str = "",
        layout: str = "",
    ) -> None:
        super().__init__(attrs, choices)
        self._ask(hints, reveals, divider_before, layout)


class DateParts(forms.MultiWidget):
    """A date in three boxes: ``name_day``, ``name_month``, ``name_year``. What was typed stays."""

    use_fieldset = True
    template_name = "design/widgets/date_parts.html"

    def __init__(self, attrs: Any = None) -> None:
        super().__init__({part: forms.TextInput() for part in ("day", "month", "year")}, attrs)

    def decompress(self, value: Any) -> list[Any]:
        return [value.day, value.month, value.year] if isinstance(value, date) else ["", "", ""]

    def id_for_label(self, id_: str) -> str:
        return f"{id_}_0" if id_ else id_


class SeveralFiles(forms.FileInput):
    """Asks for any number of files."""

    allow_multiple_selected = True

    def __init__(self, attrs: Any = None) -> None:
        super().__init__({"multiple": True, **(attrs or {})})
