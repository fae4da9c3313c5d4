"""The list of those who asked for an ASB case review."""

from goodstead.intake import actions


def test_managers_see_each_request_with_what_became_of_it(client, report, submit, people, now):
    hidden, _ = submit(category="domestic_abuse")
    for one in (report, hidden):
        actions.ask_case_review(by=None, at=now, report=one, submission="x", text="canary-why")
    client.force_login(people.coordinator)
    html = client.get("/case-reviews").content.decode()
    assert report.reference in html and "Not answered" in html
    assert hidden.reference not in html and "canary" not in html
    assert "/case-reviews" in client.get("/inbox").content.decode()
    client.force_login(people.leader)
    assert hidden.reference in client.get("/case-reviews").content.decode()
    client.force_login(people.officer)
    assert client.get("/case-reviews").status_code == 403
