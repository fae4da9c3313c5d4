"""Whatever happens, in whatever order: nobody is written to against their word, and nothing is lost.

Histories of changed wishes and addresses, doubts, restricted files, queued letters, clock steps,
mail trouble and crashes are made up in two ways from one table of moves. Most come from a plain
dice: each has its own number, is independent of the others and is shortened when it fails. Some
come from Hypothesis, on the product with nothing taken away, on SQLite and on PostgreSQL.

Only for the dice, the chain of the ledger is not written (its truth is held by the ledger's own
tests), and a statement to the database that was worked out before is not worked out again.
"""

import contextlib
import json
import os
import random
from types import SimpleNamespace

import pytest
from django.db import connection
from django.db import transaction as transactions
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule, run_state_machine_as_test

from goodstead.correspondence import queries
from goodstead.correspondence.definitions.delivery import State
from goodstead.correspondence.models import SafeContact
from goodstead.ledger.models import key_of
from tests.silence.figures import SEED, SOAK, many, stands

from . import quickly
from .histories import BEGINNINGS, MOVES, OFTENER, History

ON_SQLITE = connection.vendor == "sqlite"
HISTORIES = int(os.environ.get("GOODSTEAD_HISTORIES", many(10_000, 100_000)))
THOUGHT_UP = 200 if ON_SQLITE else 100  # by Hypothesis
PARTS = 4  # so that two workers share them
FOR_A_FAULT = 3_000  # histories, at most, until a planted fault is found
FIRST, WAYS, THEN = 6, 5, 4  # so many moves, which go on in so many ways of so many more moves


@pytest.fixture
def history(people, now, monkeypatch):
    """The history's class for this test: its people, its file and its time."""
    staff = {None: None, "officer": people.officer, "trained": people.restricted_worker}
    file, kept = people.team, queries.file_of

    def file_of(message):  # a team cannot be restricted, and here it must be possible
        return file if message.about == key_of(file) else kept(message)

    monkeypatch.setattr(queries, "file_of", file_of)
    return type("Run", (History,), {"file": file, "at": now, "staff": staff})


# Hypothesis: slower, thinks of what nobody thought of, and finds the shortest history that fails.


def thought_up(history, histories, shrink=True):
    def begin(self, **chosen):
        self.undo = transactions.atomic()
        self.undo.__enter__()
        history.begin(self, **chosen)

    def teardown(self):
        if not hasattr(self, "undo"):
            return
        try:
            self.end()
        finally:
            transactions.set_rollback(True)
            self.undo.__exit__(None, None, None)

    def chosen(choices):
        return {name: st.sampled_from(values) for name, values in choices.items()}

    moves = {name: rule(**chosen(MOVES[name]))(getattr(history, name)) for name in MOVES}
    first = initialize(**chosen(BEGINNINGS))(begin)
    made = type(
        "Machine", (RuleBasedStateMachine, history), {"begin": first, "teardown": teardown, **moves}
    )
    run_state_machine_as_test(
        made,
        settings=settings(
            max_examples=histories,
            stateful_step_count=FIRST + THEN,
            deadline=None,
            database=None,
            phases=[Phase.generate, *([Phase.shrink] if shrink else [])],
            suppress_health_check=list(HealthCheck),
        ),
    )


# The dice.


def moves_of(chance, names, many):
    often = [OFTENER.get(name, 1) for name in names]
    return [
        (name, {one: chance.choice(values) for one, values in MOVES[name].items()})
        for name in chance.choices(names, often, k=many)
    ]


@contextlib.contextmanager
def undone():
    """Inside a mark of the database, to which it goes back whatever happens."""
    mark = transactions.savepoint()
    try:
        yield
    finally:
        transactions.savepoint_rollback(mark)
        transactions.savepoint_commit(mark)
        connection.needs_rollback = False


def trouble_of(history, beginning, moves):
    """What the witness says about this history; empty when nothing."""
    try:
        with undone():
            one = history()
            one.begin(**beginning)
            one.play(moves)
            one.end()
    except AssertionError as trouble:
        return str(trouble).partition("\n")[0] or "a promise was broken"
    return ""


def shortened(history, beginning, moves):
    """The same trouble, or other, with every move taken out that it does without."""
    place = 0
    while place < len(moves):
        fewer = moves[:place] + moves[place + 1 :]
        if trouble_of(history, beginning, fewer):
            moves = fewer
        else:
            place += 1
    return moves


