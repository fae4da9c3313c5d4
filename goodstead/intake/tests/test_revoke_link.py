"""Staff stop a link that somebody tells them is in the wrong hands."""

from goodstead.ledger.models import Entry, key_of


def test_the_page_stops_the_link_and_says_so_on_the_report(client, report, people):
    client.force_login(people.officer)
    where = f"/reports/{report.reference}"
    assert "Stop the link" in client.get(where).content.decode()
    answered = client.post(f"{where}/revoke-link", follow=True)
    html = answered.content.decode()
    assert answered.redirect_chain[-1][0] == where and "link was stopped" in html
    report.refresh_from_db()
    assert report.follow_hash is None
    entry = Entry.objects.get(file=key_of(report), verb="intake.link_stopped")
    assert entry.by == people.officer and entry.facts == {"whom": "by us"}
    assert "was stopped on" in client.get(f"{where}/revoke-link").content.decode()


def test_a_report_without_a_link_has_no_such_page(client, submit, people):
    made, _ = submit(follow="no")
    client.force_login(people.leader)
    assert client.get(f"/reports/{made.reference}/revoke-link").status_code == 404
