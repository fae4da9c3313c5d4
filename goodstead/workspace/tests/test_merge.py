"""Two records of one person are put together by two members of staff, and taken apart exactly."""

from datetime import timedelta

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, transaction

from goodstead.access.permissions import NotNow, PermissionDenied
from goodstead.cases import actions as cases
from goodstead.cases.models import Party
from goodstead.clocks.models import Deadline
from goodstead.correspondence.models import Message, SafeContact
from goodstead.intake.models import Report
from goodstead.ledger.checking import walk as checking
from goodstead.ledger.models import Entry, key_of
from goodstead.people import actions as persons
from goodstead.people.models import Merge, Moved, Person, Vulnerability
from goodstead.risk.models import Assessment
from goodstead.workspace import actions
from goodstead.workspace.definitions.merging import OF_CONTACT, OF_PERSON, STAY
from goodstead.workspace.queries import merging as queries
from goodstead.workspace.rules import merging as rules

from .pairs import case_of, choices, one_record, proposed, report_of, smiths, snapshot


@pytest.fixture
def vera(people, now):
    """Two records of one person with everything, and a proposal that waits."""
    kept, other, case, alone, report = smiths(people, now)
    return kept, other, proposed(people, now, kept, other), case, alone, report


def confirm(people, now, merge):
    return actions.confirm_merge(by=people.leader, at=now, merge=merge)


def apart(people, now, merge, why="Two sisters after all"):
    return actions.take_merge_apart(by=people.leader, at=now, merge=merge, why=why)


def test_every_foreign_key_to_a_person_or_their_contact_is_known_to_the_merge():
    """A new one fails here until somebody says what a merge does with it."""
    known = {f"{link.label}.{link.column}" for link in (*OF_PERSON, *OF_CONTACT)} | STAY
    found = {
        f"{relation.related_model._meta.label_lower}.{relation.field.name}"
        for model in (Person, SafeContact)
        for relation in model._meta.get_fields(include_hidden=True)
        if relation.auto_created and not relation.concrete
    }
    assert found == known


def test_everything_of_the_one_is_then_of_the_other(vera, people, now):
    kept, other, merge, case, alone, report = vera
    confirm(people, now, merge)
    for link in OF_PERSON:
        assert queries.rows(link, [other.pk]) == [], link.label
    report = Report.objects.get(pk=report.pk)
    assert (report.person_id, report.contact_id) == (kept.pk, kept.contact_id)
    assert {a.case_id for a in Assessment.objects.filter(person=kept)} == {case.pk, alone.pk}
    other.refresh_from_db()
    assert other.merged_into == kept
    assert other not in Person.objects.all().standing()
    assert queries.person_seen(people.leader, other.pk) == kept


def test_nothing_about_safety_is_lost(vera, people, now):
    kept, other, merge, *_ = vera
    confirm(people, now, merge)
    contact = SafeContact.objects.get(pk=kept.contact_id)
    assert contact.safe_times == "After 6pm\nBefore 3pm"
    assert contact.who_must_not_know == "Her brother"
    assert contact.may_voicemail is False and contact.may_text is False
    assert contact.may_phone and contact.may_email
    alone = Vulnerability.objects.get(person=kept, kind="alone", ended_at=None)
    assert alone.detail == "In her flat; Since her husband died"
    assert Vulnerability.objects.filter(person=kept, kind="fled", ended_at=None).exists()
    waiting = Message.objects.filter(to__in=(kept.contact_id, other.contact_id))
    assert waiting and not waiting.filter(state="queued").exists()  # held until somebody looks


def test_care_of_either_is_care_of_both(people, now):
    kept = one_record(people, now, "Vera Smith", may_phone=True, flagged=True)
    other = one_record(people, now, "Vera Smith", may_phone=None, may_post=False)
    case_of(people, now, kept)
    case_of(people, now, other)
    confirm(people, now, proposed(people, now, kept, other))
    for pk in (kept.contact_id, other.contact_id):
        contact = SafeContact.objects.get(pk=pk)
        assert (contact.flagged, contact.may_phone, contact.may_post) == (True, None, False)


