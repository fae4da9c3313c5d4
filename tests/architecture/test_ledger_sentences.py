"""Whatever is recorded can be read, and nothing is registered that never happens."""

import ast
import re

from goodstead.ledger.verbs import registered

from .source import APPS, modules, tree

VERB = re.compile(r"^[a-z]+\.[a-z_]+$")


def recorded():
    for path in modules():
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                app = node.value.split(".")[0]
                if VERB.match(node.value) and (APPS / app).is_dir():
                    if path.relative_to(APPS).parts[0] == app and "definitions" not in path.parts:
                        yield node.value


def test_every_recorded_verb_has_a_sentence_and_every_sentence_a_verb():
    verbs = registered()
    ours = {verb for verb in verbs if (APPS / verb.split(".")[0]).is_dir()}
    said = set(recorded())
    assert ours - said == set(), "sentences for verbs that nothing records"
    missing = {
        verb
        for path in modules()
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "ledger.record"
        if isinstance(node.args[1], ast.Constant) and (verb := node.args[1].value) not in verbs
    }
    assert not missing, "recorded but cannot be read"
