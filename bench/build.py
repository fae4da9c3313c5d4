"""A council with many reports: ten years, one report in five in a case. Made by SQL in one go.

Run in the settings of the database to fill: ``python -m bench.build 100000``. The rows are only for
measuring: their ledger is not chained. Streets and people are invented.
"""

from __future__ import annotations

import logging
import os
import sys
from datetime import timedelta

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "goodstead.config.settings")
django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import connection, transaction  # noqa: E402
from django.utils import timezone  # noqa: E402
from tqdm import tqdm  # noqa: E402

from bench import rows  # noqa: E402
from bench.filling import SQLITE  # noqa: E402
from goodstead.access.models import Patch, Team, User  # noqa: E402
from goodstead.cases.models import Case  # noqa: E402
from goodstead.demo.staff import engage  # noqa: E402
from goodstead.insight import actions as insight  # noqa: E402
from goodstead.insight.queries import months_back  # noqa: E402
from goodstead.risk import actions as risk  # noqa: E402
from goodstead.risk.definitions.answers import given  # noqa: E402


def build(reports: int) -> None:
    call_command("migrate", verbosity=0)
    call_command("createcachetable")
    engage(timezone.now() - timedelta(days=3650))
    staff = User.objects.filter(team__code="asb").order_by("pk")
    council = rows.Council(
        reports=reports,
        patches=list(Patch.objects.order_by("pk").values_list("pk", flat=True)),
        officers=list(staff.filter(role="neighbourhood_officer").values_list("pk", flat=True)),
        trained=staff.get(role="restricted_worker").pk,
        team=Team.objects.get(code="asb").pk,
    )
    parts = (*rows.PARTS, assess, index_words, count_figures, tidy)
    shown = tqdm(parts, desc=f"{reports:,} reports on {connection.vendor}", leave=False)
    _before()
    logging.disable(logging.CRITICAL)  # the ledger would say that these files are not chained
    for part in shown:
        with transaction.atomic():
            part(council)
    _after()


def _before() -> None:
    """Nothing here must survive a power cut, and every row is known to be right."""
    with connection.cursor() as cursor:
        if SQLITE:
            cursor.execute("PRAGMA synchronous=OFF")
            cursor.execute("PRAGMA foreign_keys=OFF")
            cursor.execute("PRAGMA cache_size=-400000")
        else:
            cursor.execute("SET synchronous_commit = off")
            cursor.execute("SET session_replication_role = replica")
            cursor.execute("SET maintenance_work_mem = '256MB'")


def _after() -> None:
    """Statistics for the planner, as the database's own upkeep makes them."""
    with connection.cursor() as cursor:
        if SQLITE:
            cursor.execute("ANALYZE")
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        else:
            cursor.execute("VACUUM ANALYZE")
            cursor.execute("CHECKPOINT")


def assess(council: rows.Council) -> None:
    """Two real assessments in each case with a long story."""
    now = timezone.now()
    for case in Case.objects.filter(pk__in=council.long_stories).select_related("officer"):
        person = case.parties.get(part="complainant").person
        for days, answers in ((30, {"frequency": "weekly"}), (3, {"frequency": "daily"})):
            risk.assess_risk(
                by=case.officer, case=case, person=person, answers=given(answers),
                at=now - timedelta(days=days),
            )  # fmt: skip


def index_words(council: rows.Council) -> None:
    """The words of every report and case, as ``goodstead.search`` keeps them."""
    with connection.cursor() as cursor:
        for kind, table, text, number in (
            ("intake.report", "intake_report", "description", "id * 10"),
            ("cases.case", "cases_case", "summary", "id * 50 + 5"),
        ):
            names, values = ("", "") if SQLITE else (", words", f", to_tsvector('english', {text})")
            cursor.execute(
                f"INSERT INTO search_document (id, kind, record_id{names}) "
                f"SELECT {number}, '{kind}', id{values} FROM {table} ORDER BY id"
            )
            if SQLITE:
                cursor.execute(
                    "INSERT INTO search_words (rowid, words) "
                    f"SELECT {number}, {text} FROM {table} ORDER BY id"
                )
        if not SQLITE:
            cursor.execute(
                "SELECT setval(pg_get_serial_sequence('search_document', 'id'), max(id)) "
                "FROM search_document"
            )


def count_figures(council: rows.Council) -> None:
    for month in months_back(timezone.localdate()):
        insight.count_month(by=None, month=month, at=timezone.now())


def tidy(council: rows.Council) -> None:
    """The word index in one piece, as it becomes in use."""
    if SQLITE:
        with connection.cursor() as cursor:
            cursor.execute("INSERT INTO search_words (search_words) VALUES ('optimize')")


if __name__ == "__main__":
    build(int(sys.argv[1]))
