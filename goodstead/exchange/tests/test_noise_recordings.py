"""Recordings of a noise app: kept as evidence, linked where there is one answer, never unheard."""

import io
import zipfile
from datetime import timedelta

import pytest
from django.utils import timezone

from goodstead.access.permissions import PermissionDenied
from goodstead.cases.models import Case
from goodstead.clocks import tick
from goodstead.clocks.models import Deadline
from goodstead.clocks.queries import due_list
from goodstead.correspondence import actions as correspondence
from goodstead.evidence.models import StoredFile
from goodstead.exchange.models import LeftOut
from goodstead.intake import actions as intake
from goodstead.intake.models import Report
from goodstead.ledger.models import Entry, key_of

from . import recordings
from .recordings import export, line, listed_in_json, sound

pytestmark = pytest.mark.django_db


@pytest.fixture
def take(people, now):
    mapping = recordings.save(people, now)

    def _take(content, mapping=mapping, at=now):
        return recordings.take(people, at, content, mapping)

    return _take


@pytest.fixture
def report(people, now):
    """Vera's report, with her telephone and email, on the officer's patch."""
    made, _ = intake.submit_report(
        by=None, at=now, submission_key="vera",
        answers={"category": "noise", "description": "Loud music", "may_contact": "yes",
                 "name": "Vera Victim", "ways": ["phone", "email"], "telephone": "01632 960001",
                 "email": "vera@example.org", "follow": "no"},
    )  # fmt: skip
    Report.objects.filter(pk=made.pk).update(patch=people.patch)
    made.refresh_from_db()
    return made


def open_case(report, people, now):
    return intake.open_case(
        by=people.leader, at=now, report=report, reason="Go", officer=people.officer
    )


def unlinked():
    return Report.objects.filter(channel="noise_app").waiting()


def test_a_recording_nobody_linked_waits_in_the_inbox_as_evidence(take):
    assert take(export(line("a.wav"), a__wav=sound())).landed == 1
    report = unlinked().get()
    assert "Bass through the wall" in report.description and report.category == "noise"
    assert "made on 1 March 2026 at 02:10" in report.description
    file = StoredFile.objects.get(about=key_of(report))
    assert (file.kind, file.original_name) == ("wav", "a.wav")


def test_nine_recordings_that_belong_to_no_case_are_not_unheard_for_five_months(take, people, now):
    """What happened elsewhere: from January to June nobody listened, because no case was there."""
    files = {f"r{n}__wav": sound(n) for n in range(1, 10)}
    take(export(*(line(f"r{n}.wav") for n in range(1, 10)), **files))
    assert unlinked().count() == 9
    clocks = Deadline.objects.filter(code="report_unlinked")
    assert clocks.count() == 9 and all(clock.team_id or clock.owner_id for clock in clocks)
    tick.run(now + timedelta(hours=8))
    assert not clocks.filter(missed_at__isnull=False).exists()
    later = now + timedelta(days=2)
    tick.run(later)
    assert clocks.filter(missed_at__isnull=False).count() == 9
    due = due_list(people.leader, at=later).filter(code="report_unlinked")
    assert due.count() == 9 and all(one.overdue for one in due)
    in_june = now + timedelta(days=150)
    tick.run(in_june)
    assert due_list(people.leader, at=in_june).filter(code="report_unlinked").count() == 9


def test_without_that_clock_nobody_would_be_told(take, people, now, monkeypatch):
    """The twin: what the test above guards against."""
    from goodstead.intake.actions import acknowledging

    whole = acknowledging.clocks.start
    monkeypatch.setattr(
        acknowledging.clocks, "start",
        lambda record, clocks, **k: whole(record, [c for c in clocks if c.code != "report_unlinked"], **k),
    )  # fmt: skip
    take(export(line("a.wav"), a__wav=sound()))
    later = now + timedelta(days=2)
    tick.run(later)
    assert not due_list(people.leader, at=later).filter(code="report_unlinked").exists()


