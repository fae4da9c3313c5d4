"""Everyday household noise goes the good neighbourhood way, unless harm says otherwise."""

import pytest

from goodstead.access.permissions import NotNow
from goodstead.intake import actions
from goodstead.intake.definitions.branches_v3_home import NOISE_KINDS
from goodstead.intake.definitions.report_form_v2 import FORM as SECOND
from goodstead.intake.definitions.report_forms import FORM
from goodstead.intake.rules import track, track_for
from goodstead.ledger.models import Entry, key_of

from .telling import EVERYDAY, LITTLE

ASB, GOOD = "asb", "good_neighbourhood"


def proposed(category="noise", harm_band="standard", form=FORM, restricted=False, **changed):
    said = EVERYDAY | changed
    return track_for(
        form, category=category, answers=said, harm_band=harm_band, restricted=restricted
    )


def test_everyday_noise_is_a_matter_between_neighbours():
    assert proposed().track == GOOD and "everyday household noise" in proposed().why


REFUSALS = [
    ({"category": "verbal"}, "not about noise"),
    ({"category": "pets"}, "not about noise"),
    ({"restricted": True}, "restricted"),
    ({"strands": ["race"]}, "because of who they are"),
    ({"harm_band": "medium"}, "more than standard"),
    ({"harm_band": "high"}, "more than standard"),
    ({"danger": "yes"}, "in danger"),
    ({"violence": "yes"}, "hurt or threatened"),
    ({"violence": "not_said"}, "hurt or threatened"),
    ({"violence": None}, "hurt or threatened"),
    ({"targeted": "personally"}, "aimed at them"),
    ({"targeted": "family"}, "aimed at them"),
    ({"targeted": "not_said"}, "aimed at them"),
    ({"fear": "yes"}, "afraid"),
    ({"noise_from": "business"}, "home next to theirs"),
    ({"noise_kinds": []}, "not said what kind"),
    ({"noise_kinds": ["footsteps", "party"]}, "more than everyday noise: parties"),
    ({"noise_kinds": ["footsteps", "who knows"]}, "more than everyday noise: who knows"),
]


@pytest.mark.parametrize(("changed", "why"), REFUSALS, ids=[str(said) for said, _ in REFUSALS])
def test_one_thing_more_makes_it_anti_social_behaviour(changed, why):
    found = proposed(**changed)
    assert found.track == ASB and why in found.why


@pytest.mark.parametrize("number", range(len(track._AGAINST)))
def test_every_guard_of_the_rule_is_needed(monkeypatch, number):
    """With one of them off, one of the refusals is refused no more."""
    guards = list(track._AGAINST)
    monkeypatch.setattr(track, "_AGAINST", [*guards[:number], *guards[number + 1 :]])
    assert any(proposed(**changed).track == GOOD for changed, _ in REFUSALS)


@pytest.mark.parametrize("answer", NOISE_KINDS.answers, ids=lambda answer: answer.code)
def test_music_parties_and_machines_are_never_everyday(answer):
    everyday = {"footsteps", "doors", "appliances", "talking", "children", "diy_day"}
    assert answer.everyday == (answer.code in everyday)
    assert proposed(noise_kinds=[answer.code]).track == (GOOD if answer.everyday else ASB)


def test_an_earlier_version_did_not_ask_what_noise_it_is():
    assert proposed(form=SECOND, noise_kinds=None).why == "it was not said what kind of noise it is"


# Where a case is opened


@pytest.fixture
def quiet(submit):
    report, _ = submit(LITTLE | EVERYDAY)
    return report


@pytest.fixture
def open_case(people, now):
    def open_case(report, **chosen):
        values = {"by": people.leader, "at": now, "report": report, "reason": "Because"}
        return actions.open_case(**(values | chosen))

    return open_case


def test_the_case_goes_the_way_that_was_proposed(open_case, quiet, submit):
    assert open_case(quiet).track == GOOD
    loud, _ = submit(LITTLE | EVERYDAY | {"noise_kinds": ["party"]})
    assert open_case(loud).track == ASB


def test_the_other_way_needs_a_reason_which_is_kept(open_case, quiet):
    with pytest.raises(NotNow, match="Say why it is the other kind"):
        open_case(quiet, track=ASB)
    quiet.refresh_from_db()
    assert not quiet.outcome
    case = open_case(quiet, track=ASB, track_reason="He bangs the doors on purpose")
    assert case.track == ASB
    assert "He bangs the doors on purpose" in quiet.decisions.get().reason
    facts = Entry.objects.get(file=key_of(case), verb="intake.case_opened").facts_json
    assert ASB in facts and GOOD in facts and "purpose" not in facts


def test_what_was_proposed_needs_no_second_reason(open_case, quiet):
    open_case(quiet, track=GOOD)
    assert quiet.decisions.get().reason == "Because"


@pytest.mark.parametrize(
    "said", [{"violence": "yes"}, {"strands": ["race"]}, {"category": "domestic_abuse"}]
)
def test_harm_cannot_be_reasoned_away(open_case, submit, people, said):
    report, _ = submit(LITTLE | EVERYDAY | said)
    with pytest.raises(NotNow, match="anti-social"):
        open_case(report, track=GOOD, track_reason="It is only noise", officer=people.leader)


def test_an_unknown_track_is_refused(open_case, quiet):
    with pytest.raises(NotNow, match="what kind of case"):
        open_case(quiet, track="elsewhere", track_reason="Why not")


def test_the_report_says_so_to_whoever_decides(client, people, quiet, report):
    client.force_login(people.leader)
    words = "sounds like everyday household noise"
    assert words in client.get(f"/reports/{quiet.reference}").content.decode()
    assert words not in client.get(f"/reports/{report.reference}").content.decode()


def test_the_page_shows_the_proposal_and_keeps_the_other_choice(client, people, quiet):
    client.force_login(people.leader)
    page = f"/reports/{quiet.reference}/open-case"
    assert (
        "We propose good neighbourhood, because it is everyday household"
        in client.get(page).content.decode()
    )
    said = {"track": ASB, "reason": "Because", "track_reason": ""}
    refused = client.post(page, said).content.decode()
    assert "Say why it is the other kind of case" in refused
    assert client.post(page, said | {"track_reason": "On purpose"}).status_code == 302
    quiet.refresh_from_db()
    assert quiet.case.track == ASB
