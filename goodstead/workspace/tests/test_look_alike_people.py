"""People who may be recorded twice, for those who decide merges: paged by key, bounded."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from goodstead.workspace.queries import twice

from .pairs import case_of, one_record, proposed

URL = "/people/look-alike"


@pytest.fixture
def known(people, now):
    def known(name, **contact):
        person = one_record(people, now, name, **contact)
        case_of(people, now, person)
        return person

    return known


def test_each_newer_record_stands_once_with_its_likeliest_older_one(people, known, signed_in):
    first = known("Vera Smith", telephone="01632 960055")
    known("Zed Quill", telephone="01632 960777")
    second = known("Vera Smyth", telephone="01632 960055")
    known("Vera Baker")
    [pair] = twice.page(people.leader, before=None).pairs
    assert (pair.person, pair.other, pair.match.points) == (second, first, 63)
    text = signed_in(people.leader).get(URL).content.decode()
    assert reverse("workspace:propose-merge", args=[first.pk, second.pk]) in text


def test_what_waits_or_is_closed_to_the_reader_is_left_out(people, now, known):
    first, second = (known("Vera Smith", telephone="01632 960055") for _ in range(2))
    third = known("Vera Smith", telephone="01632 960055")
    assert len(twice.page(people.leader, before=None).pairs) == 2
    case_of(people, now, third, officer=people.restricted_worker, restricted=True)
    assert len(twice.page(people.leader, before=None).pairs) == 1
    assert twice.page(people.restricted_worker, before=None).pairs == []
    proposed(people, now, first, second)
    assert twice.page(people.leader, before=None).pairs == []


def test_the_list_goes_on_by_key_and_takes_so_many_queries(people, known, signed_in, monkeypatch):
    monkeypatch.setattr(twice, "AT_ONCE", 3)
    counts = []
    for more in (2, 6):
        for _ in range(more):
            known("Vera Smith", telephone="01632 960055")
        with CaptureQueriesContext(connection) as caught:
            page = twice.page(people.leader, before=None)
        counts.append(len(caught))
    assert counts[0] == counts[1] <= 20, counts
    assert page.older is not None
    assert f"?before={page.older}" in signed_in(people.leader).get(URL).content.decode()
    older = twice.page(people.leader, before=page.older)
    assert older.looked_at == 3 and {one.person.pk for one in older.pairs}.isdisjoint(
        one.person.pk for one in page.pairs
    )


def test_more_of_one_name_than_the_limit_hide_nobody_on_a_later_page(people, known, monkeypatch):
    monkeypatch.setattr(twice, "AT_ONCE", 3)
    monkeypatch.setattr(twice, "EACH", 4)
    older, newer = (known("Vera Smith", telephone="01632 960055") for _ in range(2))
    for _ in range(6):
        known("Vera Smith")
    found, before = [], None
    for _ in range(3):
        page = twice.page(people.leader, before=before)
        found += [(pair.person, pair.other) for pair in page.pairs]
        before = page.older
    assert found == [(newer, older)] and before is None


def test_a_common_name_takes_no_place_from_a_rare_one(people, known, monkeypatch):
    monkeypatch.setattr(twice, "EACH", 2)
    older = known("Zed Quill", telephone="01632 960777")
    for _ in range(4):
        known("Vera Smith", telephone="01632 960055")
    newer = known("Zed Quill", telephone="01632 960777")
    pairs = twice.page(people.leader, before=None).pairs
    assert (newer, older) in [(pair.person, pair.other) for pair in pairs]


@pytest.mark.parametrize("before", ["x", "-1", "9" * 400, "٣", "\x00", ""])
def test_any_address_answers(people, known, signed_in, before):
    assert signed_in(people.leader).get(URL, {"before": before}).status_code == 200