def test_it_is_put_to_the_report_with_the_reference(take, report):
    take(export(line("a.wav", reference=report.reference.lower()), a__wav=sound()))
    assert StoredFile.objects.get().about == key_of(report) and not unlinked().exists()


def test_what_was_written_about_it_stands_with_the_report_and_somebody_hears_of_it(
    take, report, people, client, now
):
    said = line("a.wav", text="He said he will come at night", reference=report.reference)
    take(export(said, a__wav=sound()))
    added = report.additions.get()
    assert "He said he will come at night" in added.text and "1 March 2026 at 02:10" in added.text
    due = Deadline.objects.running().get(subject=key_of(report), code="follow_added")
    assert due.owner_id or due.team_id
    client.force_login(people.leader)
    page = client.get(f"/reports/{report.reference}").content.decode()
    assert "He said he will come at night" in page and "through the private link" not in page
    entries = Entry.objects.filter(verb="intake.recording_added", file=key_of(report))
    assert entries.get().facts == {"way": "Noise App recordings"}


def test_only_the_service_adds_one(report, people, now):
    with pytest.raises(PermissionDenied):
        intake.add_recording(
            by=people.leader, at=now, report=report, submission="x", way="x", text="x", uploads=[]
        )


@pytest.mark.parametrize("by", [{"phone": "+44 1632 960001"}, {"email": "Vera@Example.org"}])
def test_or_to_the_one_with_the_telephone_or_email(take, report, by):
    take(export(line("a.wav", **by), a__wav=sound()))
    assert StoredFile.objects.get().about == key_of(report)


@pytest.mark.parametrize("by", ["reference", "phone"])
def test_or_to_the_open_case(take, report, people, now, by):
    case = open_case(report, people, now)
    given = {"reference": case.reference, "phone": "01632 960001"}
    take(export(line("a.wav", **{by: given[by]}), a__wav=sound()))
    added = Report.objects.get(channel="noise_app")
    assert added.case == case and added.outcome == "attached" and not unlinked().exists()
    assert not Deadline.objects.filter(code="report_unlinked", stopped_at=None).exists()


@pytest.mark.parametrize("by", ["reference", "phone"])
def test_one_about_something_restricted_that_is_over_is_restricted_too(take, people, now, by):
    hidden, _ = intake.submit_report(
        by=None, at=now, submission_key="hidden",
        answers={"category": "domestic_abuse", "description": "x", "may_contact": "yes",
                 "name": "Lena", "ways": ["phone"], "telephone": "01632 960777"},
    )  # fmt: skip
    intake.advise_report(by=people.restricted_worker, at=now, report=hidden, reason="Advised")
    given = {"reference": hidden.reference, "phone": "01632 960777"}
    take(export(line("a.wav", **{by: given[by]}), a__wav=sound()))
    assert unlinked().get().restricted
    assert not Report.objects.visible_to(people.officer).exists()


def test_two_possible_answers_are_none(take, report, people, now):
    answers = report.answers | {"telephone": "01632 960001"}
    intake.submit_report(by=None, at=now, submission_key="other", answers=answers)
    take(export(line("a.wav", phone="01632 960001"), a__wav=sound()))
    assert unlinked().count() == 1


def test_what_the_other_party_sends_is_never_added_to_the_case(take, report, people, now):
    from goodstead.cases import actions as cases
    from goodstead.people import actions as persons

    case = open_case(report, people, now)
    contact = correspondence.add_contact(by=None, at=now, about=case, telephone="01632 960777")
    person = persons.add_person(by=None, at=now, name="Pete", contact=contact, about=case)
    cases.add_party(by=None, at=now, case=case, person=person, part="alleged_perpetrator")
    take(export(line("a.wav", phone="01632 960777"), a__wav=sound()))
    assert unlinked().count() == 1


