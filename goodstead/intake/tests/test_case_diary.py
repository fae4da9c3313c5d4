"""In a case the diaries of all its reports stand together, for whoever may open the reports."""

from django.template.loader import render_to_string

from goodstead.intake import actions, queries

from .linked import decide


def test_the_diaries_of_a_case_stand_together(client, submit, people, now):
    reports = [submit()[0] for _ in range(2)]
    case = decide("opened", reports[0], people, now, officer=people.officer)
    actions.attach_to_case(by=people.officer, at=now, report=reports[1], case=case, reason="Same")
    for report, what in zip(reports, ("music", "animals"), strict=True):
        actions.write_diary(
            by=None, at=now, report=report, submission="once", when="now", what=[what]
        )
    client.force_login(people.officer)
    html = client.get(f"/cases/{case.reference}/diary").content.decode()
    assert "Loud music" in html and "Dogs" in html
    assert all(report.reference in html for report in reports)
    assert (
        f'href="/cases/{case.reference}/diary"'
        in client.get(f"/cases/{case.reference}").content.decode()
    )


def test_a_report_that_this_person_may_not_open_adds_nothing(submit, people, now):
    report, _ = submit(category="domestic_abuse")
    case = actions.open_case(
        by=people.restricted_worker,
        at=now,
        report=report,
        reason="x",
        officer=people.restricted_worker,
    )
    actions.write_diary(by=None, at=now, report=report, submission="x", when="now", what=["threat"])
    assert queries.diary_of_case(people.restricted_worker, case).entries
    closed = queries.diary_of_case(people.officer, case)
    assert not closed.entries and closed.closed
    page = render_to_string("intake/_diary.html", {"diary": closed})
    assert "nothing in it that you may open" in page and "Nothing was written" not in page
    case.reports.get().diary.all().delete()
    assert not queries.diary_of_case(people.officer, case).closed
