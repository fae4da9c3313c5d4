"""Emails become reports, each once; machines' are set apart; one that breaks stops no other."""

import base64
from datetime import timedelta

import pytest
from django.db import OperationalError

from goodstead.clocks.models import Deadline
from goodstead.correspondence import mailbox
from goodstead.correspondence.models import Message
from goodstead.evidence.models import StoredFile
from goodstead.exchange import post
from goodstead.exchange.models import InboundMail, Mailbox
from goodstead.intake import actions as intake
from goodstead.intake.models import Report
from goodstead.ledger.models import Entry, key_of

from .letters import FakeBox, apart, in_place_of_a_server, letter, with_files
from .recordings import sound

pytestmark = pytest.mark.django_db


def test_an_email_becomes_a_report_in_the_inbox_with_the_original_sealed(arrive, people):
    raw = letter()
    box = arrive(raw)
    report = Report.objects.get()
    assert report.channel == "email" and report in Report.objects.visible_to(people.leader)
    assert "Email from Vera <vera@example.org>, 1 March 2026 at 22:10" in report.description
    assert "They shout at me every night." in report.description and report.contact is None
    original = StoredFile.objects.get(about=key_of(report))
    assert original.size == len(raw) and original.safe_name.endswith(".txt")
    assert box.read == [1]
    assert Entry.objects.get(verb="exchange.mail_received").facts["reference"] == report.reference


def test_without_a_mailbox_nothing_is_read(db, now, settings):
    settings.INBOX_URL = ""
    assert post.read(now) == 0 and not Mailbox.objects.exists()


def test_each_letter_once_however_often_it_is_read(arrive, now):
    letters = [letter(), letter("Another", message_id="<2@x>")]
    arrive(*letters)
    again = arrive(*letters, at=now + timedelta(minutes=2))
    assert Report.objects.count() == 2 and again.asked == []
    third = letter("Third", message_id="<3@x>")
    arrive(*letters, third, at=now + timedelta(minutes=4))
    assert Report.objects.count() == 3


def test_also_when_the_server_numbers_its_letters_anew(arrive, now):
    letters = [letter(), letter("Another", message_id="<2@x>")]
    arrive(*letters)
    arrive(*letters, at=now + timedelta(minutes=2), validity=8, first=40)
    assert Report.objects.count() == 2
    assert apart() == {1: "", 2: "", 40: "again", 41: "again"}


def test_the_copy_of_one_that_was_set_apart_is_judged_by_itself(arrive):
    """Two copies come by two ways, and only one of them is marked as spam."""
    arrive(letter("I need help", X_Spam_Flag="YES"), letter("I need help"))
    assert apart() == {1: "spam", 2: ""} and Report.objects.count() == 1


def test_the_same_number_of_a_message_with_other_words_is_another(arrive):
    arrive(letter("One"), letter("Two"))
    assert Report.objects.count() == 2


def test_it_is_asked_once_a_minute(arrive, now):
    arrive(letter())
    assert arrive(letter(), letter("b"), at=now + timedelta(seconds=30)).asked == []


MACHINES = {
    "bounce": letter(sender="MAILER-DAEMON@mx.example.org"),
    "automatic": letter(Auto_Submitted="auto-replied"),
    "loop": letter(sender="no-reply@council.example"),
    "spam": letter(X_Spam_Flag="YES"),
    "empty": letter("", subject=""),
}


@pytest.mark.parametrize("code, raw", MACHINES.items(), ids=MACHINES)
def test_what_no_person_wrote_is_set_apart_and_kept(arrive, code, raw):
    arrive(raw, letter("A person", message_id="<p@x>"))
    assert apart() == {1: code, 2: ""} and Report.objects.count() == 1
    assert StoredFile.objects.filter(about=key_of(InboundMail.objects.get(uid=1))).exists()


@pytest.mark.parametrize("head", [{"X_Autoreply": "yes"}, {"Precedence": "junk"},
                                  {"Auto_Submitted": "auto-replied (holiday)"}])  # fmt: skip
def test_the_other_marks_of_machines(arrive, head):
    arrive(letter(**head))
    assert apart() == {1: "automatic"}


@pytest.mark.parametrize("head", [{"Precedence": "bulk"}, {"Auto_Submitted": "auto-generated"}])
def test_what_a_web_form_or_a_forwarding_rule_sends_on_is_read_as_a_persons(arrive, head):
    arrive(letter(**head))
    assert apart() == {1: ""} and Report.objects.count() == 1


