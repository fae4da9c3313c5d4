"""Teams, patches and the people who sign in. Nothing here shows a case, or anybody in one."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db.models import Model
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse

from goodstead.access import actions, queries
from goodstead.access.definitions.links import LINK_LASTS
from goodstead.access.models import Organisation, Patch, Team, User, UserQuerySet
from goodstead.access.permissions import Permission
from goodstead.design.pages import FormPage, ListPage, Page, ShowPage

from .. import forms
from ..queries import accounts


class Administration(ListPage):
    """The people who sign in, by name."""

    permission = Permission.USER_MANAGE
    template_name = "workspace/administration.html"
    order = ("name", "id")

    def queryset(self) -> UserQuerySet:
        return queries.accounts(self.user, suspended=self.of_suspended())

    def of_suspended(self) -> bool:
        return self.request.GET.get("show") == "suspended"

    def context(self) -> dict[str, Any]:
        here = self.of_suspended()
        return {
            "suspended": here,
            "tabs": [
                {"text": "May sign in", "url": "?", "current": not here},
                {"text": "Suspended", "url": "?show=suspended", "current": here},
            ],
        }


class Teams(ShowPage):
    """Every body with its teams and patches, and who looks after each patch."""

    permission = Permission.USER_MANAGE
    template_name = "workspace/teams.html"

    def context(self) -> dict[str, Any]:
        return {"organisations": queries.organisations()}


class _AdministrationForm(FormPage):
    abstract = True
    permission = Permission.USER_MANAGE


class AddOrganisation(_AdministrationForm):
    """Add a partner body."""

    form_class = forms.AddOrganisation
    template_name = "workspace/add_organisation.html"
    done_message = "The body is added. Now add its first team."

    def act(self, form: forms.AddOrganisation) -> Organisation:
        return actions.add_organisation(by=self.user, at=self.at, **form.cleaned_data)

    def get_success_url(self) -> str:
        return reverse("workspace:add-team")


class AddTeam(_AdministrationForm):
    """Add a team."""

    form_class = forms.AddTeam
    template_name = "workspace/add_team.html"
    done_message = "The team is added."

    def act(self, form: forms.AddTeam) -> Team:
        return actions.add_team(by=self.user, at=self.at, **form.cleaned_data)

    def get_success_url(self) -> str:
        return reverse("workspace:teams")


class AddPatch(_AdministrationForm):
    """Add a patch."""

    form_class = forms.AddPatch
    template_name = "workspace/add_patch.html"
    done_message = "The patch is added. Give it to an officer."

    def act(self, form: forms.AddPatch) -> Patch:
        return actions.add_patch(by=self.user, at=self.at, **form.cleaned_data)

    def get_success_url(self) -> str:
        return reverse("workspace:teams")


class AddUser(_AdministrationForm):
    """Open an account."""

    form_class = forms.AddUser
    template_name = "workspace/add_user.html"
    done_message = "The account is open. Now make a link, so that they can choose a password."

    def act(self, form: forms.AddUser) -> User:
        return actions.add_user(by=self.user, at=self.at, **form.cleaned_data)

    def get_success_url(self) -> str:
        return reverse("workspace:account", args=[self.result.pk])


class _AboutAccount(Page):
    """Loads the account of the address, which this person must look after, or answers 404."""

    abstract = True
    permission = Permission.USER_MANAGE

    def prepare(self) -> None:
        found = User.objects.visible_to(self.user).select_related("team__organisation")
        self.account: User = get_object_or_404(found, pk=self.kwargs["user"])

    def viewed(self) -> list[Model]:
        return [self.account]

    def context(self) -> dict[str, Any]:
        return {
            "account": self.account,
            "account_url": self.get_success_url(),
            "references": accounts.open_references(self.account),
        }

    def get_success_url(self) -> str:
        return reverse("workspace:account", args=[self.account.pk])


class Account(_AboutAccount, ShowPage):
    """One account: role, team, patches, and the cases that need somebody else."""

    template_name = "workspace/account.html"

    def context(self) -> dict[str, Any]:
        return super().context() | {"may_sign_in": self.account.has_usable_password()}


class _AccountForm(_AboutAccount, FormPage):
    abstract = True

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"account": self.account}


class ChangeRole(_AccountForm):
    """Give somebody another role."""

    form_class = forms.ChangeRole
    template_name = "workspace/change_role.html"
    done_message = "The role is changed. It holds from the next page that they open."

    def act(self, form: forms.ChangeRole) -> User:
        return actions.change_role(by=self.user, at=self.at, user=self.account, **form.cleaned_data)


class ChangeAccount(_AccountForm):
    """Correct a name, an address, a telephone number or the team."""

    form_class = forms.ChangeAccount
    template_name = "workspace/change_account.html"
    done_message = "The account is corrected."

    def act(self, form: forms.ChangeAccount) -> User:
        return actions.change_account(
            by=self.user, at=self.at, user=self.account, **form.cleaned_data
        )


class GivePatches(_AccountForm):
    """Say which patches somebody looks after."""

    form_class = forms.GivePatches
    template_name = "workspace/give_patches.html"
    done_message = "The patches are given."

    def act(self, form: forms.GivePatches) -> User:
        return actions.give_patches(
            by=self.user, at=self.at, user=self.account, **form.cleaned_data
        )


class SuspendUser(_AccountForm):
    """Close an account. The cases that need another officer are named."""

    form_class = forms.SuspendUser
    template_name = "workspace/suspend_user.html"
    done_message = "The account is suspended, and they are signed out everywhere."

    def act(self, form: forms.SuspendUser) -> User:
        return actions.suspend_user(by=self.user, at=self.at, user=self.account)


class RestoreUser(_AccountForm):
    """Bring somebody back."""

    form_class = forms.RestoreUser
    template_name = "workspace/restore_user.html"
    done_message = "The account is open again. Now make a link, so that they can choose a password."

    def act(self, form: forms.RestoreUser) -> User:
        return actions.restore_user(by=self.user, at=self.at, user=self.account)


class GiveSignInLink(_AccountForm):
    """Make the link to a password. It is shown once, in the answer, and kept nowhere."""

    form_class = forms.GiveSignInLink
    template_name = "workspace/give_sign_in_link.html"

    def act(self, form: forms.GiveSignInLink) -> str:
        return actions.give_sign_in_link(by=self.user, at=self.at, user=self.account)

    def form_valid(self, form: BaseForm) -> HttpResponse:
        answer = super().form_valid(form)
        if self.result is None:  # refused: the form says why
            return answer
        path = reverse("workspace:set-password", args=[self.result])
        link = settings.PUBLIC_URL.rstrip("/") + path
        return self.render_to_response(
            self.get_context_data(form=form, link=link, ends_at=self.at + LINK_LASTS)
        )


class SetPassword(FormPage):
    """Choose a password with a link that an administrator gave."""

    public = True
    form_class = forms.SetPassword
    template_name = "workspace/set_password.html"
    done_message = "Your password is set. Sign in with it."

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        response = super().dispatch(request, *args, **kwargs)
        # The address holds the token: no request that follows may name it.
        response["Referrer-Policy"] = "strict-origin"
        return response

    def context(self) -> dict[str, Any]:
        return {"link": queries.link_of(self.kwargs["token"], self.at)}

    def act(self, form: forms.SetPassword) -> User:
        password = form.cleaned_data["password"]
        return actions.set_password(
            by=None, at=self.at, token=self.kwargs["token"], password=password
        )

    def get_success_url(self) -> str:
        return reverse("access:sign-in")
