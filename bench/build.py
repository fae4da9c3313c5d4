"""A council with many reports: ten years, one report in five in a case. Made by SQL in one go.

Run in the settings of the database to fill: ``python -m bench.build 100000``. The rows are only for
measuring: their ledger is not chained.
"""

from __future__ import annotations

import os
import re
import sys
from datetime import timedelta

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "goodstead.config.settings")
django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import connection, models, transaction  # noqa: E402
from django.utils import timezone  # noqa: E402
from tqdm import tqdm  # noqa: E402

from goodstead.access.models import Patch, Team, User  # noqa: E402
from goodstead.cases.models import Case, Party, StatusChange  # noqa: E402
from goodstead.clocks.models import Deadline  # noqa: E402
from goodstead.correspondence.models import SafeContact  # noqa: E402
from goodstead.demo.borough import WARDS  # noqa: E402
from goodstead.demo.staff import engage  # noqa: E402
from goodstead.insight import actions as insight  # noqa: E402
from goodstead.insight.queries import months_back  # noqa: E402
from goodstead.intake.models import Incident, Report  # noqa: E402
from goodstead.ledger.models import Entry  # noqa: E402
from goodstead.people.models import Person  # noqa: E402
from goodstead.places.models import Postcode, Premises  # noqa: E402
from goodstead.search.models import Document  # noqa: E402
from goodstead.search.words import stem  # noqa: E402

YEARS_MINUTES = 10 * 365 * 24 * 60
RARE_HITS = 10  # reports with the same rare word, however many reports there are
WAITING = 150  # reports that nobody has decided about yet
STORY = 200  # timeline entries of the first case
CATEGORIES = ("noise", "verbal", "drugs", "misuse", "vehicles", "damage", "pets", "fly_tipping")
SQLITE = connection.vendor == "sqlite"
SENTENCE = (
    "'loud music and shouting at night from the flat above near street' || ({i} % 200) || ' the "
    "children cannot sleep word' || ({i} % 977) || ' and the rare item' || ({i} % RARE) || "
    "' was thrown over the fence again yesterday evening by somebody known only by sight'"
)