def test_a_delivery_report_is_a_bounce(arrive):
    raw = letter("--b\r\n\r\nNo such user\r\n--b--", Return_Path="<>", sender="mx@example.org",
                 kind="multipart/report; report-type=delivery-status; boundary=b")  # fmt: skip
    arrive(raw)
    assert apart() == {1: "bounce"}


def test_auto_submitted_no_is_a_person(arrive):
    arrive(letter(Auto_Submitted="no"))
    assert Report.objects.count() == 1


@pytest.fixture
def report(people, now):
    made, _ = intake.submit_report(
        by=None, at=now, submission_key="first",
        answers={"category": "noise", "description": "Loud", "may_contact": "yes", "follow": "no",
                 "name": "Vera", "ways": ["email"], "email": "vera@example.org"},
    )  # fmt: skip
    Report.objects.filter(pk=made.pk).update(patch=people.patch)
    made.refresh_from_db()
    return made


def case_of(report, people, now):
    return intake.open_case(
        by=people.leader, at=now, report=report, reason="Go", officer=people.officer
    )


def test_a_reply_with_the_reference_goes_to_the_open_case(arrive, report, people, now):
    case = case_of(report, people, now)
    arrive(letter(subject=f"Re: [{case.reference.lower()}] again"))
    added = Report.objects.get(channel="email")
    assert added.case == case and added.outcome == "attached"


def test_what_goes_to_a_case_by_itself_has_a_date_by_which_its_officer_reads_it(
    arrive, report, people, now, client
):
    """It is in no inbox any more, and a list of what is new is empty again after some days."""
    case = case_of(report, people, now)
    arrive(letter("He has a knife", subject=case.reference))
    added = Report.objects.get(channel="email")
    due = Deadline.objects.running().get(subject=key_of(added))
    assert (due.code, due.owner, due.about) == ("follow_added", people.officer, key_of(case))
    client.force_login(people.officer)
    page = client.get(f"/reports/{added.reference}").content.decode()
    assert "nobody has read it yet" in page and "Say that it is read" in page
    intake.read_additions(by=people.officer, at=now, report=added)
    due.refresh_from_db()
    assert due.stopped_at == now
    assert "Say that it is read" not in client.get(f"/reports/{added.reference}").content.decode()


def test_what_somebody_adds_was_read_by_them(report, people, now):
    case = case_of(report, people, now)
    other, _ = intake.submit_report(
        by=None, at=now, submission_key="b", answers={"category": "noise", "description": "x"}
    )
    intake.attach_to_case(by=people.leader, at=now, report=other, case=case, reason="Same")
    assert not Deadline.objects.running().filter(subject=key_of(other)).exists()


def test_so_does_one_to_an_address_with_the_reference(arrive, report, people, now):
    case = case_of(report, people, now)
    arrive(letter(Delivered_To=f"asb+{report.reference}@council.example"))
    assert Report.objects.get(channel="email").case == case


def test_and_an_answer_to_a_message_of_ours(arrive, report, people, now):
    case = case_of(report, people, now)
    sent = Message.objects.filter(about=key_of(report)).first()
    arrive(letter(In_Reply_To=f"<{sent.uid}@council.example>"))
    assert Report.objects.get(channel="email").case == case


def test_about_a_report_that_waits_it_says_which_and_waits_beside_it(arrive, report):
    arrive(letter(subject=f"More about {report.reference}"))
    new = Report.objects.get(channel="email")
    assert new.outcome == "" and f"About report {report.reference}" in new.description


@pytest.fixture
def hidden(people, now):
    """Lena's report, which only trained people may read. It waits."""
    made, _ = intake.submit_report(
        by=None, at=now, submission_key="hidden",
        answers={"category": "domestic_abuse", "description": "x", "may_contact": "yes",
                 "name": "Lena", "ways": ["email"], "email": "lena@example.org"},
    )  # fmt: skip
    assert made.restricted
    return made


@pytest.mark.parametrize("state", ["waits", "over", "of the other party", "without a reference"])
def test_more_about_what_is_restricted_is_restricted(arrive, hidden, people, now, state):
    """Whatever its words: otherwise each officer reads who answers to it, and what."""
    subject, sender = f"Re: {hidden.reference}", "Lena <lena@example.org>"
    if state == "over":
        intake.advise_report(by=people.restricted_worker, at=now, report=hidden, reason="Advised")
    if state == "of the other party":
        sender = "Somebody <who@example.org>"
    if state == "without a reference":
        subject = "Me again"
    arrive(letter("He came to my new address", subject=subject, sender=sender))
    new = Report.objects.get(channel="email")
    assert new.restricted and not Report.objects.visible_to(people.officer).exists()


