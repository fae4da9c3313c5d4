"""The copy that staff look at or listen to, without what else is in a file."""

from __future__ import annotations

import logging
import resource
import shutil
import subprocess
import tempfile
from pathlib import Path

from django.conf import settings

from . import content, waveform
from .definitions.kinds import Kind
from .definitions.limits import COPY_MEMORY, COPY_SECONDS, LARGEST_FILE

log = logging.getLogger("goodstead.evidence")


def made(path: Path, kind: Kind) -> bytes | None:
    """The copy; ``None`` when none is made of this kind, or what would make it is not installed.

    Raises ``CannotShow`` for whatever is wrong with the file, and ``OSError`` when it is not there.
    """
    path.stat()
    try:
        if kind.picture:
            return content.safe_picture(path, kind) if content.reads(kind) else None
        if kind.ffmpeg is None:
            return None
        if not has_ffmpeg():  # of plain WAV the library can make one
            return waveform.plain_wav(path.read_bytes()) if kind.code == "wav" else None
        return _without_words(path, *kind.ffmpeg)
    except content.CannotShow:
        raise
    except Exception as trouble:  # a stranger wrote it: one file must not stop the others
        log.warning("A %s could not be copied: %s", kind.code, type(trouble).__name__)
        raise content.CannotShow from trouble


def heard(copy: bytes, kind: Kind) -> waveform.Sound | None:
    """How loud the copy is from beginning to end; ``None`` of what has no sound, or cannot be read.

    That it cannot be told is no reason not to keep and to play a recording.
    """
    if not kind.sounds:
        return None
    if found := waveform.sound_of(copy) if kind.code == "wav" else None:
        return found
    try:
        return waveform.sound_of(_as_wav(copy, kind)) if has_ffmpeg() else None
    except (content.CannotShow, OSError):
        return None


def has_ffmpeg() -> bool:
    """Whether copies of all kinds of sound and video are made here."""
    return bool(_ffmpeg())


def _ffmpeg() -> str:
    return shutil.which(settings.FFMPEG) or "" if settings.FFMPEG else ""


def _without_words(path: Path, reader: str, writer: str) -> bytes:
    """The same sound and pictures in a new container: no place, time, device, names or chapters.

    What it is read as is ours to say and not the file's, it reads nothing but this file, and it has
    little time and memory.
    """
    return _made_by_ffmpeg(
        path,
        reader,
        [
            "-map", "0:v:0?", "-map", "0:a:0?", "-c", "copy",
            "-map_metadata", "-1", "-map_metadata:s", "-1", "-map_chapters", "-1",
            "-fflags", "+bitexact", "-flags:v", "+bitexact", "-flags:a", "+bitexact",
            *(("-id3v2_version", "0") if writer == "mp3" else ()),
            "-f", writer,
        ],
    )  # fmt: skip


def _as_wav(copy: bytes, kind: Kind) -> bytes:
    """The first sound in it as plain WAV of one channel, to see how loud it is."""
    assert kind.ffmpeg is not None  # noqa: S101 - only such have sound
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "sound"
        path.write_bytes(copy)
        told = ["-map", "0:a:0", "-t", str(waveform.LONGEST), "-ac", "1", "-ar", "4000"]
        # A file and not a pipe: only then the head says how long it is.
        return _made_by_ffmpeg(path, kind.ffmpeg[0], [*told, "-c:a", "pcm_s16le", "-f", "wav"])


def _made_by_ffmpeg(path: Path, reader: str, told: list[str]) -> bytes:
    """What ffmpeg writes. It reads nothing but this file, and has little time and memory."""
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "copy"
        command = [
            _ffmpeg(), "-nostdin", "-hide_banner", "-loglevel", "error", "-threads", "1",
            "-protocol_whitelist", "file", "-f", reader, "-i", f"file:{path}", *told, f"file:{out}",
        ]  # fmt: skip
        try:
            subprocess.run(  # noqa: S603 - no shell; the only name in it is our own
                command,
                check=True,
                timeout=COPY_SECONDS,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                env={},
                preexec_fn=_little,  # noqa: PLW1509 - the worker has one thread
            )
        except subprocess.SubprocessError as trouble:
            raise content.CannotShow from trouble
        copy = out.read_bytes()
    if not copy:
        raise content.CannotShow
    return copy


def _little() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (COPY_MEMORY, COPY_MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (COPY_SECONDS, COPY_SECONDS))
    resource.setrlimit(resource.RLIMIT_FSIZE, (2 * LARGEST_FILE, 2 * LARGEST_FILE))