def thrown(history, seed, histories):
    """So many histories: each first half goes on in ``WAYS`` ways. Stops at the first violation.

    Some of the moves are left out of each, so that the others come up more often. How many letters
    the witness saw leave.
    """
    seen = 0
    for number in range(histories // WAYS):
        chance = random.Random(f"{seed}/{number}")
        beginning = {name: chance.choice(values) for name, values in BEGINNINGS.items()}
        names = [name for name in MOVES if chance.random() < 0.8] or list(MOVES)
        first, moves = moves_of(chance, names, FIRST), []
        try:
            with undone():
                half = history()
                half.begin(**beginning)
                half.play(first)
                for _ in range(WAYS):
                    moves = moves_of(chance, names, THEN)
                    with undone():
                        one = half.copied()
                        one.play(moves)
                        one.end()
                        seen += len(one.delivered)
        except AssertionError as trouble:
            moves = shortened(history, beginning, first + moves)
            said = trouble_of(history, beginning, moves) or str(trouble)
            told = "\n".join(f"  {name} {json.dumps(chosen)}" for name, chosen in moves)
            raise AssertionError(
                f"{said}: history {seed}/{number}\n  {beginning}\n{told}"
            ) from None
    return seen


@pytest.fixture
def cheap(history, monkeypatch):
    """The same actions on the same tables, without what is dear."""
    if ON_SQLITE:
        quickly.make_cheap(monkeypatch)


@pytest.mark.once
@pytest.mark.parametrize("part", range(1, PARTS + 1))
def test_nobody_is_written_to_against_their_word_and_nothing_is_lost(history, cheap, part):
    each = HISTORIES // PARTS
    left = thrown(history, f"{SEED}.{part}", each)
    assert left > each / 4, "the histories are about letters that leave"
    parts = "" if SOAK else f"{PARTS} × "  # a line of evidence says what this run did itself
    stands(
        "C-1 safe contact", f"0 violations in {parts}{each:,} histories",
        part=part, beginnings=each // WAYS, letters=left,
    )  # fmt: skip


def test_nobody_is_written_to_against_their_word_whatever_hypothesis_thinks_of(history):
    thought_up(history, THOUGHT_UP)


def test_the_recheck_alone_is_enough_after_a_change(history, monkeypatch):
    """A change that forgot to hold what waits. (A doubt is held, and not looked for again.)"""
    no_hold(monkeypatch)
    monkeypatch.setattr(history, "doubt", lambda self, who, by: None)
    thought_up(history, THOUGHT_UP // 4)


# The twins: each guard taken away is found, by both.


def no_hold(monkeypatch):
    monkeypatch.setattr("goodstead.correspondence.actions.contacts.hold", lambda **k: None)


def no_recheck(monkeypatch):
    blind = SimpleNamespace(**{**vars(queries), "why_held": lambda *a: None})
    monkeypatch.setattr("goodstead.correspondence.actions.sending.queries", blind)


def unguarded(monkeypatch):
    no_hold(monkeypatch)
    no_recheck(monkeypatch)


def forgetful(monkeypatch):
    """Marked as sent before the server took it."""

    def lost(letter, transport):
        return State.SENT, ""

    monkeypatch.setattr("goodstead.correspondence.actions.sending._hand_over", lost)


def blind_to_others(monkeypatch):
    monkeypatch.setattr(queries, "is_shared", lambda *a: False)


def blind_to_the_past(monkeypatch):
    """Only who has the address now counts, not who had it."""

    def shared_now(contact, channel):
        others = queries._known_to_staff(SafeContact.objects.exclude(pk=contact.pk))
        key = contact.email_key
        return bool(key) and others.filter(email_key=key).exists()

    monkeypatch.setattr(queries, "is_shared", shared_now)


def trusting_an_old_look(monkeypatch):
    """What was released stays so when somebody else turns out to have the address."""
    monkeypatch.setattr(queries, "looked_at_too_early", lambda contact, wrote: [])


def outspoken(monkeypatch):
    monkeypatch.setattr(queries, "is_private", lambda *a: False)


FAULTS = {
    unguarded: "written to|written while|queued before|an old address",
    forgetful: "nobody took it",
    blind_to_others: "another person reads it",
    blind_to_the_past: "another person reads it",
    outspoken: "a telling word|another person reads it",
    # Rare: a thousand histories. In every run test_release_and_cancel holds it.
    **({trusting_an_old_look: "another person reads it"} if SOAK else {}),
}


@pytest.mark.once
@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_is_found_by_the_dice(history, cheap, fault, monkeypatch):
    fault(monkeypatch)
    with pytest.raises(AssertionError, match=FAULTS[fault]) as found:
        thrown(history, f"{SEED}.fault", FOR_A_FAULT)
    assert ": history 7.fault/" in str(found.value) or SEED != 7, "it can be played again"


@pytest.mark.parametrize("fault", [unguarded, forgetful])
def test_a_fault_is_found_by_hypothesis(history, fault, monkeypatch):
    fault(monkeypatch)
    with pytest.raises(AssertionError, match=FAULTS[fault]):
        thought_up(history, 500, shrink=False)


@pytest.mark.once
def test_what_is_told_to_the_database_quickly_is_what_django_tells(history, cheap, monkeypatch):
    monkeypatch.setattr(quickly, "checking", ["from now on"])
    thrown(history, "compared", 50)
    assert len(quickly.checking) > 50


def test_a_history_leaves_nothing_behind(history):
    thought_up(history, 1)
    thrown(history, "undone", WAYS)
    assert not SafeContact.objects.exists()