def test_but_it_goes_to_an_open_case_of_theirs_that_it_names(arrive, hidden, report, people, now):
    """Its officer could not open it otherwise."""
    report.contact.email = "lena@example.org"
    report.contact.save()
    case = case_of(report, people, now)
    arrive(letter(subject=case.reference, sender="lena@example.org"))
    new = Report.objects.get(channel="email")
    assert new.case == case and not new.restricted


def test_what_tells_of_hate_waits_for_the_trained_and_not_with_an_officer_who_cannot_open_it(
    arrive, report, people, now
):
    case = case_of(report, people, now)
    arrive(letter("They use racist words", subject=case.reference))
    new = Report.objects.get(channel="email")
    assert new.restricted and new.case is None and new.outcome == ""


def test_what_has_nothing_to_do_with_it_is_open(arrive, hidden, people):
    arrive(letter())
    assert not Report.objects.get(channel="email").restricted


def test_the_other_party_does_not_write_into_the_case(arrive, report, people, now):
    from goodstead.cases import actions as cases
    from goodstead.correspondence import actions as correspondence
    from goodstead.people import actions as persons

    case = case_of(report, people, now)
    contact = correspondence.add_contact(by=None, at=now, about=case, email="pete@example.org")
    person = persons.add_person(by=None, at=now, name="Pete", contact=contact, about=case)
    cases.add_party(by=None, at=now, case=case, person=person, part="alleged_perpetrator")
    arrive(letter(subject=case.reference, sender="Pete <PETE@example.org>"))
    assert Report.objects.get(channel="email").outcome == ""


def test_a_reference_that_nobody_has_leads_nowhere(arrive):
    arrive(letter(subject="About R-2346-789C and ASB-222-333"))
    assert Report.objects.get().outcome == ""


def test_files_are_taken_as_from_the_form_and_the_others_are_named(arrive):
    good = base64.b64encode(sound()).decode()
    bad = base64.b64encode(b"MZ\x90\0 a program").decode()
    arrive(with_files(("noise.wav", "audio/wav", good), ("../run.exe", "audio/wav", bad)))
    report = Report.objects.get()
    names = set(
        StoredFile.objects.filter(about=key_of(report)).values_list("original_name", flat=True)
    )
    assert names == {"noise.wav", "original email.txt"}
    assert "run.exe is not a kind of file that we can take" in report.description


def test_sound_in_a_letter_has_somebody_to_hear_it_by_a_date(arrive, report, people, now):
    """Whether the letter waits for a decision or went to a case by itself."""
    case = case_of(report, people, now)
    noise = ("noise.wav", "audio/wav", base64.b64encode(sound()).decode())
    reply = {"subject": f"Re: {case.reference}", "message_id": "<2@x>"}
    arrive(with_files(noise), with_files(noise, text="Again, every night.", **reply))
    waits, added = Report.objects.filter(channel="email").order_by("pk")
    for one, about in ((waits, waits), (added, case)):
        recording = one.recordings.get()
        assert recording.way == "report" and recording.file.original_name == "noise.wav"
        due = Deadline.objects.get(subject=key_of(one), code="recording_unheard", stopped_at=None)
        assert due.about == key_of(about)
    assert Entry.objects.get(verb="intake.files_taken", file=key_of(waits)).facts["files"] == 2


def test_html_alone_becomes_text_and_nothing_in_it_runs(arrive, client, people):
    page = ("<html><head><style>p{x}</style><title>t</title></head><body><p>I am <b>afraid</b></p>"
            "<script>alert(1)</script><img src=http://evil/x.png><p>Please help &lt;me&gt;</p></body>")  # fmt: skip
    arrive(letter(page, kind="text/html"))
    report = Report.objects.get()
    assert "I am afraid" in report.description and "Please help <me>" in report.description
    assert not any(word in report.description for word in ("alert", "p{x}", "evil", "<b>"))
    client.force_login(people.leader)
    assert "&lt;me&gt;" in client.get(f"/reports/{report.reference}").content.decode()


