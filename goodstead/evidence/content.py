"""What a file is, by what is in it; and a picture made anew from a picture."""

from __future__ import annotations

import io
import warnings
from codecs import getincrementaldecoder
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from importlib import import_module
from pathlib import Path

import filetype
from PIL import Image, ImageOps, UnidentifiedImageError

from .definitions.kinds import BY_MIME, KINDS, Kind
from .definitions.limits import COPY_SIDE, MOST_PIXELS

HEAD = 8192
_FORMATS = {"jpeg": "JPEG", "png": "PNG", "webp": "WEBP", "gif": "GIF", "heic": "HEIF"}
_MARKUP = (
    b"<!doctype",
    b"<html",
    b"<svg",
    b"<?xml",
    b"<script",
    b"<?php",
    b"#!",
    b"<!--",
    b"{\\rtf",
)
_BROKEN = (OSError, SyntaxError, ValueError, EOFError, MemoryError, Image.DecompressionBombError)


class CannotShow(Exception):
    """No picture can be made of this file."""


class TooManyPixels(CannotShow):
    """It says that it has more pixels than we unpack."""


def kind_of(head: bytes, *, is_text: bool) -> Kind | None:
    """The kind by the first bytes; ``None`` when it is nothing that we take.

    ``is_text``: the name ends like a text file, the only case in which text is taken, because
    text has no mark of its own and much that is dangerous is text.
    """
    guess = filetype.guess(head)
    if guess is not None:
        return BY_MIME.get(guess.mime)
    return KINDS["text"] if is_text and _plain_text(head) else None


def _plain_text(head: bytes) -> bool:
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if not start or start.startswith(_MARKUP) or b"<script" in start or b"\0" in head:
        return False
    for encoding in ("utf-8", "cp1252"):
        try:
            text = getincrementaldecoder(encoding)().decode(head)  # it may end within a letter
        except UnicodeDecodeError:
            continue
        return not any(ord(c) < 32 and c not in "\t\r\n\f" for c in text)
    return False


@cache
def _reads_heic() -> bool:
    """Whether the library for the photos of iPhones is installed; it is not needed."""
    try:
        heif = import_module("pillow_heif")
    except ImportError:
        return False
    heif.register_heif_opener(thumbnails=False)
    return True


def reads(kind: Kind) -> bool:
    """Whether a picture of this kind can be unpacked here."""
    return kind.picture and (kind.code != "heic" or _reads_heic())


@contextmanager
def opened(path: Path, kind: Kind) -> Iterator[Image.Image]:
    """The picture, read as its kind and as nothing else. Raises ``CannotShow`` when it is not one."""
    if not reads(kind):
        raise CannotShow
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            with Image.open(path, formats=[_FORMATS[kind.code]]) as picture:
                yield picture
        except Image.DecompressionBombError as error:
            raise TooManyPixels from error
        except (UnidentifiedImageError, *_BROKEN) as error:
            raise CannotShow from error


def look_at_picture(path: Path, kind: Kind) -> None:
    """Read only the picture's head: that it is one, and how large it claims to be.

    Raises ``TooManyPixels`` or ``CannotShow``. Unpacks nothing.
    """
    with opened(path, kind) as picture:
        width, height = picture.size
    if width * height > MOST_PIXELS:
        raise TooManyPixels


def safe_picture(path: Path, kind: Kind) -> bytes:
    """A JPEG of the first picture in the file: turned upright, at most ``COPY_SIDE`` wide or high.

    It is made from the pixels alone, so nothing else of the file is in it: no place, no time, no
    name of a camera, no second picture, nothing that was appended. Raises ``CannotShow``.
    """
    look_at_picture(path, kind)
    with opened(path, kind) as picture:
        picture.draft("RGB", (COPY_SIDE, COPY_SIDE))  # a JPEG is unpacked at a smaller size
        picture.seek(0)
        return _jpeg(picture)


def _jpeg(picture: Image.Image) -> bytes:
    """Made small first: what follows then works on four million pixels at most."""
    if picture.mode in {"1", "P"}:  # these cannot be made small smoothly
        picture = picture.convert("RGBA" if "transparency" in picture.info else "RGB")
    picture.thumbnail((COPY_SIDE, COPY_SIDE))
    turned = ImageOps.exif_transpose(picture)
    pixels = turned.convert("RGBA") if "transparency" in turned.info else turned
    flat_image = Image.new("RGB", pixels.size, "white")
    mask = pixels.getchannel("A") if "A" in pixels.mode else None
    flat_image.paste(pixels.convert("RGB"), mask=mask)
    out = io.BytesIO()
    flat_image.save(out, "JPEG", quality=85)
    return out.getvalue()
