"""Where a photo says that it was made: offered to staff, read anew each time, and kept nowhere."""

import io
import struct

import pytest
from PIL import Image
from PIL.TiffImagePlugin import IFDRational

from goodstead.access.permissions import NotNow, PermissionDenied
from goodstead.evidence import actions, periodic, place, queries
from goodstead.evidence import store as disk
from goodstead.evidence.definitions.kinds import KINDS
from goodstead.evidence.models import StoredFile
from goodstead.ledger.models import Entry, key_of
from goodstead.ledger.verbs import sentence

from .conftest import picture

pytestmark = pytest.mark.django_db
HERE = {1: "N", 2: (51.0, 45.0, 43.56), 3: "W", 4: (0.0, 14.0, 4.2)}


def photo(block=None, kind="JPEG"):
    exif = Image.Exif()
    exif[0x010E] = "A door"
    exif.get_ifd(0x8825).update(HERE if block is None else block)
    return picture(kind, exif=exif)


def video(words):
    return struct.pack(">I", 24) + b"ftypisom\0\0\0\0isommp42" + b"\0" * 2000 + words


XYZ = b"\xa9xyz\0\x12\x15\xc7+51.7621-000.2345/"
QUICKTIME = b"\0\0\0\x24data\0\0\0\x01\0\0\0\0+51.7621-000.2345+084.1/"


def said(tmp_path, content, kind="jpeg"):
    path = tmp_path / "file"
    path.write_bytes(content)
    return place.place_of(path, KINDS[kind])


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_the_place_of_a_photo_is_read(tmp_path, kind):
    assert said(tmp_path, photo(kind=kind), kind.lower()) == place.Place(51.7621, -0.2345)
    south = HERE | {1: "S", 3: "E"}
    assert said(tmp_path, photo(south, kind), kind.lower()) == place.Place(-51.7621, 0.2345)


@pytest.mark.parametrize("box", [XYZ, QUICKTIME])
def test_the_place_of_a_video_is_read(tmp_path, box):
    assert said(tmp_path, video(box), "mp4") == place.Place(51.7621, -0.2345)


NOWHERE = {
    "no block": {9: "A"},
    "0, 0": {1: "N", 2: (0.0, 0.0, 0.0), 3: "E", 4: (0.0, 0.0, 0.0)},
    "off the earth": HERE | {2: (91.0, 0.0, 0.0)},
    "a division by nothing": HERE | {2: (IFDRational(1, 0), 0.0, 0.0)},
    "another letter": HERE | {1: "Q"},
    "half a place": {1: "N", 2: (51.0, 45.0, 0.0)},
    "two numbers": HERE | {2: (51.0, 45.0)},
}


@pytest.mark.parametrize("what", NOWHERE)
def test_what_is_no_place_is_none(tmp_path, what):
    assert said(tmp_path, photo(NOWHERE[what])) is None


@pytest.mark.parametrize(
    "content, kind",
    [
        (photo()[:200], "jpeg"),
        (b"", "jpeg"),
        (video(b"\xa9xyz\0\x12\x15\xc7+99.0-000.1/"), "mp4"),
        (video(b"nothing"), "mp4"),
        (b"", "mp4"),
        (b"%PDF-1.7", "pdf"),
        (b"+51.7621-000.2345/", "text"),
    ],
)
def test_a_broken_file_has_no_place_and_breaks_nothing(tmp_path, content, kind):
    assert said(tmp_path, content, kind) is None


def test_the_place_is_in_the_original_alone(store, now, file):
    kept = periodic.make_copy(store("a.jpg", photo()), now)
    assert kept.has_place
    assert place.place_of(queries.safe_copy(kept).path, KINDS["jpeg"]) is None
    noted = str(StoredFile.objects.values().get()) + str(list(Entry.objects.values()))
    assert "51.76" not in noted and "0.2345" not in noted
    assert not periodic.make_copy(store("b.jpg"), now).has_place


def test_who_looked_at_it_is_written_down_and_where_is_not(store, now, people, file):
    kept = periodic.make_copy(store("a.jpg", photo()), now)
    with pytest.raises(PermissionDenied):
        actions.read_place(by=people.auditor, at=now, file=kept, about=file)
    assert not Entry.objects.filter(verb="evidence.place_read").exists()
    found = actions.read_place(by=people.officer, at=now, file=kept, about=file)
    assert found == place.Place(51.7621, -0.2345)
    entry = Entry.objects.get(verb="evidence.place_read")
    assert (entry.by, entry.file) == (people.officer, key_of(file))
    assert entry.facts == {} and sentence(entry).startswith("Looked at where a file says")


def test_without_the_entry_there_is_no_place(store, now, people, file, monkeypatch):
    kept = periodic.make_copy(store("a.jpg", photo()), now)

    def broken(*args, **kwargs):
        raise RuntimeError

    monkeypatch.setattr("goodstead.ledger.actions.record", broken)
    with pytest.raises(RuntimeError):
        actions.read_place(by=people.officer, at=now, file=kept, about=file)


def test_a_file_that_waits_or_is_gone_tells_no_place(store, now, people, file):
    kept = store("a.jpg", photo())
    with pytest.raises(NotNow, match="being checked"):
        actions.read_place(by=people.officer, at=now, file=kept, about=file)
    periodic.make_copy(kept, now)
    disk.path_of(kept.stored_as).unlink()
    assert actions.read_place(by=people.officer, at=now, file=kept, about=file) is None


def test_no_place_of_twenty_photos_is_in_any_copy(store, now, people):
    """The canary of twenty files: the same place, written in twenty ways of turning and size."""
    found = 0
    for number in range(20):
        exif = Image.Exif()
        exif[0x0112] = number % 8 + 1
        exif.get_ifd(0x8825).update(HERE | {29: f"CANARY{number}"})
        about = people.team if number < 10 else people.patch
        content = picture(size=(60 + number, 40), exif=exif)
        assert b"CANARY" in content
        kept = periodic.make_copy(store(f"{number}.jpg", content, about=about), now)
        copy = queries.safe_copy(kept).path.read_bytes()
        found += b"CANARY" in copy or bool(Image.open(io.BytesIO(copy)).getexif())
    print(f"20 photos with a place: {found} copies with it")
    assert found == 0
