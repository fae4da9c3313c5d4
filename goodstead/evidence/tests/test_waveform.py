"""How loud a recording is against itself, and a plain copy where there is no ffmpeg."""

import io
import wave

import pytest

from goodstead.evidence import copies, periodic, queries, waveform
from goodstead.evidence.definitions.kinds import KINDS

pytestmark = pytest.mark.django_db


def wav(samples, width=2, rate=8000, channels=1):
    out = io.BytesIO()
    with wave.open(out, "wb") as made:
        made.setnchannels(channels)
        made.setsampwidth(width)
        made.setframerate(rate)
        made.writeframes(
            b"".join(one.to_bytes(width, "little", signed=width > 1) for one in samples)
        )
    return out.getvalue()


@pytest.mark.parametrize(
    "width, quiet, loud", [(1, 128, 255), (2, 0, 32767), (3, 0, 2**23 - 1), (4, 0, 2**31 - 1)]
)
def test_loud_and_quiet_are_told_apart_in_every_width(width, quiet, loud):
    found = waveform.sound_of(wav([quiet] * 4000 + [loud] * 4000, width))
    assert found.seconds == 1 and len(found.peaks) == 120
    assert set(found.peaks[:59]) == {0} and min(found.peaks[61:]) >= 990


def test_two_channels_are_as_long_as_one():
    assert waveform.sound_of(wav([0, 9] * 8000, channels=2)).seconds == 1


@pytest.mark.parametrize("broken", [b"", b"RIFF", wav([])[:30], wav([]), b"x" * 100])
def test_what_is_no_plain_wav_has_no_picture_and_breaks_nothing(broken):
    assert waveform.sound_of(broken) is None and waveform.plain_wav(broken) is None


def test_without_ffmpeg_plain_wav_is_copied_and_its_words_are_not(store, now, settings):
    settings.FFMPEG = ""
    original = wav([1000] * 800)
    words = b"LIST\x14\x00\x00\x00INFOICMT\x08\x00\x00\x00Canary!\x00"
    file = periodic.make_copy(store("a.wav", original + words), now)
    copy = queries.safe_copy(file).path.read_bytes()
    assert b"Canary" not in copy and copy[44:] == original[44:]
    assert file.peaks and file.seconds == 0.1 and file.playable


def test_that_it_cannot_be_told_how_loud_it_is_stops_no_copy(monkeypatch):
    def broken(*args):
        raise copies.content.CannotShow

    monkeypatch.setattr(copies, "has_ffmpeg", lambda: True)
    monkeypatch.setattr(copies, "_as_wav", broken)
    assert copies.heard(b"x", KINDS["webm"]) is None


def test_of_other_kinds_it_is_told_from_what_ffmpeg_makes_of_them(monkeypatch):
    monkeypatch.setattr(copies, "has_ffmpeg", lambda: True)
    monkeypatch.setattr(copies, "_as_wav", lambda copy, kind: wav([9] * 8000))
    assert copies.heard(b"x", KINDS["webm"]).seconds == 1
