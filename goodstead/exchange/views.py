"""Bringing a file, matching its columns, checking the first rows, and what became of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import Model, QuerySet
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse

from goodstead.access.permissions import Permission
from goodstead.design import export, paging
from goodstead.design.pages import FormPage, ListPage, Page, ShowPage
from goodstead.intake.models import Report

from . import actions, forms, post, queries, taking
from .definitions.mail import A_PAGE
from .incoming import CannotRead
from .models import Delivery as Record
from .models import InboundMail, LeftOut, Mapping


class Imports(ListPage):
    """Files that were handed over, the newest first, and the mappings that are kept."""

    permission = Permission.LOG_IMPORT
    template_name = "exchange/imports.html"
    order = ("-brought_at", "-id")

    def queryset(self) -> QuerySet[Record]:
        return Record.objects.visible_to(self.user).select_related("mapping", "brought_by")

    def context(self) -> dict[str, Any]:
        return {"mappings": queries.mappings(self.user)}


class BringFile(FormPage):
    """Upload a file. Nothing of it is taken in before somebody has looked at the first rows."""

    permission = Permission.LOG_IMPORT
    form_class = forms.BringFile
    template_name = "exchange/bring_file.html"

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"user": self.user}

    def act(self, form: Any) -> Record:
        return taking.bring(by=self.user, at=self.at, **form.cleaned_data)

    def get_success_url(self) -> str:
        page = "take-in-delivery" if self.result.mapping_id else "match-columns"
        return reverse(f"exchange:{page}", args=[self.result.pk])


class _OfOneFile(Page):
    """Loads the file of the address, which this person must be allowed to see, or answers 404."""

    abstract = True
    delivery: Record

    def prepare(self) -> None:
        seen = Record.objects.visible_to(self.user).select_related("mapping", "brought_by")
        self.delivery = get_object_or_404(seen, pk=self.kwargs["delivery"])

    def viewed(self) -> Iterable[Model]:
        return (self.delivery,)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"delivery": self.delivery}

    def get_success_url(self) -> str:
        return reverse("exchange:delivery", args=[self.delivery.pk])


class Delivery(_OfOneFile, ShowPage):
    """What became of one file."""

    permission = Permission.LOG_IMPORT
    template_name = "exchange/delivery.html"

    def record(self) -> Record:
        return self.delivery


class MatchColumns(_OfOneFile, FormPage):
    """Say which of its columns is which of our fields, and keep that under a name."""

    permission = Permission.LOG_IMPORT
    form_class = forms.MatchColumns
    template_name = "exchange/match_columns.html"

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {
            "kind": self.delivery.what,
            "heading": taking.heading_of(self.delivery),
            "guesses": queries.guesses(self.delivery.kind, taking.heading_of(self.delivery)),
        }

    def act(self, form: Any) -> Mapping:
        return actions.save_mapping(
            by=self.user, at=self.at, kind=self.delivery.kind, delivery=self.delivery,
            **form.mapped(),
        )  # fmt: skip

    def get_success_url(self) -> str:
        return reverse("exchange:take-in-delivery", args=[self.delivery.pk])


class TakeInDelivery(_OfOneFile, FormPage):
    """The first rows as they would be taken in, and the button that does it."""

    permission = Permission.LOG_IMPORT
    form_class = forms.TakeInDelivery
    template_name = "exchange/take_in_delivery.html"
    done_message = "The file is being taken in. Open this page again to see how far it is."

    def context(self) -> dict[str, Any]:
        before = queries.same_file_before(self.delivery)
        try:
            found = taking.preview(self.delivery, at=self.at)
        except CannotRead as error:
            return {"trouble": f"The file {error}", "before": before}
        return {"preview": found, "lines": queries.as_shown(found.good[:10]), "before": before}

    def act(self, form: Any) -> Record:
        return actions.take_in_delivery(by=self.user, at=self.at, delivery=self.delivery)


class WithdrawDelivery(_OfOneFile, FormPage):
    """Not this file after all."""

    permission = Permission.LOG_IMPORT
    form_class = forms.WithdrawDelivery
    template_name = "exchange/withdraw_delivery.html"
    done_message = "The file was not taken in. Nothing of it is kept."

    def act(self, form: Any) -> Record:
        return taking.give_up(by=self.user, at=self.at, delivery=self.delivery)


class RowsLeftOut(_OfOneFile, ListPage):
    """Rows that were not taken in, each with its line and why; as CSV with the rows themselves."""

    permission = Permission.LOG_IMPORT
    template_name = "exchange/rows_left_out.html"
    order = ("line", "id")
    csv_permission = Permission.LOG_IMPORT
    csv_name = "rows-not-taken-in"
    csv_columns = (("Line", lambda row: row.line), ("Why it was not taken in", lambda r: r.reason))

    def queryset(self) -> QuerySet[LeftOut]:
        return LeftOut.objects.visible_to(self.user).filter(delivery=self.delivery)

    def viewed(self, rows: Sequence[Any] = ()) -> Iterable[Model]:
        return (self.delivery,)

    def csv(self, queryset: QuerySet[LeftOut]) -> HttpResponseBase:
        """The columns of the file come behind the two of ours: mended, it can be brought again."""
        chunks = self.written(paging.walk(queryset, self.order))
        columns = [*self.csv_columns, *queries.columns_left_out(queryset)]
        return export.stream(self.csv_name, columns, chunks)


class ChangeMapping(FormPage):
    """Correct which column is which, for the files to come."""

    permission = Permission.LOG_IMPORT
    form_class = forms.ChangeMapping
    template_name = "exchange/change_mapping.html"
    done_message = "Saved. The next file is read so."

    def prepare(self) -> None:
        seen = Mapping.objects.visible_to(self.user)
        self.mapping = get_object_or_404(seen, pk=self.kwargs["mapping"])

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"mapping": self.mapping}

    def context(self) -> dict[str, Any]:
        return {"mapping": self.mapping}

    def act(self, form: Any) -> Mapping:
        return actions.save_mapping(
            by=self.user, at=self.at, kind=self.mapping.kind, mapping=self.mapping, **form.mapped()
        )

    def get_success_url(self) -> str:
        return reverse("exchange:imports")


class MailSetApart(ListPage):
    """Emails of which no report was made, and why; the newest first."""

    permission = Permission.LOG_IMPORT
    template_name = "exchange/mail_set_apart.html"
    order = ("-received_at", "-id")

    def queryset(self) -> QuerySet[InboundMail]:
        return InboundMail.objects.visible_to(self.user).set_apart()

    def context(self) -> dict[str, Any]:
        return {"unseen": queries.to_look_through().count()}

    def viewed(self, rows: Sequence[Any]) -> Iterable[Model]:
        return rows


class LookThroughMail(FormPage):
    """Say that one looked through what was set apart. What came since is not on the page."""

    permission = Permission.LOG_IMPORT
    form_class = forms.LookThroughMail
    template_name = "exchange/look_through_mail.html"

    def prepare(self) -> None:
        waiting = queries.to_look_through()
        self.letters = list(waiting[:A_PAGE])
        self.more = max(0, waiting.count() - A_PAGE)

    def viewed(self) -> Iterable[Model]:
        return self.letters

    def get_initial(self) -> dict[str, Any]:
        return {"seen": max((letter.pk for letter in self.letters), default=0)}

    def context(self) -> dict[str, Any]:
        return {"letters": self.letters, "more": self.more}

    def act(self, form: Any) -> int:
        return actions.look_through_mail(by=self.user, at=self.at, seen=form.cleaned_data["seen"])

    def get_done_message(self) -> str:
        return "Noted: you looked through them. What comes now has a date of its own."

    def get_success_url(self) -> str:
        return reverse("exchange:mail-set-apart")


class TakeUpMail(FormPage):
    """Read one that was set apart, and make a report of it after all."""

    permission = Permission.LOG_IMPORT
    form_class = forms.TakeUpMail
    template_name = "exchange/take_up_mail.html"

    def prepare(self) -> None:
        seen = InboundMail.objects.visible_to(self.user).select_related("report")
        self.letter = get_object_or_404(seen, pk=self.kwargs["letter"])

    def viewed(self) -> Iterable[Model]:
        return (self.letter,)

    def context(self) -> dict[str, Any]:
        return {"letter": self.letter, "mail": post.mail_of(self.letter)}

    def act(self, form: Any) -> Report:
        return post.take_up(by=self.user, at=self.at, letter=self.letter)

    def get_done_message(self) -> str:
        return f"It is report {self.result.reference}, and waits in the inbox."

    def get_success_url(self) -> str:
        return reverse("exchange:mail-set-apart")
