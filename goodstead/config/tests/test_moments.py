"""What PostgreSQL writes for a moment is read as Django's own loader reads it."""

from datetime import UTC, datetime

import pytest
from django.db import connection
from django.db.backends.postgresql.psycopg_any import BaseTzLoader
from psycopg import DataError

from goodstead.config.postgresql.base import MomentLoader

pytestmark = pytest.mark.postgres


class Slow(BaseTzLoader):
    timezone = UTC


def both(written: bytes) -> tuple[datetime, datetime]:
    loaders = MomentLoader(1184, None), Slow(1184, None)
    for loader in loaders:
        loader._timezone = UTC
    return loaders[0].load(written), loaders[1].load(written)


@pytest.mark.parametrize(
    "written",
    [
        b"2026-03-02 10:00:00+00",
        b"2026-03-02 10:00:00.5+00",
        b"2026-03-02 10:00:00.123456+00",
        b"2026-07-02 11:00:00.12+01",
        b"2026-03-02 10:00:00.5-05:30",
        b"0001-01-01 00:00:00+00",
        b"9999-12-31 23:59:59.999999+00",
    ],
)
def test_a_moment_is_read_as_django_reads_it(written):
    quick, slow = both(written)
    assert quick == slow and quick.utcoffset() == slow.utcoffset()


@pytest.mark.parametrize(
    "written", [b"infinity", b"-infinity", b"0044-03-15 00:00:00+00 BC", b"12026-03-02 10:00:00+00"]
)
def test_what_python_cannot_hold_is_refused_as_before(written):
    for loader in (MomentLoader(1184, None), Slow(1184, None)):
        loader._timezone = UTC
        with pytest.raises(DataError):
            loader.load(written)


@pytest.mark.django_db
def test_the_connection_reads_with_it():
    if connection.vendor != "postgresql":
        pytest.skip("SQLite has no loader of moments")
    with connection.cursor() as cursor:
        cursor.execute("SELECT TIMESTAMPTZ '2026-03-02 10:00:00.25+00'")
        (moment,) = cursor.fetchone()
    assert moment == datetime(2026, 3, 2, 10, 0, 0, 250_000, UTC)
    loader = connection.connection.adapters.get_loader(1184, 0)
    assert issubclass(loader, MomentLoader)
