"""The three kinds of page: a form, a list, one record. Every view of the product is one of them.

A page says who may see it: ``permission = Permission.X`` (or a tuple: any of them), or
``any_staff = True`` for whoever is signed in, or ``public = True``. One that says nothing cannot
be defined. A base for other pages says ``abstract = True``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from typing import Any, ClassVar

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.db.models import Model, QuerySet
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.views.generic import FormView
from django.views.generic.base import ContextMixin, TemplateResponseMixin, View

from goodstead.access import typed
from goodstead.access.models import User
from goodstead.access.permissions import NotNow, Permission, can
from goodstead.ledger import actions as ledger
from goodstead.ledger.again import again

from . import export, paging

Sort = tuple[str, tuple[str, ...]]
_KEPT = (
    "You were signed out, because nothing was opened or sent for a while. Nothing is saved yet. "
    "What you typed is kept: sign in, and it is shown again."
)
_NOT_SAVED = "You were signed out, so what you sent was not saved. Sign in and do it again."
_SHOWN_AGAIN = (
    "This is what you typed before you were signed out. It is not saved yet: check it, choose any "
    "files again, and press the button."
)


class Page(TemplateResponseMixin, ContextMixin, View):
    """What the three share: who may see it, one reading of the clock, who looked, and no copies."""

    permission: ClassVar[Permission | tuple[Permission, ...] | None] = None
    any_staff: ClassVar[bool] = False
    public: ClassVar[bool] = False
    abstract: ClassVar[bool] = True
    no_store: ClassVar[bool] = True  # a page without personal data may say False
    shell: ClassVar[str] = ""  # the template around the page; by default the public or staff one

    user: User  # who is signed in; on a public page use ``by``
    by: User | None  # for the actions: None is the public
    at: datetime  # when this request came; read once

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        said = [bool(cls.permission), cls.any_staff, cls.public].count(True)
        if not cls.__dict__.get("abstract") and said != 1:
            raise TypeError(
                f"{cls.__qualname__} must say who may see it: set exactly one of "
                "permission, any_staff and public (or abstract = True on a base)"
            )

    @classmethod
    def may(cls, user: User | None) -> bool:
        """Whether this person may open the page at all. Which records, ``visible_to`` decides."""
        if cls.public:
            return True
        if user is None:
            return False
        wanted = cls.permission if isinstance(cls.permission, tuple) else (cls.permission,)
        return cls.any_staff or any(can(user, one) for one in wanted if one)

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self.at = timezone.now()
        self.by = request.user if request.user.is_authenticated else None
        response: HttpResponseBase
        if self.by is None and not self.public:
            if request.method == "POST":
                messages.error(request, _KEPT if typed.keep(request) else _NOT_SAVED)
            response = redirect_to_login(request.get_full_path())
        else:
            if not self.may(self.by):
                raise PermissionDenied
            if self.by is not None:
                self.user = self.by
            response = self.answer(request, *args, **kwargs)
        if self.no_store:
            patch_cache_control(response, no_store=True, private=True)
        return response

    def answer(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """After the question of who: load what every method needs, then answer."""
        if request.method and request.method.lower() in self.http_method_names:
            self.prepare()
        return super().dispatch(request, *args, **kwargs)

    def prepare(self) -> None:
        """For bases: load the record in the address, as ``self.case``. 404 when not visible."""

    def context(self) -> dict[str, Any]:
        """What the template needs besides."""
        return {}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        shell = self.shell or f"design/{'public' if self.public else 'staff'}_page.html"
        return super().get_context_data(
            **{"now": self.at, "shell": shell, **kwargs, **self.context()}
        )

    def write_viewing(self, records: Iterable[Model]) -> None:
        """Write who looks at what. If this fails there is no page."""
        seen = list(records)
        if seen and self.by is not None:
            match = self.request.resolver_match
            ledger.view(self.by, match.view_name if match else "", seen, at=self.at)


class FormPage(Page, FormView[Any]):
    """Show a form; when it is valid, carry out one action and go on.

    ``NotNow`` from the action is shown on the form, and what was typed stays.
    """

    abstract = True
    http_method_names = ["get", "head", "post"]
    done_message: ClassVar[str] = ""
    result: Any = None  # what ``act`` returned
    typed_before: QueryDict | None = None  # by this person, when their session had ended

    def act(self, form: Any) -> object:
        """The one call into the domain."""
        raise NotImplementedError

    def viewed(self) -> Iterable[Model]:
        """Records whose personal data the page shows around the form."""
        return ()

    def get_done_message(self) -> str:
        return self.done_message

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The form, with what this person typed on it when their session had ended."""
        self.typed_before = typed.take(request, self.by) if self.by else None
        if self.typed_before is not None:
            messages.warning(request, _SHOWN_AGAIN)
        return super().get(request, *args, **kwargs)

    def get_form_kwargs(self) -> dict[str, Any]:
        found = super().get_form_kwargs()
        return found if self.typed_before is None else found | {"data": self.typed_before}

    def form_valid(self, form: BaseForm) -> HttpResponse:
        try:
            self.result = again(lambda: self.act(form))
        except NotNow as reason:
            form.add_error(None, str(reason))
            return self.form_invalid(form)
        if message := self.get_done_message():
            messages.success(self.request, message)
        return HttpResponseRedirect(self.get_success_url())

    def render_to_response(self, context: dict[str, Any], **kwargs: Any) -> HttpResponse:
        self.write_viewing(self.viewed())
        return super().render_to_response(context, **kwargs)


