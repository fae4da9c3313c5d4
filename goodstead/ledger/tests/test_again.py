"""Of two transactions that wait for each other one is ended. It is done again, and only it."""

import pytest
from django.db import OperationalError, transaction

from goodstead.ledger.again import MOST_TRIES, again


class Ended(Exception):
    sqlstate = "40P01"


class Broken(Exception):
    sqlstate = "08006"


class Act:
    """Fails so many times for this cause, then answers how often it was called."""

    def __init__(self, times: int, cause: type[Exception] = Ended) -> None:
        self.times, self.cause, self.calls = times, cause, 0

    def __call__(self) -> int:
        self.calls += 1
        if self.calls <= self.times:
            raise OperationalError("deadlock detected") from self.cause()
        return self.calls


@pytest.mark.django_db(transaction=True)
def test_what_was_ended_for_another_is_done_again():
    assert again(Act(2)) == 3


@pytest.mark.django_db(transaction=True)
def test_it_gives_up_in_the_end():
    act = Act(99)
    with pytest.raises(OperationalError):
        again(act)
    assert act.calls == MOST_TRIES


@pytest.mark.django_db(transaction=True)
def test_other_trouble_is_not_tried_again():
    act = Act(1, Broken)
    with pytest.raises(OperationalError):
        again(act)
    assert act.calls == 1


@pytest.mark.django_db(transaction=True)
def test_inside_a_transaction_there_is_nothing_to_do_again():
    """The transaction around it is lost as a whole."""
    act = Act(1)
    with transaction.atomic(), pytest.raises(OperationalError):
        again(act)
    assert act.calls == 1
