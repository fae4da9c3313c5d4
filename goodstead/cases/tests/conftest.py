"""A case to work on, opened as triage opens one, and what every refusal is checked with."""

from datetime import timedelta

import pytest
from django.urls import reverse

from goodstead.cases import actions
from goodstead.clocks.models import Deadline
from goodstead.ledger.models import Entry, key_of
from goodstead.people import actions as people_actions


@pytest.fixture
def ann(people, now):
    return people_actions.add_person(by=None, at=now, name="Ann Lee")


@pytest.fixture
def open_case(people, now):
    """Open a case on the officer's patch; anything can be said otherwise."""

    def act(**said):
        values = {"by": people.officer, "at": now, "category": "noise", "patch": people.patch}
        return actions.open_case(**(values | said))

    return act


@pytest.fixture
def case(open_case, ann):
    return open_case(parties=[(ann, "victim")])


@pytest.fixture
def later(now):
    return now + timedelta(hours=1)


@pytest.fixture
def dates():
    """What is due on a case: code and last day."""

    def read(case):
        running = Deadline.objects.filter(about=key_of(case), stopped_at=None)
        return dict(running.values_list("code", "last_day"))

    return read


@pytest.fixture
def story():
    """The verbs in the file of a case, in order."""

    def read(case):
        entries = Entry.objects.filter(file=key_of(case)).order_by("sequence")
        return [entry.verb for entry in entries]

    return read


@pytest.fixture
def nothing_remains(monkeypatch):
    """Break one beat of an action: the ledger stays as it was."""

    def check(act, fails="goodstead.ledger.actions.record"):
        def broken(*args, **kwargs):
            raise RuntimeError("broken on purpose")

        before = Entry.objects.count()
        with monkeypatch.context() as broken_off:
            broken_off.setattr(fails, broken)
            with pytest.raises(RuntimeError, match="broken on purpose"):
                act()
        assert Entry.objects.count() == before

    return check


@pytest.fixture
def page(client, people):
    """A page of a case as somebody sees it: get without values, post with them."""

    def open_page(name, case, /, *more, by="officer", **values):
        client.force_login(getattr(people, by))
        url = reverse(name, args=[case.reference, *more])
        return client.post(url, values) if values else client.get(url)

    return open_page


@pytest.fixture
def only_for(page):
    """Who gets which answer from a page: outsiders learn nothing, the wrong post is refused."""

    def check(name, case, /, *more, **expected):
        found = {who: page(name, case, *more, by=who).status_code for who in expected}
        assert found == expected

    return check