def test_a_closed_case_is_not_opened_by_a_recording(take, report, people, now):
    case = open_case(report, people, now)
    Case.objects.filter(pk=case.pk).update(closed_at=now, status="closed")
    take(export(line("a.wav", reference=case.reference), a__wav=sound()))
    assert unlinked().count() == 1 and case.reference in unlinked().get().description


def test_the_same_recording_again_changes_nothing_whatever_it_is_called(take):
    take(export(line("a.wav"), a__wav=sound()))
    again = take(export(line("b.wav"), b__wav=sound()))
    assert (again.landed, again.known) == (0, 1) and StoredFile.objects.count() == 1


def test_a_recording_without_a_row_is_taken_in_all_the_same(take):
    delivery = take(export(line("a.wav"), a__wav=sound(1), folder__wav=sound(2)))
    assert delivery.landed == 2 and unlinked().count() == 2
    assert "says nothing about this recording" in unlinked().order_by("-pk")[0].description


def test_a_row_without_its_recording_is_named_and_the_others_land(take):
    delivery = take(export(line("gone.wav"), line("a.wav"), line(""), a__wav=sound()))
    assert (delivery.landed, delivery.left_out) == (1, 2)
    assert "“gone.wav” is not in the zip" in LeftOut.objects.order_by("line")[0].reason


def test_a_date_that_cannot_be_read_does_not_lose_the_recording(take):
    take(export(line("a.wav", at="some night"), a__wav=sound()))
    assert "“some night” is not a date" in unlinked().get().description


def test_what_is_no_recording_by_its_content_is_named_and_not_kept(take):
    delivery = take(
        export(
            line("a.wav"), line("page.mp3"), line("run.wav"), a__wav=sound(),
            page__mp3=b"<html><script>1</script>", run__wav=b"MZ\x90\0" + b"x" * 99,
            inner__zip=export(line("x.wav")), readme__txt=b"Hello",
        )
    )  # fmt: skip
    assert delivery.landed == 1 == StoredFile.objects.count()
    reasons = " ".join(LeftOut.objects.values_list("reason", flat=True))
    assert reasons.count("is no sound recording") == 4 and "inner.zip" in reasons


def test_a_list_in_json_is_read_too(take, people, now):
    objects = {"recordings": [
        {"File": "a.wav", "Recorded at": "2026-03-01T02:10:00Z", "Notes": "Bass\nagain", "Reference": None,
         "Mobile": 1632, "Email": "", "Postcode": ["AL7"]}, "nonsense", {"File": "a.wav"},
    ]}  # fmt: skip
    delivery = take(listed_in_json(objects, a__wav=sound()))
    assert (delivery.landed, delivery.left_out + delivery.changed + delivery.known) == (1, 2)


def test_signs_that_no_database_holds_stop_neither_the_file_nor_the_worker(take, people, now):
    mapping = recordings.save(people, now, {"file": "File"}, "Other")
    objects = [
        "non\0sense\ud800",
        {"File": "a.wav", "No\0tes": "x\0y"},
        {"File": "b.wav", "No\0tes": "z"},
    ]
    delivery = take(listed_in_json(objects, a__wav=sound()), mapping=mapping)
    assert delivery.state == "finished" and (delivery.landed, delivery.left_out) == (1, 2)
    assert "\0" not in str(list(LeftOut.objects.values_list("cells", flat=True)))
    assert "\\x00" not in str(list(LeftOut.objects.values_list("cells", flat=True)))


def zip_with(write):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("list.csv", f"{recordings.HEADING}\n{line('../evil.wav')}\n")
        write(archive)
    return out.getvalue()


def test_a_name_that_leads_out_of_the_zip_is_named_and_nothing_is_written(take, tmp_path):
    names = ("../evil.wav", "/etc/evil.wav", "a/../../evil.wav", "..\\evil.wav", "C:\\evil.wav")

    def write(archive):
        for name in names:
            archive.writestr(name, sound())

    assert take(zip_with(write)).landed == 0
    reasons = " ".join(LeftOut.objects.values_list("reason", flat=True))
    assert reasons.count("leads out of the zip") == len(names)
    assert not list(tmp_path.rglob("evil*"))


