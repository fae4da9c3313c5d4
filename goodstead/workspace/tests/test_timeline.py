"""The story of a case in plain sentences."""

import pytest

from goodstead.cases import actions as cases
from goodstead.workspace.queries import timeline

pytestmark = pytest.mark.django_db


def test_each_step_is_told_with_who_and_the_words_they_wrote(signed_in, people, open_case, now):
    case = open_case()
    cases.add_note(by=people.officer, at=now, case=case, text="Rang. <b>No</b> answer.")
    answer = signed_in(people.officer).get(f"/cases/{case.reference}/timeline")
    body = answer.content.decode()
    assert "Rang. &lt;b&gt;No&lt;/b&gt; answer." in body
    newest = answer.context["events"][0]
    assert newest.by == people.officer.name and newest.words.startswith("Rang.")


def test_fifty_lines_a_page_and_the_older_ones_behind_a_link(signed_in, people, open_case, now):
    case = open_case()
    for number in range(60):
        cases.add_note(by=people.officer, at=now, case=case, text=f"Note {number}")
    client = signed_in(people.officer)
    first = client.get(f"/cases/{case.reference}/timeline").context
    assert len(first["events"]) == timeline.PAGE
    second = client.get(f"/cases/{case.reference}/timeline?before={first['older']}").context
    shown = [e.sequence for e in first["events"]] + [e.sequence for e in second["events"]]
    assert len(set(shown)) == len(shown) and shown == sorted(shown, reverse=True)


@pytest.mark.parametrize(
    "query", ["?before=x", "?before=-1", "?kind=nonsense", "?before=99999999999999"]
)
def test_a_strange_address_still_shows_the_story(signed_in, people, open_case, query):
    case = open_case()
    assert (
        signed_in(people.officer).get(f"/cases/{case.reference}/timeline{query}").status_code == 200
    )


def test_one_kind_alone(signed_in, people, open_case):
    case = open_case()
    events = (
        signed_in(people.officer)
        .get(f"/cases/{case.reference}/timeline?kind=clocks")
        .context["events"]
    )
    assert events and {event.kind for event in events} == {"Dates"}