def test_one_part_and_one_date_of_a_kind_are_left_in_a_case(vera, people, now):
    kept, other, merge, case, *_ = vera
    confirm(people, now, merge)
    parts = Party.objects.filter(case=case, person=kept, ended_at=None)
    assert sorted(parts.values_list("part", flat=True)) == ["complainant", "witness"]
    subjects = [key_of(party) for party in Party.objects.filter(person=kept, case=case)]
    running = Deadline.objects.filter(subject__in=subjects, stopped_at=None)
    codes = [deadline.code for deadline in running]
    assert len(codes) == len(set(codes)) > 0


def test_what_was_chosen_stands(vera, people, now):
    kept, other, first, *_ = vera
    actions.decline_merge(by=people.leader, at=now, merge=first, why="The names the other way")
    merge = proposed(people, now, kept, other, chosen=choices(kept, other, "other"))
    confirm(people, now, merge)
    kept.refresh_from_db()
    assert (kept.name, kept.name_key, kept.tenure) == ("Vera Smyth", "vera smyth", "council")
    assert kept.born_on == other.born_on
    assert SafeContact.objects.get(pk=kept.contact_id).email == "v@x.example"


def test_taking_apart_restores_every_row_of_every_table(vera, people, now):
    before = snapshot()
    confirm(people, now, vera[2])
    assert snapshot() != before
    apart(people, now + timedelta(days=3), vera[2])
    after = snapshot()
    differ = {key for key in before | after if before.get(key) != after.get(key)}
    assert not differ


def test_without_what_was_written_down_it_would_not_be_restored(vera, people, now):
    """The twin: the snapshot sees a single row that is not put back."""
    before = snapshot()
    confirm(people, now, vera[2])
    Moved.objects.filter(label="plans.contact").delete()
    apart(people, now, vera[2])
    assert snapshot() != before


def test_what_was_added_since_stays_with_the_survivor_and_what_was_corrected_since_stays_so(
    vera, people, now
):
    kept, other, merge, case, *_ = vera
    confirm(people, now, merge)
    fresh = Person.objects.get(pk=kept.pk)
    persons.note_vulnerability(
        by=people.officer, at=now, person=fresh, kind="carer", source="person", about=case
    )
    later = case_of(people, now, fresh)
    persons.change_details(
        by=people.officer, at=now, person=fresh, born_on=fresh.born_on, tenure="owner", about=case
    )
    undone = apart(people, now, merge)
    assert undone.state == "undone"
    fresh.refresh_from_db()
    assert fresh.tenure == "owner" and fresh.born_on is None
    assert later.parties.get().person == kept
    assert Vulnerability.objects.get(kind="carer").person == kept
    entry = Entry.objects.filter(verb="workspace.persons_unmerged").first()
    assert entry.facts["left"] == 1


def test_the_ledger_of_every_file_concerned_tells_of_it_and_checks_out(vera, people, now):
    kept, other, merge, case, alone, report = vera
    confirm(people, now, merge)
    files = set(
        Entry.objects.filter(verb="workspace.persons_merged").values_list("file", flat=True)
    )
    assert files == {key_of(one) for one in (kept, other, case, alone, report)}
    sentence = Entry.objects.filter(verb="workspace.persons_merged").first().sentence
    assert sentence == "Two records of one person put together, as Ola Officer had proposed"
    assert problems(report) == []
    apart(people, now, merge)
    assert problems(report) == []


def problems(report):
    """What a check of the whole ledger finds, but for the report that the tests put on a patch."""
    found = checking.check().problems
    return [one for one in found if key_of(report) not in str(one)]


def test_nobody_confirms_what_they_proposed(vera, people, now, monkeypatch):
    kept, other, *_ = vera
    Merge.objects.all().delete()
    merge = proposed(people, now, kept, other, by=people.leader)
    with pytest.raises(NotNow, match="second person"):
        actions.confirm_merge(by=people.leader, at=now, merge=merge)
    monkeypatch.setattr(rules, "require_can_decide", lambda *a, **k: None)
    with pytest.raises(IntegrityError), transaction.atomic():  # the twin: the database refuses too
        actions.confirm_merge(by=people.leader, at=now, merge=merge)