def test_a_link_and_a_name_twice_are_not_read(take):
    def write(archive):
        link = zipfile.ZipInfo("link.wav")
        link.external_attr = 0o120777 << 16
        archive.writestr(link, "/etc/passwd")
        with pytest.warns(UserWarning):
            archive.writestr("two.wav", sound(1))
            archive.writestr("two.wav", sound(2))

    assert take(zip_with(write)).landed == 0
    reasons = " ".join(LeftOut.objects.values_list("reason", flat=True))
    assert "points to another file" in reasons and "more than once" in reasons


REFUSED = {
    "no zip": (b"RIFF not a zip", "is no zip, or is damaged"),
    "cut off": (export(line("a.wav"), a__wav=sound())[:-40], "is no zip, or is damaged"),
    "no list": (export(manifest="", a__wav=sound()), "has no list of its recordings"),
    "two lists": (export(line("a.wav"), more__csv=b"a,b\n"), "more than one CSV or JSON"),
    "a bad list": (listed_in_json("nothing"), "no list of recordings"),
    "deep": (export(manifest="", l__json="[" * 100_000), "is not JSON"),
    "too many": (
        export(line("a.wav"), **{f"n{n}": b"" for n in range(1_001)}), "more than 1,000 files"
    ),
    "a bomb": (export(line("a.wav"), a__wav=b"\0" * (201 * 1024 * 1024)), "more than 200 MB"),
    "a column missing": (export("x", heading="A,B"), "lacks a column that the mapping"),
}  # fmt: skip


@pytest.mark.parametrize("content, words", REFUSED.values(), ids=REFUSED)
def test_what_is_no_export_is_refused_in_plain_words(client, people, now, content, words):
    mapping = recordings.save(people, now)
    client.force_login(people.leader)
    posted = {"kind": "noise_app", "mapping": mapping.pk,
              "upload": recordings.upload(content, "noise.zip")}  # fmt: skip
    html = client.post("/imports/bring", posted).content.decode()
    assert words in html and "There is a problem" in html and not Report.objects.exists()


def test_a_bomb_in_one_member_is_refused_without_being_unpacked(take):
    content = export(line("a.wav"), a__wav=b"\0" * (150 * 1024 * 1024))
    assert take(content).landed == 0
    assert "larger than 20 MB" in " ".join(LeftOut.objects.values_list("reason", flat=True))


def test_the_mapping_is_made_from_the_list_on_the_page(client, people, now):
    client.force_login(people.leader)
    content = export(line("a.wav"), a__wav=sound())
    posted = {"kind": "noise_app", "mapping": "", "upload": recordings.upload(content, "n.zip")}
    page = client.post("/imports/bring", posted)["Location"]
    form = client.get(page).context["form"]
    assert form["column_file"].value() == "File" and form["column_phone"].value() == "Mobile"
    columns = {f"column_{field}": column for field, column in recordings.COLUMNS.items()}
    checked = client.post(page, columns | {"name": "Noise", "types": ""})["Location"]
    html = client.get(checked).content.decode()
    assert "1 can be taken in" in html and "a.wav: Noise" in html


def test_a_mapping_of_the_other_kind_is_refused(client, people, now, mapping):
    client.force_login(people.leader)
    content = export(line("a.wav"), a__wav=sound())
    posted = {"kind": "noise_app", "mapping": mapping.pk,
              "upload": recordings.upload(content, "noise.zip")}  # fmt: skip
    assert "is for another kind of file" in client.post("/imports/bring", posted).content.decode()


def test_what_they_wrote_about_hate_closes_the_report(take, people):
    take(export(line("a.wav", text="They shout racist things"), a__wav=sound()))
    assert Report.objects.get().restricted and timezone.is_aware(Report.objects.get().received_at)
