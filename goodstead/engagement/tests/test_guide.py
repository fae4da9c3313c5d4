"""One guide: when not to do it oneself, what will not work, and the way to its end."""

import re
from datetime import timedelta

import pytest
from django.db import IntegrityError
from django.urls import reverse
from django.utils.html import escape

from goodstead.access.permissions import NotNow, PermissionDenied
from goodstead.cases.definitions.categories import CATEGORIES
from goodstead.clocks.calendar import start_of_day
from goodstead.engagement import actions
from goodstead.engagement.definitions.guides import GUIDES
from goodstead.engagement.models import GuideCount
from goodstead.intake.typed import Typed
from goodstead.ledger.checking import check
from goodstead.ledger.models import Entry

pytestmark = pytest.mark.django_db


def counts():
    return {(one.guide, one.said): one.times for one in GuideCount.objects.all()}


@pytest.mark.parametrize("code", GUIDES)
def test_each_guide_says_everything_and_leads_to_its_end(client, code):
    guide, url = GUIDES[code], reverse("engagement:guide", args=[code])
    page = client.get(url).content.decode()
    for part in guide.parts:
        assert part.title in page
        assert all(escape(line) in page for line in part.lines)
    assert all(escape(line) in page for line in guide.wont_work)
    assert guide.end.button in page and reverse("intake:start") in page
    assert ("Do not do this yourself if" in page) == guide.alone
    answered = client.post(url)
    assert answered["Location"] == reverse(guide.end.does, args=[code])
    end = client.get(answered["Location"]).content.decode()
    assert guide.end.title in end and "Did this help?" in end
    for words in ("Yes", "Partly", "No, I want to report"):
        assert words in end
    assert reverse("intake:start") in end


def test_no_such_guide_and_an_end_that_a_guide_does_not_have(client):
    for path in ("nonsense", "nonsense/answer-guide", "talk/print-diary", "log/write-letter"):
        assert client.get(f"/help/{path}").status_code == 404, path
    assert client.post("/help/nonsense").status_code == 404
    assert not GuideCount.objects.exists()


def test_looking_counts_nothing_and_costs_no_query(client, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert "no-store" in client.get("/help/talk")["Cache-Control"]
    assert not GuideCount.objects.exists()


def test_the_guide_to_staying_safe_has_the_way_out_and_a_title_that_tells_nothing(client):
    for page in ("", "/tick-checklist", "/answer-guide", "/guide-answered"):
        private = client.get(f"/help/stay-safe{page}").content.decode()
        assert reverse("intake:leave-report") in private, page
        title = private[private.index("<title>") : private.index("</title>")].lower()
        assert "safe" not in title and "behaviour" not in title
        assert "govuk-exit-this-page" not in client.get(f"/help/noise{page}").content.decode()


def test_the_way_out_drops_what_the_visit_knew(client):
    client.post("/help/stay-safe")
    assert client.session["guides"]
    client.get(reverse("intake:leave-report"))
    assert "guides" not in client.session


def test_reading_on_is_counted_once_in_a_visit(client, client_of_another):
    client.post("/help/talk")
    client.post("/help/talk")
    client.post("/help/noise")
    assert counts() == {("talk", "end"): 1, ("noise", "end"): 1}
    client_of_another.post("/help/talk")
    assert counts()["talk", "end"] == 2


def test_the_twin_without_a_session_each_press_would_count(client):
    client.post("/help/talk")
    client.cookies.clear()
    client.post("/help/talk")
    assert counts() == {("talk", "end"): 2}


def test_staff_read_on_and_are_not_counted(client, people):
    client.force_login(people.officer)
    assert client.post("/help/talk").status_code == 302
    assert counts() == {}


def test_what_a_press_costs(client, client_of_another, django_assert_num_queries):
    client.post("/help/talk")
    with django_assert_num_queries(8):
        client_of_another.post("/help/talk")


def test_the_ledger_hears_of_it_once_a_day_and_never_of_the_hour(now):
    for _ in range(3):
        count = actions.count_guide(by=None, guide="talk", said="end", at=now)
    entry = Entry.objects.get(verb="engagement.guide_counted")
    assert (entry.by, entry.at) == (None, start_of_day(now.date()))
    assert entry.file == f"engagement.guidecount:{count.pk}"
    assert entry.sentence == (
        "Counting began for the day: “Talk to your neighbour”, read on to the end"
    )
    count.refresh_from_db()
    assert (count.times, count.day, count.version) == (3, now.date(), 1)


def test_a_number_that_grew_is_no_tampering_and_a_row_that_moved_is(now):
    for _ in range(2):
        actions.count_guide(by=None, guide="talk", said="end", at=now)
    assert check().good
    GuideCount.objects.update(day=now.date() + timedelta(days=1))
    assert not check().good


def test_only_the_public_and_only_what_is_counted(people, now):
    with pytest.raises(PermissionDenied):
        actions.count_guide(by=people.officer, guide="talk", said="end", at=now)
    for guide, said in (("nonsense", "end"), ("talk", "nonsense")):
        with pytest.raises(NotNow):
            actions.count_guide(by=None, guide=guide, said=said, at=now)
    assert counts() == {}


def test_it_is_all_written_or_none_of_it(now, monkeypatch):
    def broken(*args, **kwargs):
        raise RuntimeError

    monkeypatch.setattr("goodstead.ledger.actions.record", broken)
    with pytest.raises(RuntimeError):
        actions.count_guide(by=None, guide="talk", said="end", at=now)
    assert counts() == {}


def test_one_row_a_day(now):
    actions.count_guide(by=None, guide="talk", said="end", at=now)
    row = GuideCount.objects.get()
    with pytest.raises(IntegrityError):
        GuideCount.objects.create(day=row.day, guide="talk", version=1, said="end")


def test_what_is_kept_has_no_place_for_a_person():
    names = {field.name for field in GuideCount._meta.get_fields()}
    assert names == {"id", "day", "guide", "version", "said", "times"}


@pytest.mark.parametrize("code", GUIDES)
def test_a_report_begins_with_what_the_guide_is_about(client, code):
    """Nothing is chosen that the reader did not read about, and nothing that should not be seen."""
    about = GUIDES[code].about
    assert not about or not CATEGORIES[about].restricted
    page = client.get(reverse("engagement:guide", args=[code])).content.decode()
    assert ("/report?about=" in page) == bool(about)
    if about:
        client.post(f"/report?about={about}")
        client.post("/report/danger", {"danger": "no"})
        what = client.get("/report/what").content.decode()
        chosen = re.findall(r'<input[^>]*name="category"[^>]*checked[^>]*>', what)
        assert len(chosen) == 1 and f'value="{about}"' in chosen[0]


@pytest.mark.parametrize("about", ["domestic_abuse", "hate", "police_asb", "nonsense", "", "\x00"])
def test_no_address_chooses_a_kind_that_is_closed_or_is_none(client, about):
    client.post("/report", QUERY_STRING=f"about={about}")
    assert not Typed(client.session).answers.get("category")
