"""The copy that staff look at or listen to, without what else is in a file."""

from __future__ import annotations

import logging
import resource
import shutil
import subprocess
import tempfile
from pathlib import Path

from django.conf import settings

from . import content
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
        if kind.ffmpeg is None or not _ffmpeg():
            return None
        return _without_words(path, *kind.ffmpeg)
    except content.CannotShow:
        raise
    except Exception as trouble:  # a stranger wrote it: one file must not stop the others
        log.warning("A %s could not be copied: %s", kind.code, type(trouble).__name__)
        raise content.CannotShow from trouble


def _ffmpeg() -> str:
    return shutil.which(settings.FFMPEG) or "" if settings.FFMPEG else ""


def _without_words(path: Path, reader: str, writer: str) -> bytes:
    """The same sound and pictures in a new container: no place, time, device, names or chapters.

    What it is read as is ours to say and not the file's, it reads nothing but this file, and it has
    little time and memory.
    """
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "copy"
        command = [
            _ffmpeg(), "-nostdin", "-hide_banner", "-loglevel", "error", "-threads", "1",
            "-protocol_whitelist", "file", "-f", reader, "-i", f"file:{path}",
            "-map", "0:v:0?", "-map", "0:a:0?", "-c", "copy",
            "-map_metadata", "-1", "-map_metadata:s", "-1", "-map_chapters", "-1",
            "-fflags", "+bitexact", "-flags:v", "+bitexact", "-flags:a", "+bitexact",
            *(("-id3v2_version", "0") if writer == "mp3" else ()),
            "-f", writer, f"file:{out}",
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
