"""The filters beside the inbox and the list of reports."""

from __future__ import annotations

import django_filters
from django import forms
from django.db.models import QuerySet

from goodstead.access.models import Patch
from goodstead.cases.definitions.categories import CATEGORIES
from goodstead.cases.definitions.statuses import BANDS

from .definitions.channels import CHANNELS
from .definitions.outcomes import OUTCOMES
from .models import Report
from .queries import at_same_premises, by_same_person, undecided_before

_CATEGORIES = [(c.code, c.name) for c in CATEGORIES.values() if c.public]
_CHANNELS = [(c.code, c.name) for c in CHANNELS.values()]
_BANDS = [(code, name) for code, name in BANDS.items() if code]
_WAITING = "waiting"
_OUTCOMES = [(_WAITING, "Not decided yet"), *((o.code, o.name) for o in OUTCOMES.values())]


def _patches() -> list[tuple[int, str]]:
    """Read as two columns: a model choice field would open a cursor of its own for ten names."""
    return list(Patch.objects.order_by("name").values_list("pk", "name"))


class ReportFilter(django_filters.FilterSet):  # type: ignore[misc]
    """What the two lists share."""

    category = django_filters.ChoiceFilter(label="What", choices=_CATEGORIES, empty_label="All")
    channel = django_filters.ChoiceFilter(label="Channel", choices=_CHANNELS, empty_label="All")
    harm = django_filters.ChoiceFilter(
        label="Harm", field_name="harm_band", choices=_BANDS, empty_label="All"
    )
    patch = django_filters.ChoiceFilter(label="Patch", choices=_patches, empty_label="All")


class Inbox(ReportFilter):
    late = django_filters.BooleanFilter(
        label="Late only", widget=forms.CheckboxInput, method="only_late"
    )

    def only_late(self, queryset: QuerySet[Report], name: str, value: bool) -> QuerySet[Report]:
        if not value:
            return queryset
        return queryset.filter(received_at__lte=undecided_before(self.request.at))


class ListReports(ReportFilter):
    reference = django_filters.CharFilter(label="Reference", method="called", max_length=20)
    same_place = django_filters.CharFilter(
        label="At the address of report", method="at_address_of", max_length=20
    )
    same_person = django_filters.CharFilter(
        label="From the email or phone of report", method="from_person_of", max_length=20
    )
    outcome = django_filters.ChoiceFilter(
        label="Outcome", choices=_OUTCOMES, empty_label="All", method="with_outcome"
    )

    def called(self, queryset: QuerySet[Report], name: str, value: str) -> QuerySet[Report]:
        return queryset.filter(reference=value.strip().upper()) if value else queryset

    def at_address_of(self, queryset: QuerySet[Report], name: str, value: str) -> QuerySet[Report]:
        report = self._seen(value)
        return queryset.filter(at_same_premises(report)) if report else queryset.none()

    def from_person_of(self, queryset: QuerySet[Report], name: str, value: str) -> QuerySet[Report]:
        report = self._seen(value)
        return queryset.filter(by_same_person(report)) if report else queryset.none()

    def _seen(self, reference: str) -> Report | None:
        """The report that is named, if this person may see it."""
        seen = Report.objects.visible_to(self.request.user).select_related("contact")
        return seen.filter(reference=reference.strip().upper()).first()

    def with_outcome(self, queryset: QuerySet[Report], name: str, value: str) -> QuerySet[Report]:
        return queryset.filter(outcome="" if value == _WAITING else value)
