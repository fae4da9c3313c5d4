"""Whatever kind of report it is: aimed at a person, hurt or threatened, because of who they are."""

import pytest

from goodstead.intake import actions
from goodstead.intake.definitions import report_form_v1 as v1

from .telling import LITTLE, key

GRAFFITI = LITTLE | {
    "category": "graffiti",
    "description": "Racist graffiti on my front door saying get out or we burn you",
    "frequency": "once",
}


@pytest.mark.parametrize(
    "said, band, restricted",
    [
        ({"targeted": "no", "violence": "no", "strands": []}, "standard", False),
        ({"targeted": "no", "violence": "no", "strands": ["race"]}, "medium", True),
        ({"targeted": "family", "violence": "yes", "strands": []}, "high", False),
        ({"targeted": "family", "violence": "yes", "strands": ["race"]}, "high", True),
        (
            {"frequency": "not_said", "targeted": "not_said", "violence": "not_said"},
            "medium",
            False,
        ),
        ({}, "standard", False),  # a short call about a tag on a wall
    ],
)
def test_words_on_a_wall_can_be_a_threat_to_who_lives_behind_it(submit, said, band, restricted):
    report, _ = submit(GRAFFITI | said)
    assert (report.harm_band, report.restricted, report.hate) == (band, restricted, restricted)


def test_an_answer_of_the_first_version_is_weighed_as_it_was_asked(submit, now):
    """Somebody who began before the form changed ends the form that they began."""
    report, _ = actions.submit_report(
        by=None, at=now, submission_key=key(), answers=GRAFFITI | {"violence": "yes"}, form=v1.FORM
    )
    assert report.form_version == "report-1" and "violence" not in report.answers
