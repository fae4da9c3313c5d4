"""How a file leaves the server: as a download, under our name, with nothing allowed to run.

These check nothing about the reader. The view has found the record by its own ``visible_to`` and
written the viewing before it calls them.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import cast

from django.http import FileResponse, Http404, HttpResponse
from django.http.response import HttpResponseBase

from . import queries, store
from .models import StoredFile

_LOCKED = "default-src 'none'; sandbox; frame-ancestors 'none'"


def copy_of(file: StoredFile) -> FileResponse:
    """The picture made anew. A page may show it in ``<img>``; opened by itself it is a download."""
    copy = queries.safe_copy(file)
    if copy is None:
        raise Http404
    return _answer(copy.path, copy.content_type, copy.name)


def sound_of(file: StoredFile, wanted: str) -> HttpResponse:
    """The copy of a recording for ``<audio>``; ``wanted`` is the Range that the browser asks for.

    Opened by itself it is a download, like every file: a player in a page does not mind.
    """
    copy = queries.safe_copy(file)
    if copy is None or not file.playable:
        raise Http404
    try:
        size = copy.path.stat().st_size
    except FileNotFoundError:
        raise Http404 from None
    span = _span(wanted, size)
    if span is None:
        refused = HttpResponse(status=416, headers={"Content-Range": f"bytes */{size}"})
        return cast(HttpResponse, _locked(refused))
    start, end = span
    with copy.path.open("rb") as opened:
        opened.seek(start)
        body = opened.read(end - start + 1)  # 20 MB at most, and seldom more than one
    answer = HttpResponse(body, content_type=copy.content_type, status=206 if wanted else 200)
    answer["Content-Disposition"] = f'attachment; filename="{copy.name}"'
    answer["Accept-Ranges"] = "bytes"
    if wanted:
        answer["Content-Range"] = f"bytes {start}-{end}/{size}"
    return cast(HttpResponse, _locked(answer))


def _span(wanted: str, size: int) -> tuple[int, int] | None:
    """The first and last byte of one range; all of it when none is asked for; None when impossible."""
    if not wanted:
        return 0, size - 1
    found = re.fullmatch(r"bytes=([0-9]{0,15})-([0-9]{0,15})", wanted.strip())
    if found is None or not (found[1] or found[2]):
        return None
    if not found[1]:
        return max(0, size - int(found[2])), size - 1
    start = int(found[1])
    end = min(int(found[2] or size - 1), size - 1)
    return (start, end) if start <= end else None


def original(file: StoredFile) -> FileResponse:
    """The sealed original, after ``actions.open_original``. A broken seal is a 404: it is not the file."""
    if not file.may_leave or not store.sealed(file.stored_as, file.sha256):
        raise Http404
    return _answer(store.path_of(file.stored_as), file.what.mime, file.safe_name)


def _answer(path: Path, content_type: str, name: str) -> FileResponse:
    try:
        opened = path.open("rb")
    except FileNotFoundError:
        raise Http404 from None
    response = FileResponse(opened, as_attachment=True, filename=name, content_type=content_type)
    return cast(FileResponse, _locked(response))


def _locked(response: HttpResponseBase) -> HttpResponseBase:
    """Nothing in it may run, no page of others may show it, nobody keeps it."""
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = _LOCKED
    response["Cache-Control"] = "no-store, private"
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    response["Referrer-Policy"] = "no-referrer"
    return response
