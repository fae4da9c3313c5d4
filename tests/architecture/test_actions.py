"""Every change of state has the same five beats."""

import ast

import pytest

from .source import APPS, RELATION_WRITES, WRITES, calls, kind, modules, tree

KERNEL = {"ledger", "clocks", "search"}  # they are the beats; they do not play them
# A mail server answers between its two halves, which are each one transaction: decision 10.
IN_HALVES = {"correspondence/actions/sending.py:send_message": ("_checked", "_written_down")}
CLOCK_READS = ("timezone.now", "localdate", "localtime", "date.today", "datetime.now", "time.time")


def actions():
    for path in modules():
        if kind(path) == "actions" and path.relative_to(APPS).parts[0] not in KERNEL:
            for node in tree(path).body:
                if isinstance(node, ast.FunctionDef) and not node.name.startswith("_"):
                    name = f"{path.relative_to(APPS)}:{node.name}"
                    if name not in IN_HALVES:
                        yield pytest.param(node, id=name)


# The second is for actions that nearly always stand inside another: decision 16.
ATOMIC = {"transaction.atomic", "transaction.atomic(savepoint=False)"}


def faults_of(action: ast.FunctionDef) -> list[str]:
    """What is wrong with the shape of an action."""
    names = calls(action)
    checks = [i for i, name in enumerate(names) if name.startswith(("rules.require_", "require"))]
    records = [i for i, name in enumerate(names) if name == "ledger.record"]
    keywords = [a.arg for a in action.args.kwonlyargs]
    decorators = [ast.unparse(d) for d in action.decorator_list]
    return [
        fault
        for fault, found in {
            "is not one transaction": ATOMIC.isdisjoint(decorators),
            "takes arguments by position": bool(action.args.args),
            "does not begin with by=": keywords[:1] != ["by"],
            "is not told the time": "at" not in keywords,
            "says nothing about itself": not ast.get_docstring(action),
            "does not check": not checks,
            "does not record": not records,
            "records before it checks": bool(checks and records and records[-1] < checks[0]),
        }.items()
        if found
    ]


@pytest.mark.parametrize("action", list(actions()))
def test_an_action_is_atomic_keyword_only_attributed_checked_and_recorded(action):
    assert not faults_of(action)


@pytest.mark.parametrize("name", list(IN_HALVES))
def test_an_action_in_halves_checks_by_whom_and_each_half_is_one_transaction(name):
    path, _, whole = name.partition(":")
    found = {n.name: n for n in tree(APPS / path).body if isinstance(n, ast.FunctionDef)}
    assert not set(faults_of(found[whole])) - {"is not one transaction", "does not record"}
    for half in IN_HALVES[name]:
        assert "is not one transaction" not in faults_of(found[half])
    assert "does not record" not in faults_of(found[IN_HALVES[name][-1]])


GOOD = '''
@transaction.atomic
def close(*, by, case, at):
    """Close it."""
    rules.require_can_close(by, case)
    case.save()
    ledger.record(by, "cases.closed", case, at=at)
'''


@pytest.mark.parametrize(
    "old, new",
    [
        ("@transaction.atomic", ""),
        ("*, by, case", "by, *, case"),
        ("by, case, at", "case, by, at"),
        ("case, at)", "case)"),
        ('"""Close it."""', ""),
        ("rules.require_can_close(by, case)", ""),
        ('ledger.record(by, "cases.closed", case, at=at)', ""),
    ],
)
def test_the_shape_test_sees_each_missing_beat(old, new):
    def first(source):
        return next(n for n in ast.parse(source).body if isinstance(n, ast.FunctionDef))

    assert not faults_of(first(GOOD))
    assert faults_of(first(GOOD.replace(old, new, 1)))


def stray_writes(path):
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            name, owner = node.func.attr, ast.unparse(node.func.value)
            on_relation = name in RELATION_WRITES and ".objects" in owner
            if (name in WRITES - RELATION_WRITES and _is_a_record(owner)) or on_relation:
                yield f"{path.relative_to(APPS)}:{node.lineno} {owner}.{name}"


def _is_a_record(owner: str) -> bool:
    """A hash, a dictionary, a session or an image has ``update`` and ``save`` too."""
    harmless = ("digest", "hasher", "context", "seal", "image", "headers", "_copy", "session")
    return not owner.endswith((*harmless, "Counter())", "vars()", "super()"))


def test_only_actions_write():
    allowed = {"actions", "following", "demo", "factories"}
    found = [
        write
        for path in modules()
        if kind(path) not in allowed and path.relative_to(APPS).parts[0] != "demo"
        for write in stray_writes(path)
    ]
    assert not found


def test_actions_and_rules_are_told_the_time_and_never_read_the_clock():
    found = [
        f"{path.relative_to(APPS)}: {name}"
        for path in modules()
        if kind(path) in {"actions", "rules", "queries", "models", "definitions", "followers"}
        for name in calls(tree(path))
        if name.endswith(CLOCK_READS)
    ]
    found += [
        f"{path.relative_to(APPS)}: auto_now"
        for path in modules()
        if "auto_now" in path.read_text()
    ]
    assert not found