def test_who_may_propose_and_who_may_decide(vera, people, now):
    kept, other, merge, *_ = vera
    for nobody in (people.call_handler, people.auditor, people.information_officer, people.partner):
        with pytest.raises(PermissionDenied):
            proposed(people, now, kept, other, by=nobody)
        with pytest.raises(PermissionDenied):
            actions.confirm_merge(by=nobody, at=now, merge=merge)
    with pytest.raises(PermissionDenied):
        actions.confirm_merge(by=people.other_officer, at=now, merge=merge)
    with pytest.raises(PermissionDenied):  # may decide, and may not see these files
        actions.confirm_merge(by=people.restricted_worker, at=now, merge=merge)


def test_both_must_see_every_file_of_both(vera, people, now, monkeypatch):
    kept, other, merge, case, alone, _ = vera
    cases.restrict_case(by=people.officer, at=now, case=alone, reason="Danger")
    assert queries.merge_seen(people.leader, merge.pk) is None
    with pytest.raises(PermissionDenied):
        confirm(people, now, merge)
    reader = cases.add_reader(by=None, at=now, case=alone, reader=people.leader)
    monkeypatch.setattr(queries, "saw", lambda *a: merge.saw)
    if not queries.all_seen(people.officer, kept, other):
        with pytest.raises(NotNow, match="Whoever proposed"):
            confirm(people, now, merge)
    assert reader


def test_with_scope_off_a_stranger_could_confirm(vera, people, now, monkeypatch):
    """The twin of the two tests above."""
    monkeypatch.setattr(queries, "all_seen", lambda *a: True)
    merge = actions.confirm_merge(by=people.restricted_worker, at=now, merge=vera[2])
    assert merge.state == "done"


def test_a_complainant_and_the_one_complained_about_are_never_put_together(
    people, now, monkeypatch
):
    kept = one_record(people, now, "Sam Smith")
    other = one_record(people, now, "Sam Smith")
    case = case_of(people, now, kept, part="complainant")
    cases.add_party(by=people.officer, at=now, case=case, person=other, part="alleged_perpetrator")
    with pytest.raises(NotNow, match="complained about"):
        proposed(people, now, kept, other)
    monkeypatch.setattr(queries, "conflict", lambda *a: "")
    assert proposed(people, now, kept, other)  # the twin


def test_whoever_reported_it_counts_as_a_side_and_so_does_a_part_that_has_ended(people, now):
    report = report_of(people, now)
    other = one_record(people, now, "Vera Victim")
    case = case_of(people, now, one_record(people, now, "Somebody Else"))
    party = cases.add_party(
        by=people.officer, at=now, case=case, person=other, part="alleged_perpetrator"
    )
    cases.end_party(by=people.officer, at=now, party=party)
    assert queries.conflict(report.person, other) == ""
    Report.objects.filter(pk=report.pk).update(case=case)
    assert "complained about" in queries.conflict(report.person, other)


def test_what_changed_since_it_was_proposed_is_not_confirmed_unseen(vera, people, now, monkeypatch):
    kept, other, merge, case, alone, _ = vera
    persons.change_name(by=people.officer, at=now, person=other, name="Vera Baker", about=alone)
    with pytest.raises(NotNow, match="has changed since"):
        confirm(people, now, merge)
    monkeypatch.setattr(rules, "require_as_it_was_seen", lambda *a: None)
    assert confirm(people, now, merge).state == "done"  # the twin


def test_what_differs_must_be_chosen_and_a_reason_given(vera, people, now):
    kept, other, merge, *_ = vera
    Merge.objects.all().delete()
    with pytest.raises(NotNow, match="Choose which stands: name"):
        proposed(people, now, kept, other, chosen={})
    with pytest.raises(NotNow, match="Say why"):
        proposed(people, now, kept, other, why="  ")
    with pytest.raises(NotNow, match="1000 characters"):
        proposed(people, now, kept, other, why="x" * 10_000_000)
    with pytest.raises(NotNow, match="one record"):
        proposed(people, now, kept, kept)


