"""Sound and video without place, time and device when ffmpeg is there; the original alone when not."""

import shutil
import subprocess
import sys

import pytest

from goodstead.evidence import content, copies, periodic, queries, responses
from goodstead.evidence import store as disk
from goodstead.evidence.definitions.kinds import KINDS
from goodstead.evidence.models import StoredFile

from .conftest import picture

pytestmark = pytest.mark.django_db
FFMPEG = shutil.which("ffmpeg")
needs_ffmpeg = pytest.mark.skipif(FFMPEG is None, reason="ffmpeg, an optional package, is absent")
HEIC = content.reads(KINDS["heic"])
needs_heic = pytest.mark.skipif(not HEIC, reason="pillow-heif, an optional library, is absent")
CANARY = b"Canary-51.7621"


def recorded(name, tmp_path, *options):
    """A second of sound and pictures, or of sound, with words and a place in its container."""
    path = tmp_path / name
    video = ["-f", "lavfi", "-i", "testsrc=size=64x48:rate=5:duration=1"]
    sound = ["-f", "lavfi", "-i", "sine=duration=1"]
    inputs = sound if path.suffix in {".mp3", ".m4a", ".wav", ".ogg"} else [*video, *sound]
    words = ["title=Canary-51.7621", "comment=Canary-51.7621", "location=+51.7621-000.2345/"]
    said = [part for one in words for part in ("-metadata", one)]
    made = [FFMPEG, "-loglevel", "error", *inputs, *options, *said, str(path)]
    subprocess.run(made, check=True, capture_output=True, timeout=60)
    return path.read_bytes()


ENCODED = {
    "v.mp4": ("-c:v", "mpeg4", "-c:a", "aac"),
    "v.mov": ("-c:v", "mpeg4", "-c:a", "aac", "-movflags", "use_metadata_tags"),
    "v.3gp": ("-c:v", "mpeg4", "-c:a", "aac"),
    "v.webm": ("-c:v", "libvpx", "-c:a", "libopus"),
    "s.mp3": ("-c:a", "libmp3lame"),
    "s.m4a": ("-c:a", "aac"),
    "s.wav": (),
    "s.ogg": ("-c:a", "libvorbis"),
}


@needs_ffmpeg
@pytest.mark.parametrize("name", ENCODED)
def test_the_copy_of_a_recording_plays_and_says_nothing(name, store, now, tmp_path):
    content = recorded(name, tmp_path, *ENCODED[name])
    assert CANARY in content
    file = periodic.make_copy(store(name, content), now)
    assert file.state == "clean" and (file.what.extension == name[2:] or name == "v.3gp")
    copy = queries.safe_copy(file)
    held = copy.path.read_bytes()
    assert b"Canary" not in held and b"51.7621" not in held
    assert disk.path_of(file.stored_as).read_bytes() == content, "the original stays as it came"
    again = [FFMPEG, "-loglevel", "error", "-i", str(copy.path), "-f", "null", "-"]
    played = subprocess.run(again, check=True, capture_output=True, timeout=60)
    assert not played.stderr
    answer = responses.copy_of(file)
    answer.file_to_stream.close()
    assert answer["Content-Type"] == file.what.mime
    name = f'attachment; filename="copy-{file.pk}.{file.what.extension}"'
    assert answer["Content-Disposition"] == name


