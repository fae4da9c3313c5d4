"""Every page, every persona, every kind of record: what may be opened, and nothing else.

The addresses come from the URL configuration, the expected answers from ``policy``.
"""

from __future__ import annotations

import pytest
from django.core.cache import cache
from django.http import HttpResponse
from django.test import Client
from django.urls import URLPattern, get_resolver, reverse

from goodstead.design import views
from goodstead.design.pages import Page
from goodstead.ledger.models import Entry

from .policy import CASES, PAGES, PERSONAS, REPORTS, Rule

pytestmark = pytest.mark.django_db
OUTSIDE = ("public", "reporter", "leaver")
OF_A_CASE = ("case", "message", "date")
ODD_METHODS = ("PUT", "PATCH", "DELETE", "OPTIONS", "TRACE")


def served() -> dict[str, URLPattern]:
    """Every named page in the URL configuration."""
    found = {}
    for resolver in get_resolver().url_patterns:
        for pattern in getattr(resolver, "url_patterns", [resolver]):
            app = getattr(resolver, "app_name", None)
            found[f"{app}:{pattern.name}" if app else pattern.name] = pattern
    return found


def test_every_page_has_a_line_in_the_policy_and_every_line_a_page():
    assert set(served()) == set(PAGES)


def test_every_view_says_who_may_open_it_and_the_policy_agrees_about_the_public():
    for name, pattern in served().items():
        view = getattr(pattern.callback, "view_class", None)
        if isinstance(view, type) and issubclass(view, Page):
            assert view.public == (PAGES[name].who is None), name


@pytest.fixture
def clients(people, world):
    """One browser for each persona."""
    found = {name: Client(enforce_csrf_checks=True) for name in PERSONAS}
    for name, client in found.items():
        if name not in {"public", "reporter"}:
            client.force_login(getattr(people, name))
    return found


def records(rule: Rule) -> list[str]:
    if rule.of in OF_A_CASE:
        return ["mine", "elsewhere", "restricted", "absent"]
    return ["mine", "elsewhere", "restricted", "logged", "absent"] if rule.of else [""]


def expected(rule: Rule, persona: str, record: str) -> int:
    """The status that the policy wants for a GET."""
    if persona in OUTSIDE:
        return 302
    if rule.who is not None and persona not in rule.who:
        return 403
    scope = CASES if rule.of in OF_A_CASE else REPORTS
    if rule.of and record not in scope.get(persona, set()):
        return 404
    if rule.only and record not in rule.only:
        return 404
    return 200


# The door to a record is a question to the database, and asked of both. A post is not.
EACH = [pytest.param(n, marks=[] if PAGES[n].of else [pytest.mark.once]) for n in sorted(PAGES)]


@pytest.mark.parametrize("name", EACH)
def test_a_page_opens_for_those_the_policy_names_and_for_nobody_else(name, world, clients):
    rule, wrong = PAGES[name], []
    for record in records(rule):
        url = world.url(name, served()[name], record)
        if rule.who is None:
            wrong += alike_for_all(url, clients)
            continue
        for persona, client in clients.items():
            answer = client.get(url)
            want = expected(rule, persona, record)
            to_sign_in = answer.status_code == 302 and answer["Location"].startswith("/sign-in")
            if answer.status_code != want or (want == 302) != to_sign_in:
                wrong.append(f"{persona} GET {url} ({record}): {answer.status_code}, not {want}")
            elif not world.no_store(answer):
                wrong.append(f"{persona} GET {url}: may be kept by the browser")
            for close in getattr(answer, "_resource_closers", ()):
                close()  # the file, and not the whole answer: that would end the database's connection
    assert not wrong


def alike_for_all(url: str, clients: dict[str, Client]) -> list[str]:
    """A public page answers everybody with the same status, and never breaks."""
    found = {persona: client.get(url).status_code for persona, client in clients.items()}
    same = {status for persona, status in found.items() if url != "/sign-in"}
    broken = [f"{p} {url}: {s}" for p, s in found.items() if s >= 500]
    return broken + ([f"{url}: {found}"] if len(same) > 1 else [])


@pytest.fixture
def bare_refusals(monkeypatch):
    """Some hundred refusals for each page: what a refusal looks like is tested once, elsewhere."""
    monkeypatch.setattr(
        views, "_refusal", lambda request, page, status: HttpResponse(status=status)
    )


@pytest.mark.once  # it says nothing about the database: what is refused never gets there
@pytest.mark.parametrize("name", sorted(PAGES))
def test_nobody_changes_anything_without_leave_or_without_the_forms_token(
    name, world, clients, bare_refusals
):
    rule, before = PAGES[name], Entry.objects.count()
    url = world.url(name, served()[name], records(rule)[0])
    for persona, client in clients.items():
        cache.clear()  # each from a network of their own: the limit of sign-ins is tested elsewhere
        refused = client.post(url).status_code  # no token: refused for everybody
        assert refused in {302, 403, 404, 405}, f"{persona} POST {url}: {refused}"
        for method in ODD_METHODS:
            status = client.generic(method, url).status_code
            assert status in {302, 403, 404, 405}, f"{persona} {method} {url}: {status}"
    for persona, client in clients.items():
        if rule.who is not None and (persona in OUTSIDE or persona not in rule.who):
            client.handler.enforce_csrf_checks = False
            status = client.post(url).status_code
            assert status in {302, 403}, f"{persona} POST {url}: {status}"
    assert Entry.objects.count() == before


def test_absent_and_not_yours_cannot_be_told_apart(world, clients):
    """Same status, same headers, same length, for each page of a case and each persona."""
    for name, rule in PAGES.items():
        if rule.of not in OF_A_CASE:
            continue
        pattern = served()[name]
        for persona in ("officer", "other_officer", "coordinator"):
            hidden = clients[persona].get(world.url(name, pattern, "restricted"))
            absent = clients[persona].get(world.url(name, pattern, "absent"))
            assert hidden.status_code == absent.status_code
            assert abs(len(hidden.content) - len(absent.content)) <= 16, name
            assert set(hidden.headers) == set(absent.headers), name


def test_a_change_of_post_takes_effect_on_the_next_request(world, clients, people, now):
    from goodstead.access import actions

    url = reverse("workspace:case", args=[world.cases["mine"].reference])
    assert clients["officer"].get(url).status_code == 200
    actions.change_role(by=None, user=people.officer, role="auditor", at=now)
    assert clients["officer"].get(url).status_code == 403
    actions.suspend_user(by=None, user=people.officer, at=now)
    assert clients["officer"].get(url).status_code == 302


def test_with_the_door_off_its_hinges_the_matrix_sees_it(world, clients, monkeypatch):
    """The twin: were every case visible to everybody, the first test would fail."""
    from goodstead.cases.models import CaseQuerySet

    monkeypatch.setattr(CaseQuerySet, "visible_to", lambda self, user: self.all())
    with pytest.raises(AssertionError):
        test_a_page_opens_for_those_the_policy_names_and_for_nobody_else(
            "workspace:case", world, clients
        )
