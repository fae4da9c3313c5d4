"""The same on the server's command line, with a bar, and safe to kill and to repeat."""

import pytest

from goodstead.exchange.models import Delivery, LeftOut
from goodstead.intake.models import Report

from .logs import log, row

pytestmark = pytest.mark.django_db


@pytest.fixture
def file(tmp_path):
    def write(content, name="log.csv"):
        path = tmp_path / name
        path.write_bytes(content)
        return path

    return write


def take(run, path, name="hartshire weekly"):
    return run("import_101_log", path, "--mapping", name)


def test_it_says_what_landed_and_names_the_bad_rows(run, file, mapping):
    said, complained, failed = take(run, file(log(row(1), row(2, day="soon"), row(3))))
    assert not failed and Report.objects.count() == 2
    assert "New reports in the inbox" in said and "       2" in said
    assert "log.csv, line 3: the date “soon” is not a date" in complained
    assert f"/imports/{Delivery.objects.get().pk}/left-out" in said


def test_a_second_time_changes_nothing(run, file, mapping):
    path = file(log(row(1)))
    take(run, path)
    said, _, failed = take(run, path)
    assert not failed and Report.objects.count() == 1 and "Here already    " in said


@pytest.mark.parametrize(
    "content, words",
    [
        (b"", "is empty"),
        (b"A,B\n1,2\n", "lacks a column"),
        (b"PK\x03\x04zip", "is a zip archive"),
    ],
)
def test_what_it_cannot_read_it_refuses_in_plain_words(run, file, mapping, content, words):
    _, _, failed = take(run, file(content))
    assert words in failed and not Delivery.objects.exists()


def test_a_mapping_that_is_not_there_is_answered_with_those_that_are(run, file, mapping):
    _, _, failed = take(run, file(log(row(1))), "Mine")
    assert "There is no mapping “Mine”" in failed and "“Hartshire weekly”" in failed


def test_a_file_that_is_not_there(run, mapping, tmp_path):
    assert "does not exist" in take(run, tmp_path / "none.csv")[2]


def test_one_that_was_cut_off_goes_on_behind_its_last_batch(run, file, mapping, monkeypatch):
    path = file(log(*(row(n) for n in range(60)), row(61, day="soon")))
    from goodstead.exchange import actions, taking

    whole, times = actions.land_rows, []

    def dies(**asked):
        times.append(1)
        if len(times) == 3:
            raise KeyboardInterrupt
        return whole(**asked)

    with monkeypatch.context() as broken:
        broken.setattr(taking.actions, "land_rows", dies)
        with pytest.raises(KeyboardInterrupt):
            take(run, path)
    assert Report.objects.count() == 50
    take(run, path)
    delivery = Delivery.objects.get()
    assert (delivery.landed, delivery.known, delivery.left_out) == (60, 0, 1)
    assert Report.objects.count() == 60 and LeftOut.objects.count() == 1


def test_one_that_was_cut_off_before_it_began_is_not_brought_twice(run, file, mapping, monkeypatch):
    from goodstead.exchange import actions

    path = file(log(row(1)))
    with monkeypatch.context() as broken:
        broken.setattr(actions, "take_in_delivery", _dies)
        with pytest.raises(KeyboardInterrupt):
            take(run, path)
    take(run, path)
    assert Delivery.objects.get().state == "finished" and Report.objects.count() == 1


def _dies(**asked):
    raise KeyboardInterrupt
