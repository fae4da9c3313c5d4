"""Every text of the public pages, for the catalogues that translators fill in.

Texts stand where they are written: in templates, in calls of gettext, and as plain words in the
definitions, forms and rules whose words go through gettext where they are shown.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from django.template import Engine
from django.template.base import FilterExpression
from django.template.library import TagHelperNode
from django.templatetags.i18n import BlockTranslateNode, TranslateNode
from django.utils.translation import trim_whitespace

HOME = Path(__file__).resolve().parents[1]
PLAIN = re.compile(
    r"(?:engagement|intake|partnership)/(?:definitions|forms|rules)(?:\.py|/.*)"
    r"|(?:design|evidence|insight)/definitions/.*|cases/definitions/categories\.py"
    r"|access/(?:rules|forms|sign_in)\.py|workspace/forms/administration\.py"
    r"|design/(?:fields|widgets|pages|templatetags/.*)\.py|intake/(?:reading|queries/link)\.py"
)
"""Modules whose plain words may be shown to the public. Some of the words only staff read."""
NEVER = re.compile(
    r".*/(?:verbs|reference|measures|gallery|navigation|triage|answering|track)\.py|.*/tests/.*"
)
_WORDS = re.compile(
    r"(?=.*[A-Za-z]{2})(?!.*[<|])(?!gs-|govuk-|/).*(?:[A-Z]|\S \S)", re.DOTALL
)  # and no code: fly_tipping
_LISTS = ("nodelist", "nodelist_loop", "nodelist_empty", "nodelist_true", "nodelist_false")
_ONE, _SEVERAL = {"gettext", "gettext_lazy"}, {"ngettext", "Counted"}


class Text(NamedTuple):
    """One text. ``many`` is what is said of several, empty for most."""

    one: str
    many: str
    place: str


def texts() -> Iterator[Text]:
    """Each text at each place where it stands."""
    for file in sorted(HOME.rglob("templates/**/*.html")):
        if "/tests/" not in str(file):
            yield from _of_template(file)
    for file in sorted(HOME.rglob("*.py")):
        if not NEVER.fullmatch(_place(file)):
            yield from _of_python(file)


def _place(file: Path) -> str:
    return str(file.relative_to(HOME))


def _of_template(file: Path) -> Iterator[Text]:
    """Nothing of a template that translates nothing: it is for staff."""
    nodes = list(_nodes(Engine.get_default().get_template(str(file).split("/templates/", 1)[1])))
    if not any(isinstance(node, TranslateNode | BlockTranslateNode) for node in nodes):
        return
    for node in nodes:
        if isinstance(node, BlockTranslateNode):
            yield Text(_as_asked(node, node.singular), _as_asked(node, node.plural), _place(file))
        elif isinstance(node, TranslateNode):
            yield from _literals([node.filter_expression], file)
        elif isinstance(node, TagHelperNode):
            given = _literals([*node.args, *node.kwargs.values()], file)
            yield from (text for text in given if _WORDS.match(text.one))


def _nodes(found: Any) -> Iterator[Any]:
    """All of them. Django's own walk does not look inside the block tags of components."""
    for name in _LISTS:
        for node in getattr(found, name, None) or ():
            yield node
            yield from _nodes(node)


def _as_asked(node: BlockTranslateNode, tokens: Any) -> str:
    words, _ = node.render_token_list(tokens or [])
    return trim_whitespace(words) if node.trimmed else words


def _literals(expressions: Iterable[FilterExpression], file: Path) -> Iterator[Text]:
    for expression in expressions:
        words = getattr(expression.var, "literal", expression.var)
        if isinstance(words, str):
            yield Text(str(words), "", _place(file))


def _of_python(file: Path) -> Iterator[Text]:
    nodes = list(ast.walk(ast.parse(file.read_text())))
    passed = {id(part) for node in nodes for part in _no_text(node)}
    plain = PLAIN.fullmatch(_place(file))
    for node in nodes:
        if isinstance(node, ast.Call):
            yield from _called(node, file)
        elif plain and isinstance(node, ast.Constant) and id(node) not in passed:
            if isinstance(node.value, str) and _WORDS.match(node.value):
                yield Text(node.value, "", _place(file))


def _called(node: ast.Call, file: Path) -> Iterator[Text]:
    name = getattr(node.func, "id", "")
    given = [str(part.value) for part in node.args if isinstance(part, ast.Constant)]
    if name in _SEVERAL and len(given) > 1:
        yield Text(given[0], given[1], _place(file))
    elif name in _ONE and given:
        yield Text(given[0], "", _place(file))


def _no_text(node: ast.AST) -> Iterable[ast.AST]:
    """Strings that nobody reads as they stand: docstrings, pieces of others, what is asked already."""
    if isinstance(node, ast.Expr):
        return [node.value]
    if isinstance(node, ast.JoinedStr):
        return node.values
    asks = isinstance(node, ast.Call) and getattr(node.func, "id", "") in _ONE | _SEVERAL
    return node.args if asks and isinstance(node, ast.Call) else ()
