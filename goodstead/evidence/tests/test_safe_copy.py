"""What staff see is a picture made anew: upright, small, and with nothing of the file but its pixels."""

import io

import pytest
from django.http import Http404
from PIL import Image

from goodstead.access.permissions import PermissionDenied
from goodstead.evidence import actions, periodic, queries, responses
from goodstead.evidence import store as disk
from goodstead.evidence.models import StoredFile
from goodstead.ledger.models import Entry, key_of
from goodstead.ledger.verbs import sentence

from .conftest import picture, seen

pytestmark = pytest.mark.django_db
CANARY = "Canary-51.7621N-0.2345W"


def photo_with_a_place(orientation=1, size=(60, 40)):
    """A JPEG with a place in its EXIF, a comment, XMP, a thumbnail block and something appended."""
    exif = Image.Exif()
    exif[0x010E] = exif[0x013B] = CANARY  # description, artist
    exif[0x0112] = orientation
    exif.get_ifd(0x8825)[1], exif.get_ifd(0x8825)[29] = "N", CANARY
    exif.get_ifd(0x8769)[0x9286] = CANARY.encode()
    body = picture(
        size=size,
        exif=exif,
        comment=CANARY.encode(),
        xmp=f"<x:xmpmeta>{CANARY}</x:xmpmeta>".encode(),
    )
    return body + b"<script>" + CANARY.encode() + b"</script>"


def copied(store, now, name="photo.jpg", content=None):
    return periodic.make_copy(store(name, content), now)


def test_the_copy_holds_no_place_no_words_and_nothing_appended(store, now):
    content = photo_with_a_place()
    assert content.count(CANARY.encode()) >= 5
    file = copied(store, now, content=content)
    copy = queries.safe_copy(file).path.read_bytes()
    assert b"Canary" not in copy and b"script" not in copy and b"Exif" not in copy
    assert not Image.open(io.BytesIO(copy)).getexif()
    assert disk.path_of(file.stored_as).read_bytes() == content, "the original stays as it came"
    assert sentence(Entry.objects.get(verb="evidence.copy_made")).endswith("without location")


def test_the_copy_stands_upright_and_is_not_larger_than_needed(store, now):
    turned = queries.safe_copy(copied(store, now, content=photo_with_a_place(orientation=6)))
    assert seen(turned.path).size == (40, 60)
    large = queries.safe_copy(copied(store, now, content=picture(size=(5000, 2500))))
    assert seen(large.path).size == (2000, 1000)
    assert (large.content_type, large.name.endswith(".jpg")) == ("image/jpeg", True)


@pytest.mark.parametrize("kind", ["PNG", "WEBP", "GIF"])
def test_every_kind_of_picture_becomes_a_plain_jpeg(store, now, kind):
    out = io.BytesIO()
    frames = [Image.new("RGBA", (30, 30), (200, 0, 0, a)) for a in (0, 255)]
    options = {"save_all": True, "append_images": frames[1:]} if kind == "GIF" else {}
    frames[0].save(out, kind, **options)
    file = copied(store, now, f"a.{kind.lower()}", out.getvalue())
    found = seen(queries.safe_copy(file).path)
    assert (found.format, found.mode, getattr(found, "n_frames", 1)) == ("JPEG", "RGB", 1)
    assert min(found.getpixel((15, 15))) > 240, "what is transparent is white"


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "CMYK", "I;16", "RGBA"])
def test_unusual_colours_are_no_trouble(store, now, mode):
    out = io.BytesIO()
    Image.new(mode, (20, 20)).save(out, "JPEG" if mode == "CMYK" else "PNG")
    assert copied(store, now, content=out.getvalue()).state == "clean"


def test_what_cannot_be_unpacked_is_quarantined_and_kept(store, now, file):
    kept = copied(store, now, content=picture(size=(600, 600))[:900])
    assert (kept.state, queries.safe_copy(kept)) == ("quarantined", None)
    assert disk.path_of(kept.stored_as).exists()
    entry = Entry.objects.get(verb="evidence.file_quarantined")
    assert entry.file == key_of(file)


def test_copies_are_made_by_the_worker_and_once(store, now, people):
    file = store()
    assert queries.safe_copy(file) is None
    assert [periodic.make_copies(now), periodic.make_copies(now)] == [1, 0]
    file = StoredFile.objects.get()
    again = actions.note_copy(by=None, at=now, file=file, copy_as="copies/aa/" + "a" * 32)
    assert again.copy_as == file.copy_as
    with pytest.raises(PermissionDenied):
        actions.note_copy(by=people.officer, at=now, file=file, copy_as="")


def test_every_answer_is_a_locked_download_under_our_own_name(store, now):
    file = copied(store, now, 'a";\r\nSet-Cookie: x=1.jpg')
    for answer in (responses.copy_of(file), responses.original(file)):
        assert answer["Content-Disposition"] in {
            f'attachment; filename="picture-{file.pk}.jpg"',
            f'attachment; filename="file-{file.pk}.jpg"',
        }
        assert answer["X-Content-Type-Options"] == "nosniff"
        assert "sandbox" in answer["Content-Security-Policy"]
        assert "default-src 'none'" in answer["Content-Security-Policy"]
        assert "no-store" in answer["Cache-Control"]
        assert answer["Content-Type"] == "image/jpeg" and "Set-Cookie" not in answer
        answer.file_to_stream.close()


def test_an_original_is_opened_with_an_entry_and_a_broken_seal_is_told(store, now, people, file):
    kept = copied(store, now)
    for who in (people.auditor, people.call_handler, people.leaver):
        with pytest.raises(PermissionDenied):
            actions.open_original(by=who, at=now, file=kept, about=file)
    actions.open_original(by=people.officer, at=now, file=kept, about=file)
    responses.original(kept).file_to_stream.close()
    path = disk.path_of(kept.stored_as)
    path.write_bytes(path.read_bytes()[:-1] + b"!")
    actions.open_original(by=people.officer, at=now, file=kept, about=file)
    with pytest.raises(Http404):
        responses.original(kept)
    path.unlink()
    with pytest.raises(Http404):
        responses.original(kept)
    told = [sentence(e) for e in Entry.objects.filter(verb="evidence.file_opened").order_by("id")]
    assert "whole" in told[0] and "BROKEN" in told[1]


def test_no_copy_is_a_page_not_found(store):
    with pytest.raises(Http404):
        responses.copy_of(store())