def test_hate_and_abuse_in_it_close_the_report(arrive, people):
    arrive(letter("They use racist words"))
    assert Report.objects.get().restricted
    assert not Report.objects.visible_to(people.officer).exists()


def test_one_that_breaks_the_reader_is_named_and_its_original_kept(arrive, monkeypatch, caplog):
    whole = post.incoming.read

    def breaks(raw, **more):
        if b"poison" in raw:
            raise RecursionError
        return whole(raw, **more)

    monkeypatch.setattr(post.incoming, "read", breaks)
    box = arrive(letter("poison"), letter("I need help", message_id="<2@x>"))
    assert apart() == {1: "failed", 2: ""} and box.read == [2]
    bad = InboundMail.objects.get(uid=1)
    assert "could not be read (RecursionError)" in bad.why
    assert StoredFile.objects.filter(about=key_of(bad)).exists()


def test_a_letter_that_is_too_large_or_not_handed_over_is_named_and_passed(
    arrive, now, monkeypatch
):
    monkeypatch.setattr(post, "LARGEST_MAIL", 600)
    refused = mailbox.CannotFetch("The mail server refused.")
    for minute in range(4):
        at = now + timedelta(minutes=minute)
        arrive(letter("x" * 2_000), refused, letter("ok"), at=at)
    assert apart() == {1: "failed", 2: "failed", 3: ""}


def test_a_letter_at_which_the_connection_always_breaks_does_not_stop_the_others(arrive, now):
    broken = mailbox.MailboxDown("The connection to the mail server broke.")
    for minute in range(6):
        arrive(broken, letter("I need help"), at=now + timedelta(minutes=minute * 2))
    assert apart() == {1: "failed", 2: ""} and Report.objects.count() == 1


def test_a_server_that_refuses_everything_for_a_while_loses_no_letter(arrive, now):
    """Some answer so while a mailbox is moved or too much is asked of them."""
    refused = mailbox.CannotFetch("The mail server refused.")
    arrive(refused, refused)
    assert not InboundMail.objects.exists() and Mailbox.objects.get().failing_since == now
    arrive(letter("One"), letter("Two"), at=now + timedelta(minutes=1))
    assert apart() == {1: "", 2: ""} and not Mailbox.objects.get().failure


def test_a_server_that_does_not_say_what_has_come_is_said(arrive, monkeypatch):
    def refuses(self, uid):
        raise mailbox.CannotFetch("The mail server refused.")

    monkeypatch.setattr(FakeBox, "after", refuses)
    arrive(letter())
    assert Mailbox.objects.get().failure == "The mail server refused."


def test_a_letter_that_cannot_be_stored_is_said(arrive, monkeypatch):
    monkeypatch.setattr(post.actions, "receive_mail", _cannot)
    with pytest.raises(OperationalError):
        arrive(letter())
    assert Mailbox.objects.get().failure == post.NOT_STORED


def test_when_the_database_fails_the_letter_is_not_passed(arrive, now, monkeypatch):
    with monkeypatch.context() as broken:
        broken.setattr("goodstead.ledger.actions.record", _cannot)
        broken.setattr(
            post.actions, "note_mailbox", lambda **k: Mailbox.objects.get_or_create(name="x")[0]
        )
        with pytest.raises(OperationalError):
            arrive(letter())
    assert not InboundMail.objects.exists() and not Report.objects.exists()
    Mailbox.objects.all().delete()
    assert arrive(letter(), at=now + timedelta(minutes=2)).read == [1]


def _cannot(*args, **facts):
    raise OperationalError("disk full")


def test_a_mailbox_that_is_away_is_said_and_heard_of_once(
    monkeypatch, settings, people, now, caplog
):
    in_place_of_a_server(
        monkeypatch, settings, mailbox.MailboxDown("The mail server is not running.")
    )
    for minute in (0, 2, 4):
        assert post.read(now + timedelta(minutes=minute)) == 0
    box = Mailbox.objects.get()
    assert box.failing_since == now and box.failure == "The mail server is not running."
    assert Entry.objects.filter(verb="exchange.mailbox_failing").count() == 1
    assert "secret" not in caplog.text and "secret" not in box.name


def test_only_the_service_reads(people, now):
    from goodstead.access.permissions import PermissionDenied
    from goodstead.exchange import actions

    with pytest.raises(PermissionDenied):
        actions.note_mailbox(by=people.leader, at=now, name="x")