@needs_ffmpeg
def test_a_recording_that_is_broken_off_is_kept_and_not_shown(store, now, tmp_path):
    content = recorded("v.mp4", tmp_path, *ENCODED["v.mp4"])
    file = periodic.make_copy(store("v.mp4", content[: len(content) // 2]), now)
    assert (file.state, file.copy_as) == ("quarantined", "") and "damaged" in file.told


def program(tmp_path, body):
    """Stands in for ffmpeg: its last argument is where the copy goes."""
    path = tmp_path / "ffmpeg"
    path.write_text(f"#!{sys.executable}\nimport os, sys, time\nout = sys.argv[-1][5:]\n{body}\n")
    path.chmod(0o700)
    return str(path)


MP4 = b"\0\0\0\x18ftypisom\0\0\0\0isommp42" + CANARY


def test_without_ffmpeg_there_is_only_the_original_and_the_page_says_so(store, now, settings):
    for settings.FFMPEG in ("", "/nowhere/ffmpeg"):
        file = periodic.make_copy(store("v.mp4", MP4), now)
        assert (file.state, file.copy_as, queries.safe_copy(file)) == ("clean", "", None)
        assert file.told.startswith("There is only the original. It may say where it was made.")
        answer = responses.original(file)
        answer.file_to_stream.close()
        assert answer["Content-Disposition"].startswith("attachment")
        assert "sandbox" in answer["Content-Security-Policy"]


def test_ffmpeg_is_told_what_to_read_and_reads_nothing_else(
    store, now, settings, tmp_path, monkeypatch
):
    monkeypatch.setenv("GOODSTEAD_LEDGER_KEY", "a-key-of-ours")
    body = "open(out, 'w').write('\\n'.join([*sys.argv, str(dict(os.environ))]))"
    settings.FFMPEG = program(tmp_path, body)
    file = periodic.make_copy(store("v.mp4", MP4), now)
    told = queries.safe_copy(file).path.read_text().split("\n")
    at = told.index("-i")
    assert told[at - 4 : at] == ["-protocol_whitelist", "file", "-f", "mov"]
    assert told[at + 1] == f"file:{disk.path_of(file.stored_as)}" and "-nostdin" in told
    assert "a-key-of-ours" not in told[-1]


BROKEN = {
    "fails": "open(out, 'w').write('half'); sys.exit(1)",
    "writes nothing": "open(out, 'w')",
    "does not end": "open(out, 'w').write('x'); time.sleep(4)",
    "fills the disk": "open(out, 'wb').write(bytes(60_000_000))",
    "fills the memory": "held = bytes(3_000_000_000); open(out, 'w').write('x')",
}


@pytest.mark.parametrize("how", BROKEN)
def test_when_ffmpeg_goes_wrong_the_file_is_kept_and_not_shown(
    how, store, now, settings, tmp_path, monkeypatch
):
    monkeypatch.setattr(copies, "COPY_SECONDS", 1)
    settings.FFMPEG = program(tmp_path, BROKEN[how])
    file = periodic.make_copy(store("v.mp4", MP4), now)
    assert (file.state, file.copy_as) == ("quarantined", "")
    assert disk.sealed(file.stored_as, file.sha256)


def test_one_that_breaks_the_reader_does_not_stop_the_others(store, now, monkeypatch):
    """Hostile files have made picture libraries raise nearly everything."""
    whole = content.safe_picture

    def breaks(path, kind):
        if kind.code == "png":
            raise KeyError("a tag")
        return whole(path, kind)

    monkeypatch.setattr(content, "safe_picture", breaks)
    files = [store("a.png", picture("PNG")), store("b.jpg")]
    assert periodic.make_copies(now) == 2
    states = [StoredFile.objects.get(pk=file.pk).state for file in files]
    assert states == ["quarantined", "clean"]


def test_a_disk_that_is_away_says_nothing_about_the_file(store, now, monkeypatch):
    file = store()
    path = disk.path_of(file.stored_as)
    path.rename(path.with_suffix(".away"))
    assert periodic.make_copy(file, now).state == "received"
    path.with_suffix(".away").rename(path)
    file.refresh_from_db()
    assert file.tries == 1 and periodic.make_copy(file, now).state == "clean"


@needs_heic
def test_the_photo_of_an_iphone_becomes_a_plain_jpeg(store, now):
    import io

    from PIL import Image

    exif = Image.Exif()
    exif[0x010E] = CANARY.decode()
    out = io.BytesIO()
    Image.new("RGB", (64, 48), "teal").save(out, "HEIF", exif=exif.tobytes())
    assert CANARY in out.getvalue()
    file = periodic.make_copy(store("IMG_1.HEIC", out.getvalue()), now)
    held = queries.safe_copy(file).path.read_bytes()
    assert held[:2] == b"\xff\xd8" and CANARY not in held and file.pictured


def test_without_the_library_the_photo_of_an_iphone_is_kept_and_the_page_says_so(
    store, now, monkeypatch
):
    monkeypatch.setattr(content, "_reads_heic", lambda: False)
    file = periodic.make_copy(store("IMG_1.HEIC", b"\0\0\0\x18ftypheic\0\0\0\0mif1heic"), now)
    assert (file.state, file.copy_as, file.pictured) == ("clean", "", False)
    assert file.told.startswith("It cannot be shown here. The original may say where it was made.")


def test_the_library_for_iphones_is_optional_and_looked_for_once(monkeypatch):
    content._reads_heic.cache_clear()
    monkeypatch.setitem(sys.modules, "pillow_heif", None)
    assert not content.reads(KINDS["heic"]) and content.reads(KINDS["jpeg"])
    content._reads_heic.cache_clear()