def sentence(count: int) -> str:
    """Some words, of which one is as rare in every size of database; ``{i}`` is the number."""
    return SENTENCE.replace("RARE", str(count // RARE_HITS))


def moment(minutes: str) -> str:
    """A moment so many minutes after the beginning of the ten years."""
    start = (timezone.now() - timedelta(minutes=YEARS_MINUTES)).strftime("%Y-%m-%d %H:%M:00")
    if SQLITE:
        return f"datetime('{start}', '+' || ({minutes}) || ' minutes')"
    return f"(timestamp with time zone '{start}+00' + ({minutes}) * interval '1 minute')"


def _default(field: models.Field) -> str:
    """A value for a column that does not matter here."""
    kind = field.get_internal_type()
    if field.null:
        return "NULL"
    if kind == "BooleanField":
        return "FALSE"
    if kind == "JSONField":
        return "'{}'" if SQLITE else "'{}'::jsonb"
    return "0" if "Integer" in kind else "''"


def fill(model: type[models.Model], count: int, /, **said: str) -> None:
    """``count`` rows; what is said of a column is SQL over ``i``, counted from 1."""
    fields = [f for f in model._meta.concrete_fields if f.column != "id" or "id" in said]
    names = ", ".join(f'"{f.column}"' for f in fields)
    values = ", ".join(said.get(f.column, _default(f)) for f in fields)
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {model._meta.db_table} ({names}) "
            f"WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {count}) "
            f"SELECT {values} FROM n"
        )


def pick(values: list[object], step: str = "i") -> str:
    """One of these values, in turn."""
    whens = " ".join(
        f"WHEN {n} THEN '{v}'" if isinstance(v, str) else f"WHEN {n} THEN {v}"
        for n, v in enumerate(values)
    )
    return f"CASE ({step}) % {len(values)} {whens} END"


def build(count: int) -> None:
    call_command("migrate", verbosity=0)
    call_command("createcachetable")
    staff = engage(timezone.now() - timedelta(days=3650))
    patches = [p.pk for p in Patch.objects.order_by("pk")]
    officers = [u.pk for u in User.objects.filter(role="neighbourhood_officer", team__code="asb")]
    team = Team.objects.get(code="asb").pk
    rows = tqdm(total=8, desc=f"{count:,} reports on {connection.vendor}", leave=False)
    with transaction.atomic():
        for part in (_people, _places, _cases, _reports, _clocks, _ledger, _search):
            part(count, patches, officers, team)
            rows.update()
    connection.cursor().execute("ANALYZE")
    for month in months_back(timezone.localdate()):
        insight.count_month(by=None, month=month, at=timezone.now())
    rows.update()
    rows.close()
    assert staff


def _people(count: int, *_: object) -> None:
    telephone = "'01632' || (100000 + i)"
    fill(
        SafeContact, count, id="i", email="'person' || i || '@example.org'", telephone=telephone,
        email_key="'person' || i || '@example.org'", phone_key="'1632' || (100000 + i)",
        may_phone="TRUE", version="1",
    )  # fmt: skip
    fill(
        Person, count, id="i", name="'Person Number' || i", name_key="'person number' || i",
        contact_id="i",
    )  # fmt: skip


def _places(count: int, patches: list[object], *_: object) -> None:
    homes = max(count // 10, 1)
    wards = [w.code for w in WARDS]
    east = f"{pick([w.easting for w in WARDS])} + (i * 37) % 1000 - 500"
    north = f"{pick([w.northing for w in WARDS])} + (i * 91) % 1000 - 500"
    fill(
        Premises, homes, id="i", key="'home ' || i", address_line="'' || (i % 90)",
        street="'Street ' || (i % 800)", postcode="'HM' || (i % 9 + 1) || (i % 9) || 'AA'",
        easting=east, northing=north, placed_by="'point'", ward_code=pick(wards),
        patch_id=pick(patches),
    )  # fmt: skip
    fill(
        Postcode,
        9,
        code="'HM' || i || '1AA'",
        easting=pick([w.easting for w in WARDS]),
        northing=pick([w.northing for w in WARDS]),
    )


def _cases(count: int, patches: list[object], officers: list[object], team: object) -> None:
    cases, homes = count // 5, max(count // 10, 1)
    opened = f"CAST(i * 5.0 * {YEARS_MINUTES} / {count} AS integer)"
    still = f"i > {cases} - 600"
    fill(
        Case, cases, id="i", reference="'ASB-' || i", category=pick(list(CATEGORIES)),
        track="'asb'", summary=sentence(count).format(i="i"), officer_id=pick(officers),
        patch_id=pick(patches), team_id=str(team), premises_id=f"i % {homes} + 1",
        status=f"CASE WHEN {still} THEN 'investigating' ELSE 'closed' END",
        harm_band=pick(["standard", "standard", "medium", "high"]),
        harm_rank=pick([0, 0, 2, 3]), opened_at=moment(opened),
        closed_at=f"CASE WHEN {still} THEN NULL ELSE {moment(opened + ' + 60480')} END",
        close_reason=f"CASE WHEN {still} THEN '' ELSE 'early_intervention' END",
        close_outcome=f"CASE WHEN {still} THEN '' ELSE 'resolved' END",
    )  # fmt: skip
    fill(
        Party, cases, part="'complainant'", added_at=moment(opened), case_id="i", person_id="i * 5"
    )
    fill(StatusChange, cases, status="'opened'", at=moment(opened), case_id="i")


def _reports(count: int, patches: list[object], *_: object) -> None:
    homes = max(count // 10, 1)
    received = f"CAST(i * 1.0 * {YEARS_MINUTES} / {count} AS integer)"
    waits = f"i > {count} - {WAITING}"
    east = f"{pick([w.easting for w in WARDS], 'i * 7')} + (i * 37) % 1000 - 500"
    north = f"{pick([w.northing for w in WARDS], 'i * 7')} + (i * 91) % 1000 - 500"
    outcome = pick(["opened", "advised", "referred", "not_asb", "advised"])
    fill(
        Report, count, id="i", reference="'R-' || i", submission_key="'bench-' || i",
        channel=pick(["web", "web", "phone"]), form_version="'report-1'",
        category=pick(list(CATEGORIES), "i / 3"), description=sentence(count).format(i="i"),
        premises_id=f"i % {homes} + 1", easting=east, northing=north,
        cell500=f"(({east}) / 500) || '/' || (({north}) / 500)", ward_code=pick([w.code for w in WARDS], "i * 7"), patch_id=pick(patches),
        person_id="i", contact_id="i", harm_band=pick(["standard", "standard", "medium", "high"]),
        harm_score="(i * 13) % 40", inbox_rank="i % 4", harm_words="'weekly, worried'", received_at=moment(received),
        outcome=f"CASE WHEN {waits} THEN '' ELSE {outcome} END",
        decided_at=f"CASE WHEN {waits} THEN NULL ELSE {moment(received + ' + 900')} END",
        case_id=f"CASE WHEN i % 5 = 0 AND NOT ({waits}) THEN i / 5 END",
    )  # fmt: skip
    day = f"date({moment(received)})"
    fill(
        Incident, count, channel="'web'", category=pick(list(CATEGORIES), "i / 3"),
        happened_month=day, easting=east, northing=north, report_id="i",
        ward_code=pick([w.code for w in WARDS], "i * 7"), created_at=moment(received),
    )  # fmt: skip


def _clocks(count: int, patches: list[object], officers: list[object], team: object) -> None:
    cases = count // 5
    opened = f"CAST(i * 5.0 * {YEARS_MINUTES} / {count} AS integer)"
    still = f"i > {cases} - 600"
    end = moment(f"CASE WHEN {still} THEN {YEARS_MINUTES} + i % 20000 ELSE {opened} + 20000 END")
    for code, label in (("next_contact", "Be in touch"), ("case_review", "Review the case")):
        fill(
            Deadline, cases, code=f"'{code}'", label=f"'{label}'", why="'as agreed'",
            subject="'cases.case:' || i", about="'cases.case:' || i", owner_id=pick(officers),
            team_id=str(team), started_at=moment(opened), due_at=end, last_day=f"date({end})",
            amount="10", unit="'days'", count="'following'", warn_days="1", movable="TRUE",
            stopped_at=f"CASE WHEN {still} THEN NULL ELSE {end} END",
            met=f"CASE WHEN {still} THEN NULL ELSE TRUE END",
            done_at=f"CASE WHEN {still} THEN NULL ELSE {end} END",
        )  # fmt: skip


def _ledger(count: int, *_: object) -> None:
    opened = f"CAST(i * 1.0 * {YEARS_MINUTES} / {count} AS integer)"
    for kind, verb in (("intake.report", "intake.report_submitted"),):
        fill(
            Entry, count, file=f"'{kind}:' || i", sequence="1", at=moment(opened),
            verb=f"'{verb}'", subject=f"'{kind}:' || i", facts_json="'{}'", states_json="'{}'",
            hash="'bench'",
        )  # fmt: skip
    fill(
        Entry, count // 5, file="'cases.case:' || i", sequence="1", at=moment(opened),
        verb="'cases.case_opened'", subject="'cases.case:' || i", facts_json="'{}'",
        states_json="'{}'", hash="'bench'",
    )  # fmt: skip
    newest = count // 5
    fill(
        Entry, STORY, file=f"'cases.case:{newest}'", sequence="i + 1", at=moment("i * 600"),
        verb="'cases.status_changed'", subject=f"'cases.case:{newest}'", facts_json="'{}'",
        states_json="'{}'", hash="'bench'",
    )  # fmt: skip


def _search(count: int, *_: object) -> None:
    fill(Document, count, id="i", kind="'intake.report'", record_id="i")
    words = re.sub("[a-z]+", lambda word: stem(word[0]), sentence(count)).format(i="id")
    with connection.cursor() as cursor:
        if SQLITE:
            cursor.execute(
                f"INSERT INTO search_words (rowid, words) SELECT id, {words} FROM search_document"
            )
        else:
            cursor.execute(f"UPDATE search_document SET words = to_tsvector('simple', {words})")
            for model in (SafeContact, Person, Premises, Case, Report, Document):
                table = model._meta.db_table
                cursor.execute(
                    f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), (SELECT max(id) FROM {table}))"
                )


if __name__ == "__main__":
    build(int(sys.argv[1]))
