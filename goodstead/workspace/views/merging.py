"""Two records of one person: candidates, a proposal, a second person, and the way back."""

from __future__ import annotations

from typing import Any

from django.db.models import Model
from django.http import Http404
from django.urls import reverse

from goodstead.access.permissions import Permission, can
from goodstead.design.pages import FormPage, Page, ShowPage
from goodstead.people.models import Merge as Record
from goodstead.people.models import Person

from .. import actions, forms
from ..queries import merging as queries
from ..queries import twice


class MightBeSame(ShowPage):
    """Other records that may be of the same person, with the reasons."""

    permission = Permission.PERSON_MERGE
    template_name = "workspace/might_be_same.html"

    def prepare(self) -> None:
        person = queries.person_at(self.kwargs["person"])
        self.files = queries.files_seen(self.user, person) if person else None
        if person is None or self.files is None or not self.files.all:
            raise Http404
        self.person = person

    def record(self) -> Person:
        return self.person

    def viewed(self) -> list[Model]:
        return [self.person, *(one.person for one in self.alike)]

    def context(self) -> dict[str, Any]:
        self.alike = queries.might_be(self.user, self.person)
        return {
            "person": self.person,
            "files": self.files,
            "alike": self.alike,
            "led_on": self.person.pk != self.kwargs["person"],
        }


class ProposeMerge(FormPage):
    """Both records side by side; which value stands; and why they are one person."""

    permission = Permission.PERSON_MERGE
    form_class = forms.ProposeMerge
    template_name = "workspace/propose_merge.html"
    done_message = "Proposed. Nothing is put together until a second person confirms it."

    def prepare(self) -> None:
        found = [queries.person_seen(self.user, self.kwargs[name]) for name in ("person", "other")]
        if found[0] is None or found[1] is None or found[0] == found[1]:
            raise Http404
        self.person, self.other = found[0], found[1]
        self.pair = queries.pair(self.person, self.other)

    def viewed(self) -> list[Model]:
        return [self.person, self.other]

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"pair": self.pair}

    def context(self) -> dict[str, Any]:
        return {"pair": self.pair}

    def act(self, form: forms.ProposeMerge) -> Record:
        return actions.propose_merge(
            by=self.user, at=self.at, kept=self.person, other=self.other, **form.values
        )

    def get_success_url(self) -> str:
        return reverse("workspace:merge", args=[self.result.pk])


class Merges(ShowPage):
    """What waits for a second person, and what was put together lately."""

    permission = Permission.PERSON_MERGE
    template_name = "workspace/merges.html"

    def viewed(self) -> list[Model]:
        return [one for merge in self.every for one in (merge.kept, merge.other)]

    def context(self) -> dict[str, Any]:
        waiting, done = queries.proposals(self.user), queries.done(self.user)
        self.every = [*waiting, *done]
        decides = can(self.user, Permission.PERSON_MERGE_DECIDE)
        return {
            "waiting": waiting,
            "done": done,
            "may_decide": decides,
            "out_of_sight": queries.out_of_sight(self.user),
        }


class _AboutOneMerge(Page):
    """Loads the merge of the address, if every file of both records may be seen, or answers 404."""

    abstract = True
    permission = Permission.PERSON_MERGE
    merge: Record

    def prepare(self) -> None:
        found = queries.merge_seen(self.user, self.kwargs["merge"])
        if found is None:
            raise Http404
        self.merge = found
        self.decides = can(self.user, Permission.PERSON_MERGE_DECIDE)

    def viewed(self) -> list[Model]:
        return [self.merge.kept, self.merge.other]

    def context(self) -> dict[str, Any]:
        waits = self.merge.state == "proposed"
        mine = self.merge.proposed_by_id == self.user.pk
        return {
            "merge": self.merge,
            "pair": queries.pair(self.merge.kept, self.merge.other) if waits else None,
            "chosen": queries.chosen(self.merge),
            "may_decide": waits and self.decides and not mine,
            "may_take_apart": self.merge.state == "done" and self.decides,
            "mine": waits and mine,
            "left": queries.left_as_corrected(self.merge),
        }

    def get_success_url(self) -> str:
        return reverse("workspace:merges")


class Merge(_AboutOneMerge, ShowPage):
    """One proposal, or what became of it."""

    permission = Permission.PERSON_MERGE
    template_name = "workspace/merge.html"

    def record(self) -> Record:
        return self.merge


class DecideMerge(_AboutOneMerge, FormPage):
    """The second person says whether they are one."""

    permission = Permission.PERSON_MERGE_DECIDE
    form_class = forms.DecideMerge
    template_name = "workspace/decide_merge.html"

    def act(self, form: forms.DecideMerge) -> Record:
        said = form.cleaned_data
        decide = actions.confirm_merge if said["outcome"] == "confirm" else actions.decline_merge
        return decide(by=self.user, at=self.at, merge=self.merge, why=said["why"])

    def get_done_message(self) -> str:
        together = self.result.state == "done"
        return "The two records are one." if together else "The two records stay two."


class WithdrawMerge(FormPage):
    """Whoever proposed it takes it back. Of what they may not see any more, no name is shown."""

    permission = Permission.PERSON_MERGE
    form_class = forms.WithdrawMerge
    template_name = "workspace/withdraw_merge.html"
    done_message = "Taken back. The two records stay as they are."

    def prepare(self) -> None:
        merge, self.open = queries.merge_of(self.user, self.kwargs["merge"])
        if merge is None:
            raise Http404
        self.merge = merge

    def viewed(self) -> list[Model]:
        return [self.merge.kept, self.merge.other] if self.open else []

    def context(self) -> dict[str, Any]:
        return {"merge": self.merge, "open": self.open}

    def act(self, form: forms.WithdrawMerge) -> Record:
        return actions.withdraw_merge(by=self.user, at=self.at, merge=self.merge)

    def get_success_url(self) -> str:
        return reverse("workspace:merges")


class TakeMergeApart(_AboutOneMerge, FormPage):
    """Two people after all: each row goes back to where it was."""

    permission = Permission.PERSON_MERGE_DECIDE
    form_class = forms.TakeMergeApart
    template_name = "workspace/take_merge_apart.html"
    done_message = "The two records are two again. What was added since stays with the first."

    def act(self, form: forms.TakeMergeApart) -> Record:
        return actions.take_merge_apart(
            by=self.user, at=self.at, merge=self.merge, **form.cleaned_data
        )


class LookAlikePeople(ShowPage):
    """People who may be recorded twice, the newest records first."""

    permission = Permission.PERSON_MERGE_DECIDE
    template_name = "workspace/look_alike_people.html"

    def viewed(self) -> list[Model]:
        return [one for pair in self.page.pairs for one in (pair.person, pair.other)]

    def context(self) -> dict[str, Any]:
        before = self.request.GET.get("before", "")
        number = int(before) if before.isascii() and before.isdigit() and len(before) < 19 else None
        self.page = twice.page(self.user, before=number)
        return {"page": self.page}
