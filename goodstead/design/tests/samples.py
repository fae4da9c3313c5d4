"""Three small pages of the tests' own: one of each kind."""

from typing import Any

import django_filters
from django import forms
from django.http import Http404
from django.urls import include, path

from goodstead.access.models import User
from goodstead.access.permissions import NotNow, Permission
from goodstead.design import fields, widgets
from goodstead.design.pages import FormPage, ListPage, ShowPage

handler403 = "goodstead.design.views.handler403"
handler404 = "goodstead.design.views.handler404"
handler500 = "goodstead.design.views.handler500"


class PromiseForm(forms.Form):
    who = forms.CharField(label="Who do you call?", help_text="As they wish to be called.")
    when = fields.Date(label="By which day?")
    how = forms.ChoiceField(
        label="How?",
        choices=[("phone", "By phone"), ("visit", "A visit")],
        widget=widgets.Radios(reveals={"phone": ["number"]}),
    )
    number = forms.CharField(label="Which number?", required=False)
    note = fields.LongText(label="Anything else", required=False, max_length=200)


class PromiseContact(FormPage):
    permission = Permission.CASE_WORK
    form_class = PromiseForm
    template_name = "samples/form.html"
    done_message = "Promise kept in mind"

    def act(self, form: Any) -> str:
        if form.cleaned_data["who"] == "Nobody":
            raise NotNow("Name somebody first")
        return "done"

    def get_success_url(self) -> str:
        return f"/promise?{self.result}"


class AskThePublic(FormPage):
    public = True
    form_class = PromiseForm
    template_name = "samples/form.html"


class Chosen(django_filters.FilterSet):
    role = django_filters.ChoiceFilter(
        label="Post", choices=[("officer", "Officer"), ("auditor", "Auditor")], empty_label="Any"
    )


class ListColleagues(ListPage):
    permission = Permission.CASE_VIEW
    template_name = "samples/list.html"
    filter_class = Chosen
    order = ("name", "pk")
    sorts = {"name": ("By name", ("name", "pk")), "seen": ("Last seen", ("-last_login", "pk"))}
    page_size = 3
    csv_columns = [("Name", lambda user: user.name), ("Post", lambda user: user.role_name)]
    csv_permission = Permission.SEARCH
    csv_name = "colleagues"

    def queryset(self) -> Any:
        return User.objects.visible_to(self.user).select_related("team")

    def viewed(self, rows: Any) -> Any:
        return rows


class ShowColleague(ShowPage):
    any_staff = True
    template_name = "samples/show.html"

    def record(self) -> User:
        found = User.objects.visible_to(self.user).filter(pk=self.kwargs["pk"]).first()
        if found is None:
            raise Http404
        return found


def broken(request: Any) -> None:
    raise RuntimeError("the name of a victim")


urlpatterns = [
    path("promise", PromiseContact.as_view(), name="promise"),
    path("ask", AskThePublic.as_view(), name="ask"),
    path("colleagues", ListColleagues.as_view(), name="colleagues"),
    path("colleagues/<int:pk>", ShowColleague.as_view(), name="colleague"),
    path("broken", broken),
    path("", include("goodstead.config.urls")),
]
