"""A report arrives: everything that follows from it, or nothing."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from django.core.files.base import File
from django.db import IntegrityError, models, transaction

from goodstead.access.models import User
from goodstead.clocks.calendar import day_of
from goodstead.correspondence import actions as correspondence
from goodstead.evidence import actions as evidence
from goodstead.ledger import actions as ledger
from goodstead.people import actions as people
from goodstead.places import actions as places
from goodstead.places.grid import cell_of
from goodstead.places.models import Premises
from goodstead.places.queries import location_of

from .. import following, queries, rules
from ..definitions.asking import ReportForm
from ..definitions.channels import CHANNELS
from ..definitions.recordings import REPORT, SYSTEM
from ..definitions.report_forms import FORM
from ..definitions.set_apart import REASONS as APART
from ..definitions.standards import UNLINKED
from ..findable import keep_findable
from ..models import Draft, Incident, Report
from .acknowledging import _acknowledge, _answer, _let_in, _promise
from .recordings import _note_recordings
from .triage import mark_not_asb

# No vowels, so no words; nothing that looks like something else when read out or written down.
_SIGNS = "2346789CDFHJKMNPQRTVWX"
_PLACED = ("place_label", "postcode", "street", "town", "easting", "northing")


@transaction.atomic
def submit_report(
    *,
    by: User | None,
    at: datetime,
    submission_key: str,
    answers: Mapping[str, Any],
    files: Iterable[File[bytes]] = (),
    channel: str = "web",
    form: ReportForm = FORM,
    closed: bool = False,
    set_apart: str = "",
) -> tuple[Report, str | None]:
    """Take one report: the person and how to reach them, place, harm, promises and what they sent.

    ``answers`` are keyed by the questions of ``form``; everything but ``category`` and
    ``description`` may be missing. The same ``submission_key`` with the same answers again changes
    nothing and returns the same report; with other answers it raises ``AlreadySent``, so that
    nothing said is lost. The second value is the token of the follow link, if one was asked for.
    Raises ``NotNow`` with a sentence for a file or an address that cannot be taken. ``closed``:
    only trained people may read it, whatever its category. ``set_apart`` is why a machine may have
    sent it: it is kept whole, with the date by which a person looks, and waits apart until then.
    Nobody is written to before, and no answer is owed to a machine. Never somebody in danger.
    """
    answers = dict(answers)
    set_apart = "" if answers.get("danger") == "yes" else set_apart
    rules.require_can_submit_report(
        by,
        channel=channel,
        category=str(answers.get("category", "")),
        description=str(answers.get("description", "")),
    )
    token = following.token_of(submission_key) if answers.get("follow") == "yes" else None
    try:
        with transaction.atomic():
            report = _written(
                submission_key, answers, token, channel, form,
                closed=closed, set_apart=set_apart, by=by, at=at,
            )  # fmt: skip
    except IntegrityError:
        known = Report.objects.filter(submission_key=submission_key).first()
        if known is None:
            raise
        rules.require_same_answers(known, channel=channel, answers=_kept(form, answers))
        return known, following.token_of(submission_key) if known.follow_hash else None
    _name_reporter(report, answers, by=by, at=at)
    rows = [
        _incident(report, answers, at=at),
        *_take_files(report, submission_key, files, by=by, at=at),
    ]
    ledger.record(
        by,
        "intake.report_submitted",
        report,
        at=at,
        about=report,
        changed=rows,
        reference=report.reference,
        channel=CHANNELS[channel].name,
        restricted=report.restricted,
    )
    if set_apart:
        ledger.record(
            None, "intake.report_set_apart", report, at=at, about=report, why=APART[set_apart].words
        )
    way = SYSTEM if channel == "noise_app" else REPORT
    _note_recordings(report, queries.files_of(report), way, by=by, at=at)
    owed = [UNLINKED] if set_apart else [_answer(report), UNLINKED]
    _promise(report, owed, by=by, at=at)
    keep_findable(report)
    if not set_apart:
        _acknowledge(report, token, queries.answer_by(report), by=by, at=at)
    return report, token


@transaction.atomic
def sort_set_apart(
    *, by: User | None, at: datetime, reports: Iterable[Report], let_in: bool, reason: str = ""
) -> int:
    """Somebody looked at reports that were set apart. How many were still waiting.

    ``let_in``: a person sent them. They go to the inbox, and who reported is written to as always.
    Otherwise there is nothing in them: decided with ``reason``. They are kept all the same.
    """
    sorted_now = 0
    for report in sorted(reports, key=lambda one: one.pk):
        report = Report.objects.lock(report)
        if not report.set_apart or report.outcome:  # somebody else was quicker
            continue
        rules.require_can_sort(by)
        sorted_now += 1
        if not let_in:
            mark_not_asb(by=by, at=at, report=report, reason=reason, from_nobody=True)
            continue
        ledger.record(by, "intake.report_let_in", report, at=at, about=report)
        _let_in(report, by=by, at=at)
    return sorted_now


def _written(
    key: str,
    answers: dict[str, Any],
    token: str | None,
    channel: str,
    form: ReportForm,
    *,
    closed: bool,
    set_apart: str,
    by: User | None,
    at: datetime,
) -> Report:
    """The row, with a reference that no other report has."""
    harm = rules.harm_of(form, answers)
    premises = _premises(answers, by=by, at=at)
    where = premises or location_of(answers.get("easting"), answers.get("northing"))
    reference = _reference()
    while Report.objects.filter(reference=reference).exists():
        reference = _reference()
    return Report.objects.create(
        reference=reference,
        submission_key=key,
        follow_hash=following.hash_of(token) if token else None,
        channel=channel,
        form_version=form.version,
        category=answers["category"],
        description=answers["description"],
        answers=_kept(form, answers),
        premises=premises,
        location_text=str(answers.get("location_text") or "")[:500],
        easting=premises.easting if premises else None,
        northing=premises.northing if premises else None,
        cell500=cell_of(premises.easting, premises.northing, 500) if premises else "",
        ward_code=where.ward_code,
        lsoa_code=where.lsoa_code,
        patch=where.patch,
        danger=answers.get("danger") == "yes",
        hate=rules.is_hate(answers),
        restricted=closed or rules.is_restricted(answers),
        harm_band=harm.band,
        harm_score=harm.score,
        harm_words=harm.words,
        inbox_rank=rules.inbox_rank(harm.band, danger=answers.get("danger") == "yes"),
        set_apart=set_apart,
        received_at=at,
        logged_by=by,
    )


def _kept(form: ReportForm, answers: dict[str, Any]) -> dict[str, Any]:
    """The answers as given, of steps that were asked; dates as text. Nothing else is kept."""
    codes = {q.code for step in rules.asked(form, answers) for q in step.questions}
    kept = {k: v for k, v in answers.items() if k in codes | set(_PLACED) and v not in ("", None)}
    return {k: v.isoformat() if isinstance(v, date) else v for k, v in kept.items()}


def _premises(answers: dict[str, Any], *, by: User | None, at: datetime) -> Premises | None:
    """The premises that were named, unless nothing but words says where it is."""
    if not answers.get("postcode") and not answers.get("street"):
        return None
    return places.add_premises(
        by=by,
        at=at,
        address_line=str(answers.get("house") or ""),
        street=str(answers.get("street") or ""),
        town=str(answers.get("town") or ""),
        postcode=str(answers.get("postcode") or ""),
        description=str(answers.get("location_text") or ""),
        easting=answers.get("easting"),
        northing=answers.get("northing"),
    )


def _reference() -> str:
    """Easy to read out, hard to guess: ``R-7K3M-9Q4C`` is one of 54 thousand million."""
    signs = "".join(secrets.choice(_SIGNS) for _ in range(8))
    return f"R-{signs[:4]}-{signs[4:]}"


def _name_reporter(
    report: Report, answers: dict[str, Any], *, by: User | None, at: datetime
) -> None:
    """Who reported it and how they may be reached; nobody when they stay anonymous."""
    if answers.get("may_contact") != "yes":
        return
    report.contact = correspondence.add_contact(
        by=by, at=at, about=report, **_details(report, answers)
    )
    report.person = people.add_person(
        by=by, at=at, name=str(answers.get("name") or ""), contact=report.contact, about=report
    )
    report.save(update_fields=["contact", "person"])


def _details(report: Report, answers: dict[str, Any]) -> Any:
    """What was said about contact. A way that was not chosen is closed."""
    ways = set(answers.get("ways") or ())
    needs = [code for code in answers.get("needs") or () if code != "interpreter"]
    wanted = [FORM.question("needs").answer(code) for code in needs]
    said = [answer.text for answer in wanted if answer]
    said += [str(answers["other_need"])] if answers.get("other_need") else []
    interpreter = "interpreter" in (answers.get("needs") or ()) or bool(answers.get("language"))
    language = str(answers.get("language") or "")
    return {
        "email": str(answers.get("email") or ""),
        "telephone": str(answers.get("telephone") or ""),
        "address": str(answers.get("address") or ""),
        "may_email": "email" in ways,
        "may_text": "text" in ways,
        "may_phone": "phone" in ways,
        "may_post": "post" in ways,
        "may_voicemail": "phone" in ways and answers.get("voicemail") == "yes",
        "safe_times": str(answers.get("safe_times") or ""),
        "who_must_not_know": str(answers.get("must_not_know") or ""),
        "interpreter": (language or "Language not said") if interpreter else "",
        "format_needed": ", ".join(said)[:200],
        "flagged": report.restricted or bool(answers.get("must_not_know")),
    }


def _take_files(
    report: Report, key: str, files: Iterable[File[bytes]], *, by: User | None, at: datetime
) -> list[models.Model]:
    """Files that came with it, and those that were added while it was written."""
    for upload in files:
        evidence.store_file(by=by, at=at, upload=upload, about=report)
    draft = Draft.objects.select_for_update().filter(key=key).first()
    if draft is None:
        return []
    evidence.move_files(by=by, at=at, source=draft, to=report)
    gone = Draft(pk=draft.pk, key=draft.key, begun_at=draft.begun_at)
    draft.delete()
    return [gone]


def _incident(report: Report, answers: dict[str, Any], *, at: datetime) -> Incident:
    """What happened, dated as well as it is known and placed, without who told us."""
    said = answers.get("last_on")
    day = date.fromisoformat(said) if isinstance(said, str) and said else said
    return Incident.objects.create(
        channel=report.channel,
        category=report.category,
        happened_month=(day or day_of(at)).replace(day=1),
        easting=report.easting,
        northing=report.northing,
        cell50=report.premises.cell50 if report.premises else "",
        ward_code=report.ward_code,
        lsoa_code=report.lsoa_code,
        report=report,
        created_at=at,
    )
