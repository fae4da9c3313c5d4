"""Files made to do harm, built here, each with what becomes of it. Nothing of them is kept in the code."""

import io
import resource
import struct
import zipfile
import zlib

import pytest
from PIL import Image

from goodstead.access.permissions import NotNow
from goodstead.evidence import content, periodic, queries
from goodstead.evidence.models import StoredFile

from .conftest import on_disk, picture, seen

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def without_what_is_optional(settings, monkeypatch):
    """What becomes of a file must not hang on packages that a council may not have."""
    settings.FFMPEG = ""
    monkeypatch.setattr(content, "_reads_heic", lambda: False)


def png_of(width, height):
    """A small file that claims a huge picture of one colour."""

    def chunk(name, body):
        return (
            struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))
        )

    packer = zlib.compressobj(9)
    row = b"\0" + b"\0" * ((width + 7) // 8)
    body = b"".join(packer.compress(row) for _ in range(min(height, 3000))) + packer.flush()
    head = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", body) + chunk(b"IEND", b"")


def jpeg_claiming(width, height):
    """A JPEG whose head says another size than it has."""
    body = bytearray(picture())
    at = body.index(b"\xff\xc0") + 5
    body[at : at + 4] = struct.pack(">HH", height, width)
    return bytes(body)


def zipped(**files):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as bundle:
        for name, body in files.items():
            bundle.writestr(name.replace("__", "/"), body)
    return out.getvalue()


def gif_of(frames):
    out = io.BytesIO()
    pictures = [Image.new("P", (4, 4), n % 250) for n in range(frames)]
    pictures[0].save(out, "GIF", save_all=True, append_images=pictures[1:])
    return out.getvalue()


def mp4(brand=b"isom", body=b""):
    return struct.pack(">I", 24) + b"ftyp" + brand + b"\0\0\0\0" + brand + b"mp42" + body


EICAR = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$" + b"EICAR-STANDARD-" + b"ANTIVIRUS-TEST-FILE!$H+H*"
PDF = b"%PDF-1.7\n1 0 obj<</OpenAction<</S/JavaScript/JS(app.alert(1))>>>>endobj\n%%EOF"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"><script>alert(1)</script></svg>'
HTML = b"<!DOCTYPE html><script>alert(1)</script>"
MACRO = zipped(word__document_xml=b"x", word__vbaProject_bin=b"x")
HUGE = "too many pixels"
NOT_TAKEN = "not a kind of file"
DAMAGED = "damaged"

REFUSED = {
    "900 megapixels in a hundred kilobytes": ("photo.png", lambda: png_of(30_000, 30_000), HUGE),
    "51 megapixels": ("photo.png", lambda: png_of(10_200, 5_001), HUGE),
    "a JPEG that claims 4 billion pixels": (
        "photo.jpg", lambda: jpeg_claiming(65_000, 65_000), HUGE,
    ),
    "an SVG with script": ("drawing.svg", lambda: SVG, NOT_TAKEN),
    "an SVG called a photo": ("photo.jpg", lambda: SVG, NOT_TAKEN),
    "an SVG called a text": ("note.txt", lambda: b"\xef\xbb\xbf \n" + SVG, NOT_TAKEN),
    "HTML called a photo": ("photo.jpg", lambda: HTML, NOT_TAKEN),
    "HTML called a text": ("note.txt", lambda: b"   " + HTML, NOT_TAKEN),
    "script further down in a text": ("note.txt", lambda: b"hello <SCRIPT>x", NOT_TAKEN),
    "a photo with a program's name": ("photo.jpg.exe", picture, NOT_TAKEN),
    "a photo called HTML": ("photo.html", picture, NOT_TAKEN),
    "a program called a photo": ("photo.jpg", lambda: b"MZ" + b"\0" * 200, NOT_TAKEN),
    "a Linux program without a name": ("photo", lambda: b"\x7fELF" + b"\2" * 99, NOT_TAKEN),
    "a shell script called a text": ("note.txt", lambda: b"#!/bin/sh\nrm -rf /", NOT_TAKEN),
    "an ending hidden by a right-to-left mark": ("photo\u202egpj.exe", picture, NOT_TAKEN),
    "a name cut by NUL": ("photo.exe\0.jpg.com", picture, NOT_TAKEN),
    "the antivirus test file": ("eicar.com", lambda: EICAR, NOT_TAKEN),
    "the antivirus test file in a zip": ("a.zip", lambda: zipped(eicar=EICAR), NOT_TAKEN),
    "a zip called a photo": ("photo.jpg", lambda: zipped(a=b"x" * 99), NOT_TAKEN),
    "a zip bomb": ("bomb.zip", lambda: zipped(a=b"\0" * 10_000_000), NOT_TAKEN),
    "a Word file with macros": ("letter.docm", lambda: MACRO, NOT_TAKEN),
    "a Word file called a PDF": ("letter.pdf", lambda: MACRO, NOT_TAKEN),
    "an empty file": ("photo.jpg", lambda: b"", "is empty"),
    "a file of spaces": ("note.txt", lambda: b"  \n ", NOT_TAKEN),
    "a text that is no text": ("note.txt", lambda: b"\x81\x8d\xff" * 50, NOT_TAKEN),
    "a text with NUL": ("note.txt", lambda: b"hello\0there", NOT_TAKEN),
    "a GIF that is script": ("a.gif", lambda: b"GIF89a/*" + b"*/=1;alert(1)//" * 9, DAMAGED),
    "three bytes of a JPEG": ("photo.jpg", lambda: b"\xff\xd8\xff", DAMAGED),
    "a PNG with only a head": ("photo.png", lambda: b"\x89PNG\r\n\x1a\n" + b"\0" * 40, DAMAGED),
    "a TIFF": ("scan.tif", lambda: b"II*\0" + b"\0" * 99, NOT_TAKEN),
    "a spreadsheet of formulas": ("a.csv", lambda: b"=cmd|' /C calc'!A0", NOT_TAKEN),
    "PostScript": ("a.pdf", lambda: b"%!PS-Adobe-3.0\n(x) run", NOT_TAKEN),
}  # fmt: skip


@pytest.mark.parametrize("attack", REFUSED)
def test_what_is_not_taken_is_refused_by_name_and_leaves_nothing(attack, store, store_folder):
    name, build, words = REFUSED[attack]
    with pytest.raises(NotNow, match=words) as refusal:
        store(name, build())
    told = str(refusal.value)
    assert not {"\0", "\u202e", "\r", "\n"} & set(told) and told.endswith(".")
    assert on_disk(store_folder) == [] and not StoredFile.objects.exists()


CLEAN, QUARANTINED = "clean", "quarantined"
TAKEN = {
    "a JPEG with HTML behind it": ("a.jpg", lambda: picture() + HTML, CLEAN, "jpeg"),
    "a JPEG with a zip behind it": ("a.jpg", lambda: picture() + zipped(a=b"x"), CLEAN, "jpeg"),
    "a GIF of two thousand pictures": ("a.gif", lambda: gif_of(2000), CLEAN, "gif"),
    "half a JPEG": ("a.jpg", lambda: picture(size=(500, 500))[:1200], QUARANTINED, "jpeg"),
    "a PNG whose last rows are missing": ("a.png", lambda: png_of(7000, 7000), CLEAN, "png"),
    "a PNG called a JPEG, as phones do": ("a.jpg", lambda: picture("PNG"), CLEAN, "png"),
    "a picture with no ending": ("image", picture, CLEAN, "jpeg"),
    "a PDF with JavaScript": ("a.pdf", lambda: PDF, CLEAN, "pdf"),
    "an iPhone photo": ("IMG_1.HEIC", lambda: mp4(b"heic"), CLEAN, "heic"),
    "a video with a place in it": ("v.mp4", lambda: mp4(body=b"\xa9xyz+51.76"), CLEAN, "mp4"),
    "a sound recording": ("v.m4a", lambda: mp4(b"M4A "), CLEAN, "m4a"),
    "a long diary in Arabic": ("d.txt", lambda: ("x" + "ليلا " * 9000).encode(), CLEAN, "text"),
    "a long diary in emoji": ("d.txt", lambda: ("x" + "\U0001f6aa" * 9000).encode(), CLEAN, "text"),
    "a diary in Windows letters": ("diary.txt", lambda: "café £5".encode("cp1252"), CLEAN, "text"),
}  # fmt: skip


@pytest.mark.parametrize("case", TAKEN)
def test_what_is_taken_is_kept_and_shown_only_when_it_is_safe(case, store, now):
    name, build, state, kind = TAKEN[case]
    content = build()
    file = store(name, content)
    assert file.state == "received"
    file = periodic.make_copy(file, now)
    assert (file.state, file.kind, file.size) == (state, kind, len(content))
    copy = queries.safe_copy(file)
    assert (copy is not None) == (state == CLEAN and file.what.copied)
    if copy:
        raw = copy.path.read_bytes()
        assert b"<script" not in raw and b"PK\x03\x04" not in raw
        assert seen(copy.path).format == "JPEG"


NAMES = {
    "../../../etc/passwd.jpg": "passwd.jpg",
    "..\\..\\windows\\photo.jpg": "photo.jpg",
    "C:\\fakepath\\photo.jpg": "photo.jpg",
    "photo\u202egpj.jpg": "photogpj.jpg",
    "a\0b\r\nc.jpg": "abc.jpg",
    "  .hidden.jpg  ": "hidden.jpg",
    "é" * 300 + ".jpeg": "é" * 95 + ".jpeg",
    "\U0001f6aa door \U0001f6aa.png": "\U0001f6aa door \U0001f6aa.png",
    "\ud800.jpg": "jpg",
    "...": "file",
    "": "file",
    '"><img src=x onerror=alert(1)>.jpg': '"><img src=x onerror=alert(1)>.jpg',
}


@pytest.mark.parametrize("name", NAMES)
def test_a_hostile_name_is_only_ever_text(name, store, store_folder):
    file = store(name)
    file.refresh_from_db()
    assert file.original_name == NAMES[name]
    assert file.safe_name == f"file-{file.pk}.jpg"
    assert [len(path.name) for path in on_disk(store_folder)] == [32]


def test_there_are_enough_attacks():
    assert len(REFUSED) + len(TAKEN) + len(NAMES) >= 25


def test_a_bomb_is_refused_without_being_unpacked(store):
    def memory():
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss

    bomb = png_of(30_000, 30_000)
    before = memory()
    with pytest.raises(NotNow):
        store("photo.png", bomb)
    assert memory() - before < 20_000, "kilobytes; unpacked it would be 100,000 and more"
