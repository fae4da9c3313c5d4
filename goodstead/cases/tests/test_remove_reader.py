"""Taking somebody off the list of a restricted case."""

import pytest

from goodstead.access.permissions import NotNow, PermissionDenied
from goodstead.cases import actions
from goodstead.cases.models import Case


@pytest.fixture
def secret(open_case):
    return open_case(category="domestic_abuse")


@pytest.fixture
def reader(secret, people, later):
    return actions.add_reader(
        by=people.restricted_worker, at=later, case=secret, reader=people.leader
    )


@pytest.fixture
def remove(reader, people, later):
    def act(**said):
        values = {"by": people.restricted_worker, "at": later, "reader": reader}
        return actions.remove_reader(**(values | said))

    return act


def test_their_next_request_finds_nothing_and_the_file_keeps_that_they_could(
    remove, secret, people, reader, later, page
):
    assert page("cases:add-note", secret, by="leader").status_code == 200
    remove()
    assert page("cases:add-note", secret, by="leader").status_code == 404
    assert not Case.objects.visible_to(people.leader).filter(pk=secret.pk).exists()
    reader.refresh_from_db()
    assert reader.ended_at == later
    with pytest.raises(NotNow, match="no longer on the list"):
        remove()


def test_they_may_come_back(remove, secret, people, later):
    remove()
    assert actions.add_reader(
        by=people.restricted_worker, at=later, case=secret, reader=people.leader
    )


def test_nobody_else_keeps_the_list(remove, people):
    with pytest.raises(PermissionDenied):
        remove(by=people.officer)


def test_it_is_all_written_or_none_of_it(remove, reader, nothing_remains):
    nothing_remains(remove)
    reader.refresh_from_db()
    assert reader.ended_at is None


def test_whoever_takes_themselves_off_is_led_to_the_list(page, secret, reader):
    done = page("cases:remove-reader", secret, reader.pk, by="leader", sure="yes")
    assert (done.status_code, done.url) == (302, "/cases")
    assert page("cases:remove-reader", secret, reader.pk, by="leader").status_code == 404


def test_outsiders_learn_nothing(only_for, secret, reader):
    only_for(
        "cases:remove-reader", secret, reader.pk,
        restricted_worker=200, officer=404, coordinator=403,
    )  # fmt: skip
