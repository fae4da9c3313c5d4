import pytest

from goodstead.intake import actions

from .telling import EVERYTHING, key


@pytest.fixture
def submit(people, now):
    """Submits a report; whatever is given replaces an answer. Returns report and token."""

    def submit(
        answers=EVERYTHING, *, by=None, at=now, channel="web", submission_key=None, **changed
    ):
        return actions.submit_report(
            by=by,
            at=at,
            submission_key=submission_key or key(),
            answers=answers | changed,
            channel=channel,
        )

    return submit


@pytest.fixture
def report(submit, people):
    """A report on the officer's patch."""
    from goodstead.intake.models import Report

    made, _ = submit()
    Report.objects.filter(pk=made.pk).update(patch=people.patch)
    made.refresh_from_db()
    return made


@pytest.fixture
def django_client():
    """Somebody else's browser."""
    from django.test import Client

    return Client()
