"""The plan of a case and its steps, contact with the victim, reviews, and how a case was closed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import Q

from goodstead.access.permissions import Permission, can
from goodstead.cases.models import Case
from goodstead.clocks.calendar import day_of
from goodstead.correspondence.models import Message
from goodstead.people.models import Person

from .definitions.plan import AGREED_HOW, KINDS, REVIEW_OUTCOMES, STATES, TOLD, WAYS

if TYPE_CHECKING:
    from goodstead.access.models import User


def _who() -> models.ForeignKey[User | None, User | None]:
    """Who wrote the row; None is the system."""
    return models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )


class Plan(models.Model):
    """The one plan of a case. What was agreed, and when, stands in its agreements."""

    case = models.OneToOneField(Case, on_delete=models.CASCADE, related_name="plan")
    made_at = models.DateTimeField()
    by = _who()

    def __str__(self) -> str:
        return f"Plan of {self.case_id}"


class StepQuerySet(models.QuerySet["Step"]):
    def visible_to(self, user: User) -> StepQuerySet:
        """The steps of the cases that this person may see."""
        if not can(user, Permission.CASE_VIEW):
            return self.none()
        return self.filter(plan__case__in=Case.objects.visible_to(user))

    def lock(self, step: Step) -> Step:
        """The row as it stands now, locked."""
        return self.select_for_update().get(pk=step.pk)


class Step(models.Model):
    """One thing that somebody will do by a date. ``partner`` does it when it is not us.

    ``state`` is the newest of its ``changes``.
    """

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="steps")
    kind = models.CharField(max_length=20, choices=list(KINDS.items()))
    text = models.CharField(max_length=300)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    partner = models.CharField(max_length=80, blank=True)
    due_on = models.DateField()
    safeguarding = models.BooleanField(default=False)
    state = models.CharField(max_length=10, choices=list(STATES.items()), default="to_do")
    added_at = models.DateTimeField()
    added_by = _who()
    # The form's own mark, so that sending it twice makes one.
    submission = models.UUIDField(null=True, editable=False)

    objects = StepQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["plan", "due_on", "id"], name="plans_steps_by_date")]
        constraints = [
            models.UniqueConstraint(fields=["plan", "submission"], name="plans_step_sent_once")
        ]

    def __str__(self) -> str:
        return f"Step {self.pk}"

    @property
    def who(self) -> str:
        """Who does it, in the words of the plan."""
        return self.partner or self.owner.name


class StepChange(models.Model):
    """A step that was done or cancelled, and what is said about it. Appended, never changed."""

    step = models.ForeignKey(Step, on_delete=models.CASCADE, related_name="changes")
    state = models.CharField(max_length=10, choices=list(STATES.items()))
    reason = models.TextField(blank=True)
    at = models.DateTimeField()
    by = _who()

    def __str__(self) -> str:
        return f"{self.step_id} {self.state}"


class Agreement(models.Model):
    """The plan as it was put to the victim: agreed or not, how, and what became of the copy."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="agreements")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    how = models.CharField(max_length=20, choices=list(AGREED_HOW.items()))
    reason = models.TextField(blank=True)
    agreed_on = models.DateField()
    review_on = models.DateField()
    message = models.ForeignKey(Message, on_delete=models.PROTECT, null=True, related_name="+")
    no_copy_because = models.CharField(max_length=300, blank=True)
    at = models.DateTimeField()
    by = _who()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(how="not_agreed") | ~Q(reason=""),
                name="plans_not_agreed_says_why",
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_how_display()} on {self.agreed_on}"

    @property
    def copy_words(self) -> str:
        """What became of the copy, as a sentence."""
        if self.message is None:
            return self.no_copy_because
        if self.message.reason:
            return (
                f"The copy by email was not sent: {self.message.reason.rstrip('.')}. To give them "
                "one, put it into their hand or ask whether email is safe."
            )
        return f"Copy by {self.message.channel}: {self.message.state_name}."


class Contact(models.Model):
    """A contact with the victim, or an attempt. What was promised next stands with it."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="contacts")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    how = models.CharField(max_length=20, choices=[(w.code, w.name) for w in WAYS.values()])
    by_them = models.BooleanField(default=False)
    reached = models.BooleanField()
    interview = models.BooleanField(default=False)
    summary = models.TextField()
    against_rules_because = models.TextField(blank=True)
    next_contact_on = models.DateField(null=True)
    logged_at = models.DateTimeField()
    by = _who()
    # The form's own mark, so that sending it twice makes one.
    submission = models.UUIDField(null=True, editable=False)

    class Meta:
        indexes = [models.Index(fields=["case", "-at", "-id"], name="plans_contacts_newest")]
        constraints = [
            models.UniqueConstraint(fields=["case", "submission"], name="plans_contact_sent_once")
        ]

    def __str__(self) -> str:
        return f"{self.get_how_display()} in {self.case_id}"

    @property
    def written_late(self) -> bool:
        """Whether it was written down on a later day than it happened."""
        return day_of(self.logged_at) > day_of(self.at)


class Review(models.Model):
    """A look at the whole case: is the plan working, and what now."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="reviews")
    outcome = models.CharField(max_length=20, choices=list(REVIEW_OUTCOMES.items()))
    note = models.TextField()
    next_review_on = models.DateField()
    at = models.DateTimeField()
    by = _who()

    def __str__(self) -> str:
        return f"{self.get_outcome_display()} in {self.case_id}"


class Closing(models.Model):
    """How one person harmed was told that the case is closed, in the words that they were given."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="closings")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    told = models.CharField(max_length=10, choices=list(TOLD.items()))
    not_told_because = models.TextField(blank=True)
    letter = models.TextField(blank=True)
    message = models.ForeignKey(Message, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()
    by = _who()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(told="not_told") | ~Q(not_told_because=""),
                name="plans_not_told_says_why",
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_told_display()} in {self.case_id}"
