from datetime import timedelta

import pytest

from goodstead.partnership import actions
from goodstead.partnership.models import Invitation

STORY = "Somebody shouted at her on the bus because of her scarf."
HATE = {
    "danger": "no", "story": STORY, "strands": ["religion"], "violence": "no", "police": "no",
    "injuries": "None", "wishes": "That it is known", "submission_key": "k" * 32,
}  # fmt: skip
REFERRED = {
    "danger": "no", "category": "verbal", "story": STORY, "written_by": "Head Teacher",
    "basis": "consent", "aware": "yes", "done": "Called the family", "submission_key": "r" * 32,
}  # fmt: skip


@pytest.fixture
def take(people, now):
    """A report taken down at the centre; whatever is given replaces something."""

    def take(by=None, key="t" * 32, police="no", given=None, **more):
        return actions.take_hate_report(
            by=by or people.centre_worker, at=now, submission_key=key, story=STORY,
            given=given or {"danger": "no", "strands": ["race"]}, lines={"Injuries": "A bruise"},
            police=police, **more,
        )  # fmt: skip

    return take


@pytest.fixture
def invite(people, now):
    def invite(by=None, days="90", times="10"):
        return actions.invite_partner(
            by=by or people.leader, at=now, organisation="Park School", person="Head Teacher",
            email="head@school.example", purpose="To refer pupils", days=days, times=times,
        )  # fmt: skip

    return invite


@pytest.fixture
def works_today(now):
    """Pages go by the clock on the wall, and the tests begin in March."""

    def works_today(made):
        Invitation.objects.filter(pk=made.pk).update(ends_at=now + timedelta(days=100_000))

    return works_today


@pytest.fixture
def refer(now):
    def refer(invitation, key="r" * 32, at=now, by=None, **given):
        return actions.refer_to_us(
            by=by, at=at, invitation=invitation, submission_key=key, written_by="Head Teacher",
            basis="consent", story=STORY, given={"danger": "no", "category": "verbal", **given},
            lines={"Done already": "Called the family"},
        )  # fmt: skip

    return refer


@pytest.fixture
def broken_ledger(monkeypatch):
    """The last thing that an action does fails."""

    def fails(*args, **kwargs):
        raise RuntimeError

    return lambda: monkeypatch.setattr("goodstead.ledger.actions.record", fails)
