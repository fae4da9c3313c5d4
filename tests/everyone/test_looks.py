"""Every state of every public page in a browser: W-1, W-2, W-6, W-7 and W-9.

In an ordinary run: the first state of each page, each that was refused and every third of the rest,
judged at 320, 768 or 1280 pixels in turn; their width is tried at all three. With GOODSTEAD_EVERYONE=all
(``make everyone``): every state, judged at each of them.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from . import answers, tools
from .looking import WIDTHS, Looker
from .states import GROUPS, Seen, states_of

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.once]
ALL = os.environ.get("GOODSTEAD_EVERYONE") == "all"
LOOKS = (Path(__file__).parent / "looks.js").read_text()
SPACED = (  # what WCAG 1.4.12 says that a reader may set
    "* { line-height: 1.5 !important; letter-spacing: 0.12em !important;"
    " word-spacing: 0.16em !important } p { margin-bottom: 2em !important }"
)
TWICE = "html { font-size: 200% !important } body { font-size: 200% !important }"
CODESNIFFER = (
    # It has no words for one of its findings and would stop there.
    "() => { const say = HTMLCS.getTranslation; HTMLCS.getTranslation = k => say.call(HTMLCS, k) || k;"
    " return new Promise((done, fail) => HTMLCS.process('WCAG2AA', document, () => done("
    "HTMLCS.getMessages().filter(m => m.type === 1)"
    ".map(m => [m.code, m.msg, m.element.outerHTML || ''])), fail)) }"
)


def ask(look: Looker, what: str) -> list[str]:
    return list(look.page.evaluate(f"{LOOKS}.{what}()"))


def by_axe(look: Looker, state: Seen, used: set[answers.Answer]) -> list[str]:
    found = look.run_axe()
    wrong = [f"{one['id']}: {one['nodes'][0]['target']}" for one in found["violations"]]
    for one in found["incomplete"]:
        for node in one["nodes"]:
            answer = answers.answer_to(
                answers.AXE_INCOMPLETE, state.page, one["id"], str(node["target"])
            )
            if answer is None:
                wrong.append(f"incomplete {one['id']}: {node['target']} {node['any'][:1]}")
            else:
                used.add(answer)
    return wrong


def by_codesniffer(look: Looker, state: Seen, used: set[answers.Answer]) -> list[str]:
    look.page.evaluate(tools.CODESNIFFER.read_text())
    wrong = []
    for code, words, element in look.page.evaluate(CODESNIFFER):
        rule = code.split(".", 3)[-1]
        answer = answers.answer_to(answers.CODESNIFFER, state.page, rule, element)
        if answer is None:
            wrong.append(f"{rule}: {words} {element[:200]}")
        else:
            used.add(answer)
    return wrong


def by_width(look: Looker) -> list[str]:
    """Nothing sideways at any width, with wide spaces, and with letters of twice the size."""
    wrong = []
    for width, height in WIDTHS.items():
        look.page.set_viewport_size({"width": width, "height": height})
        wrong += [f"{width} px: {fault}" for fault in ask(look, "outside")]
        if width in (320, 1280):
            look.wear(SPACED if width == 320 else TWICE)
            faults = ask(look, "outside") + ask(look, "clipped")
            wrong += [f"{width} px, {'spaced' if width == 320 else 'twice'}: {f}" for f in faults]
            look.wear("")
    return wrong


def look_at(look: Looker, state: Seen, width: int, used: set[answers.Answer]) -> list[str]:
    look.page.set_viewport_size({"width": width, "height": WIDTHS[width]})
    look.show(state)
    wrong = ask(look, "errors")
    look.page.evaluate("scrollTo(0, 0)")
    look.open_all()
    wrong += by_axe(look, state, used)
    if tools.CODESNIFFER.exists():
        wrong += by_codesniffer(look, state, used)
    wrong += by_width(look)
    return [f"{state.name} at {width} px: {fault}" for fault in [*look.faults, *wrong]]


def sample(states: list[Seen]) -> list[Seen]:
    """What an ordinary run looks at."""
    first = {one.page: one for one in reversed(states)}.values()
    return [
        one
        for number, one in enumerate(states)
        if ALL or one in first or "govuk-error-summary" in one.html or number % 3 == 0
    ]


@pytest.mark.parametrize("group", GROUPS)
def test_everybody_can_use_it(browser, group, figure):
    states, wrong, looks = sample(states_of(group)), [], 0
    used: set[answers.Answer] = set()
    look = Looker(browser)
    for number, state in enumerate(states):
        for width in WIDTHS if ALL else [list(WIDTHS)[number % 3]]:
            wrong += look_at(look, state, width, used)
            looks += 1
    look.close()
    figure(
        f"W-1, W-2, W-6, W-7, W-9, {group}: {len(states)} of {len(states_of(group))} page states, "
        f"{looks} looks, {len(wrong)} faults, {len(used)} kinds of finding answered by hand"
    )
    assert not wrong, "\n".join(wrong)


def test_colours_of_the_readers_own(browser, figure):
    """Forced colours: what can be used is seen without the page's own colours, and can be read."""
    first = {one.page: one for one in reversed(states_of())}
    look, wrong = Looker(browser, 320, forced_colors="active"), []
    for state in first.values():
        look.show(state)
        found = ask(look, "forced")
        found += [
            f"{v['id']} {v['nodes'][0]['target']}"
            for v in look.run_axe("color-contrast")["violations"]
        ]
        wrong += [f"{state.name}: {fault}" for fault in found]
    look.close()
    figure(f"W-11: {len(first)} pages in forced colours, {len(wrong)} faults")
    assert not wrong, "\n".join(wrong)
