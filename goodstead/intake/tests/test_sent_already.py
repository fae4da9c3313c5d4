"""A page that was sent already comes again with other answers: nothing of them is lost."""

import pytest

from goodstead.access.permissions import NotNow
from goodstead.intake.models import Report

from .walking import CHECK, key_on, url, walk


@pytest.mark.parametrize(
    "changed", [{"description": "Different now"}, {"name": "Somebody Else"}, {"danger": "yes"}]
)
def test_other_answers_with_the_same_key_are_refused_and_never_lost(submit, changed):
    first, _ = submit(submission_key="k" * 40)
    with pytest.raises(NotNow, match=f"already sent: it is report {first.reference}"):
        submit(submission_key="k" * 40, **changed)
    assert Report.objects.get() == first


def test_what_was_changed_after_a_send_that_the_browser_did_not_hear_of_is_a_new_report(
    client, people
):
    """The report was saved and the answer got lost; then something was changed and sent again."""
    walk(client)
    before = dict(client.session)
    client.post(CHECK, {"submission_key": key_on(client.get(CHECK))})
    session = client.session
    session.update(before)
    del session["report_sent"]
    session.save()
    client.post(url("describe"), {"description": "And now they threatened me"})
    page = client.post(CHECK, {"submission_key": session["report"]["key"]})
    (first,) = Report.objects.all()
    assert f"already sent: it is report {first.reference}" in page.content.decode()
    assert "And now they threatened me" in page.content.decode()
    assert client.post(CHECK, {"submission_key": key_on(page)}).url == "/report/done"
    assert {r.description for r in Report.objects.all()} == {
        first.description, "And now they threatened me",
    }  # fmt: skip
