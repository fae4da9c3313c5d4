"""Lists: paged by key, filtered, sorted, and as a file."""

from datetime import timedelta

import pytest
from django.urls import NoReverseMatch, reverse, set_script_prefix

from goodstead.access.models import User
from goodstead.design import paging
from goodstead.design.export import cell, lines
from goodstead.design.links import link_to

pytestmark = pytest.mark.django_db
ORDERS = [("name", "pk"), ("-name", "pk"), ("-last_login", "pk"), ("last_login", "-pk")]


@pytest.fixture
def crowd(people, now):
    """Ten more people, some of one name, some never seen."""
    for number in range(10):
        User.objects.create(
            email=f"p{number}@hartsmere.example",
            name=f"Person {number // 3}",
            role="officer",
            team=people.team,
            last_login=now + timedelta(microseconds=number // 2) if number % 3 else None,
        )
    return User.objects.all()


def pages(queryset, order, size=3, between=lambda: None):
    """Every page, going forward by the cursors."""
    cursor, found = "", []
    while True:
        cut = paging.cut(queryset, order, size=size, cursor=cursor)
        found.append(cut.rows)
        if not cut.next:
            return found, cut
        cursor = cut.next
        between()


@pytest.mark.parametrize("order", ORDERS)
def test_every_row_is_on_one_page_in_both_directions(crowd, order):
    found, last = pages(crowd, order)
    forward = [row.pk for page in found for row in page]
    assert sorted(forward) == sorted(crowd.values_list("pk", flat=True))
    back, cut = [[row.pk for row in last.rows]], last
    while cut.previous:
        cut = paging.cut(crowd, order, size=3, cursor=cut.previous)
        back.insert(0, [row.pk for row in cut.rows])
    assert [pk for page in back[:-1] for pk in page] == forward[: 3 * (len(found) - 1)]


@pytest.mark.parametrize("order", ORDERS)
def test_rows_that_arrive_while_somebody_reads_repeat_and_hide_nothing(crowd, order, people):
    before = set(crowd.values_list("pk", flat=True))
    arrived = iter(range(100))

    def arrive():
        User.objects.create(
            email=f"new{next(arrived)}@hartsmere.example", name="Aaron", role="officer",
            team=people.team,
        )  # fmt: skip

    found, _ = pages(crowd, order, between=arrive)
    seen = [row.pk for page in found for row in page]
    assert len(seen) == len(set(seen)) and before <= set(seen)


def test_people_never_seen_come_last_however_the_list_is_turned(crowd):
    for order in (("-last_login", "pk"), ("last_login", "pk")):
        seen = [row.last_login is None for page in pages(crowd, order)[0] for row in page]
        assert seen == sorted(seen) and any(seen)


@pytest.mark.parametrize("cursor", ["x", "a:b:c", "é" * 50, "{}", "x" * 5000, "\x00"])
def test_a_bad_cursor_gives_the_first_page(crowd, cursor):
    first = paging.cut(crowd, ("name", "pk"), size=3)
    assert paging.cut(crowd, ("name", "pk"), size=3, cursor=cursor) == first


def test_a_cursor_of_another_order_gives_the_first_page(crowd):
    other = paging.cut(crowd, ("-name", "pk"), size=3).next
    assert paging.cut(crowd, ("name", "pk"), size=3, cursor=other).previous is None


def test_a_page_that_has_emptied_meanwhile_gives_the_first_page(crowd):
    second = paging.cut(crowd, ("pk",), size=3).next
    left = crowd.filter(pk__in=[row.pk for row in paging.cut(crowd, ("pk",), size=3).rows])
    assert len(paging.cut(left, ("pk",), size=3, cursor=second).rows) == 3


def test_no_page_counts_or_skips_rows(crowd, django_assert_max_num_queries):
    cursor = ""
    for _ in range(3):
        with django_assert_max_num_queries(2) as asked:
            cut = paging.cut(crowd, ("name", "pk"), size=3, cursor=cursor)
        cursor = cut.next
        assert not [q for q in asked if "OFFSET" in q["sql"] or "COUNT(" in q["sql"]]


def test_a_walk_gives_each_row_once_a_chunk_at_a_time(crowd):
    chunks = list(paging.walk(crowd, ("name", "pk"), chunk=4))
    assert max(map(len, chunks)) == 4
    assert len({row.pk for chunk in chunks for row in chunk}) == crowd.count()


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"])
def test_a_cell_that_a_spreadsheet_would_run_gets_an_apostrophe(start):
    assert cell(f"{start}HYPERLINK(1)") == f"'{start}HYPERLINK(1)"


def test_numbers_and_dates_are_left_as_they_are(now):
    assert (cell(-3), cell(None), cell(True), cell("a=b")) == (-3, "", "Yes", "a=b")
    assert cell(now) == "2026-03-02 10:00" and cell(now.date()) == "2026-03-02"


def test_the_file_is_made_a_chunk_at_a_time():
    asked = []

    def chunks():
        for number in range(3):
            asked.append(number)
            yield [number]

    made = lines([("Number", lambda row: row)], chunks())
    assert next(made) == "\ufeffNumber\r\n" and asked == []
    assert next(made) == "0\r\n" and asked == [0]


@pytest.mark.usefixtures("samples")
class TestThePage:
    @pytest.fixture
    def officer(self, client, people, crowd, looks):
        client.force_login(people.officer)
        return client

    def test_filter_order_and_cursor_live_in_the_address(self, officer, looks):
        page = officer.get("/colleagues?role=officer&sort=seen")
        assert "role=officer&sort=seen&cursor=" in page.context["next_url"]
        second = officer.get(page.context["next_url"])
        shown = {row.pk for row in page.context["rows"]}
        assert shown and not shown & {row.pk for row in second.context["rows"]}
        assert second.context["previous_url"]
        text = page.content.decode()
        assert "Remove this filter:</span> Post: Officer" in text
        assert [len(records) for _, _, records in looks] == [3, 3]

    def test_a_bad_filter_is_told_and_breaks_nothing(self, officer):
        page = officer.get("/colleagues?role=king&sort=nonsense&cursor=%00&format=pdf")
        assert page.status_code == 200
        assert "Choose one of the answers that are shown" in page.content.decode()

    def test_the_number_of_questions_to_the_database_is_the_same_on_each_page(
        self, officer, django_assert_max_num_queries
    ):
        # Session, person, team, and three to note that the session is alive; then the rows.
        with django_assert_max_num_queries(7):
            first = officer.get("/colleagues")
        with django_assert_max_num_queries(8):  # two ranges of the index
            officer.get(first.context["next_url"])

    def test_the_file_is_streamed_to_those_who_may_and_each_row_is_written_as_viewed(
        self, officer, people, looks
    ):
        people.officer.name = "=cmd()"
        people.officer.save()
        response = officer.get("/colleagues?format=csv&role=officer")
        assert response.streaming and response["Content-Type"] == "text/csv; charset=utf-8"
        assert 'filename="colleagues.csv"' in response["Content-Disposition"]
        assert not looks
        text = b"".join(response.streaming_content).decode("utf-8-sig")
        assert text.startswith("Name,Post\r\n") and "'=cmd()," in text
        assert len(looks[0][2]) == text.count("\r\n") - 1

    def test_the_file_is_refused_to_those_who_may_not(self, client, people, samples, looks):
        from . import samples as pages_of_tests

        client.force_login(people.restricted_worker)
        assert client.get("/colleagues").context["csv_url"]
        pages_of_tests.ListColleagues.csv_permission = None
        try:
            assert client.get("/colleagues?format=csv").status_code == 403
            assert client.get("/colleagues").context["csv_url"] == ""
        finally:
            pages_of_tests.ListColleagues.csv_permission = pages_of_tests.Permission.SEARCH


@pytest.mark.parametrize(
    "page, record",
    [("workspace:case", "ASB-1042"), ("intake:report", "R-7K3M-9Q4C"), ("workspace:due-date", 17)],
)
def test_the_quick_way_to_an_address_gives_what_django_gives(page, record):
    assert link_to(page, record) == reverse(page, args=[record])
    set_script_prefix("/asb/")
    try:
        assert link_to(page, record) == reverse(page, args=[record])
        assert link_to(page, record).startswith("/asb/")
    finally:
        set_script_prefix("/")


def test_the_quick_way_refuses_a_page_that_carries_no_record():
    with pytest.raises(NoReverseMatch):
        link_to("intake:inbox", "R-1")