def test_one_proposal_waits_and_a_declined_pair_is_not_offered_again(vera, people, now):
    kept, other, merge, *_ = vera
    with pytest.raises(NotNow, match="proposed this already"):
        proposed(people, now, other, kept)
    assert other in [one.person for one in queries.might_be(people.leader, kept)]
    with pytest.raises(NotNow, match="Say why"):
        actions.decline_merge(by=people.leader, at=now, merge=merge, why="")
    actions.decline_merge(by=people.leader, at=now, merge=merge, why="Sisters")
    assert queries.might_be(people.leader, kept) == []
    with pytest.raises(NotNow, match="decided already"):
        confirm(people, now, merge)


def test_words_about_safety_are_never_cut_off(people, now):
    kept = one_record(people, now, "Vera Smith", safe_times="a" * 400)
    other = one_record(people, now, "Vera Smith", safe_times="b" * 400)
    case_of(people, now, kept)
    case_of(people, now, other)
    with pytest.raises(NotNow, match="too long"):
        proposed(people, now, kept, other)


def test_a_merge_does_not_take_anybodys_risk_down(vera, people, now):
    kept, other, merge, case, alone, _ = vera
    from goodstead.risk import actions as risk
    from goodstead.risk.definitions.answers import given

    risk.assess_risk(
        by=None, case=case, person=other, answers=given({"violence": "no"}),
        at=now + timedelta(hours=1),
    )  # fmt: skip
    with pytest.raises(NotNow, match="came to less harm"):
        confirm(people, now, merge)


def test_all_or_nothing(vera, people, now, monkeypatch):
    before = snapshot()

    def fail(*args, **kwargs):
        raise RuntimeError("the ledger is full")

    monkeypatch.setattr("goodstead.ledger.actions.record", fail)
    with pytest.raises(RuntimeError):
        confirm(people, now, vera[2])
    assert snapshot() == before and not Moved.objects.exists()


def test_the_later_merge_is_taken_apart_first(vera, people, now):
    kept, other, merge, *_ = vera
    confirm(people, now, merge)
    third = one_record(people, now, "Vera Smith", may_phone=True)
    case_of(people, now, third)
    second = proposed(people, now, Person.objects.get(pk=kept.pk), third)
    confirm(people, now, second)
    with pytest.raises(NotNow, match="Take that apart first"):
        apart(people, now, merge)
    apart(people, now, second)
    with pytest.raises(NotNow, match="Say why"):
        apart(people, now, merge, why="")
    apart(people, now, merge)
    with pytest.raises(NotNow, match="not together"):
        apart(people, now, merge)


def test_the_database_lets_an_assessment_follow_a_merge_and_nothing_else(vera, people, now):
    kept, other, merge, *_ = vera
    one = Assessment.objects.filter(person=other).first()
    update = "UPDATE risk_assessment SET person_id = %s WHERE id = %s"
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(update, [kept.pk, one.pk])
    confirm(people, now, merge)
    assert Assessment.objects.get(pk=one.pk).person_id == kept.pk
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE risk_assessment SET score = 0 WHERE id = %s", [one.pk])


def test_the_columns_that_name_a_person_by_ledger_key_are_known():
    """Dates and files can stand with the person alone. A new such column fails here."""
    from goodstead.workspace.actions.joining import _BY_KEY

    found = {
        f"{model._meta.label_lower}.{field.name}"
        for model in apps.get_models()
        if model._meta.app_label != "ledger"
        for field in model._meta.concrete_fields
        if field.name in {"about", "subject"} and field.get_internal_type() == "CharField"
    }
    known = {f"{label}.{column}" for label, columns in _BY_KEY for column in columns}
    # Words of a message; a message stays with the file in which it was written.
    words = {"correspondence.message.subject", "exchange.inboundmail.subject"}
    assert found == known | words | {"correspondence.message.about"}