class ListPage(Page):
    """Rows: filter, sort, page by key, and as CSV for those who may."""

    abstract = True
    http_method_names = ["get", "head"]
    order: ClassVar[tuple[str, ...]] = ("-pk",)  # must end in a unique column
    sorts: ClassVar[dict[str, Sort]] = {}  # {"newest": ("Newest first", ("-received_at", "-pk"))}
    filter_class: ClassVar[Any] = None
    page_size: ClassVar[int] = 50
    csv_columns: ClassVar[Sequence[tuple[str, Callable[[Any], object]]]] = ()
    csv_permission: ClassVar[Permission | None] = None
    csv_name: ClassVar[str] = "list"

    def queryset(self) -> QuerySet[Any]:
        """The rows, already ``visible_to`` this person."""
        raise NotImplementedError

    def viewed(self, rows: Sequence[Any]) -> Iterable[Model]:
        """Of the rows about to be shown, the records to write down as viewed."""
        return ()

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        queryset, filters = self.queryset(), None
        if self.filter_class is not None:
            filters = self.filter_class(request.GET, queryset=queryset, request=request)
            queryset = filters.qs
        if request.GET.get("format") == "csv" and self.csv_columns:
            return self.csv(queryset)
        cursor = request.GET.get("cursor", "")
        found = paging.cut(queryset, self.chosen_order(), size=self.page_size, cursor=cursor)
        self.write_viewing(self.viewed(found.rows))
        return self.render_to_response(
            self.get_context_data(
                rows=found.rows,
                filter=filters,
                sorts=self.sort_links(),
                previous_url=found.previous and self.url(cursor=found.previous),
                next_url=found.next and self.url(cursor=found.next),
                csv_url=self.url(format="csv") if self.may_export() else "",
            )
        )

    def may_export(self) -> bool:
        """A file takes many records out of the house at once, so it has a permission of its own."""
        wanted = self.csv_permission
        allowed = self.public if wanted is None else self.by is not None and can(self.by, wanted)
        return bool(self.csv_columns) and allowed

    def csv(self, queryset: QuerySet[Any]) -> HttpResponseBase:
        if not self.may_export():
            raise PermissionDenied
        chunks = self.written(paging.walk(queryset, self.chosen_order()))
        return export.stream(self.csv_name, self.csv_columns, chunks)

    def written(self, chunks: Iterable[list[Any]]) -> Iterable[list[Any]]:
        """Each chunk, once its viewing has been written. A file leaves a trace of every row, also
        where the page does not."""
        for rows in chunks:
            self.write_viewing(list(self.viewed(rows)) or rows)
            yield rows

    def chosen_order(self) -> tuple[str, ...]:
        chosen = self.sorts.get(self.request.GET.get("sort", ""))
        return chosen[1] if chosen else self.order

    def sort_links(self) -> list[dict[str, Any]]:
        chosen = self.chosen_order()
        return [
            {"text": text, "url": self.url(sort=code), "current": order == chosen}
            for code, (text, order) in self.sorts.items()
        ]

    def url(self, **changes: str) -> str:
        """This page's address with the same filter; the page of rows begins anew."""
        query = self.request.GET.copy()
        for name in ("cursor", "format"):
            query.pop(name, None)
        for name, value in changes.items():
            query[name] = value
        return f"{self.request.path}?{query.urlencode()}"


class ShowPage(Page):
    """One record. That it was looked at is written before it is shown."""

    abstract = True
    http_method_names = ["get", "head"]
    object: Any = None

    def record(self) -> Any:
        """The record of the address: ``get_object_or_404`` over ``visible_to``. None for a page of
        no one record, such as a home page."""
        return None

    def viewed(self) -> Iterable[Model]:
        """Records whose personal data the page shows."""
        return () if self.object is None else (self.object,)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.object = self.record()
        context = self.get_context_data(record=self.object)
        self.write_viewing(self.viewed())
        return self.render_to_response(context)
