"""W-2: every public page in every state is HTML as it is written down, by two validators."""

import shutil

import pytest

from . import answers, tools
from .states import states_of

pytestmark = [pytest.mark.django_db, pytest.mark.once]
needs_node = pytest.mark.skipif(
    tools.NOT_FETCHED in tools.missing(), reason=f"Not run: {tools.NOT_FETCHED}"
)
needs_java = pytest.mark.skipif(
    tools.NO_JAVA in tools.missing(), reason=f"Not run: {tools.NO_JAVA}"
)


@pytest.fixture
def written(tmp_path):
    """Each state as a file; its page by the name of the file."""
    pages = {}
    for number, one in enumerate(states_of()):
        (tmp_path / f"{number}.html").write_text(one.html)
        pages[str(number)] = one
    return tmp_path, pages


def judged(found, pages, known):
    """The findings without an answer, and the answers that were needed."""
    wrong, used = [], set()
    for file, rule, words in found:
        answer = answers.answer_to(known, pages[file].page, words if rule == "error" else rule)
        if answer is None:
            wrong.append(f"{pages[file].name}: {rule}: {words}")
        else:
            used.add(answer)
    return wrong, used


@needs_node
def test_html_validate_finds_nothing_that_is_not_answered(written, figure):
    folder, pages = written
    found = tools.html_validate(folder)
    wrong, used = judged(found, pages, answers.HTML_VALIDATE)
    figure(
        f"W-2: html-validate: {len(pages)} page states, {len(wrong)} errors, {len(used)} answered"
    )
    assert not wrong, "\n".join(wrong)
    assert used == set(answers.HTML_VALIDATE)


@needs_java
def test_the_nu_checker_finds_no_error_that_is_not_answered(written, figure):
    folder, pages = written
    wrong, used = judged(tools.vnu(folder), pages, answers.VNU)
    figure(f"W-2: Nu checker: {len(pages)} page states, {len(wrong)} errors, {len(used)} answered")
    assert not wrong, "\n".join(wrong)
    assert used == set(answers.VNU)


@pytest.mark.parametrize(
    "judge",
    [
        pytest.param(tools.html_validate, marks=needs_node),
        pytest.param(tools.vnu, marks=needs_java),
    ],
)
def test_a_fault_is_found(tmp_path, judge):
    """The twin."""
    page = "<!doctype html><html lang=en><title>A</title><p id=a>1<p id=a>2<img src=a.png></html>"
    (tmp_path / "0.html").write_text(page)
    assert judge(tmp_path)


def test_fetching_says_plainly_what_is_missing(monkeypatch):
    monkeypatch.setattr(shutil, "which", lambda program: None)
    assert tools.missing() == [tools.NOT_FETCHED, tools.NO_JAVA]
