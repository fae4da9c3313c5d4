"""How a file leaves the server: as a download, under our name, with nothing allowed to run.

These check nothing about the reader. The view has found the record by its own ``visible_to`` and
written the viewing before it calls them.
"""

from __future__ import annotations

from pathlib import Path

from django.http import FileResponse, Http404

from . import queries, store
from .models import StoredFile

_LOCKED = "default-src 'none'; sandbox; frame-ancestors 'none'"


def copy_of(file: StoredFile) -> FileResponse:
    """The picture made anew. A page may show it in ``<img>``; opened by itself it is a download."""
    copy = queries.safe_copy(file)
    if copy is None:
        raise Http404
    return _answer(copy.path, copy.content_type, copy.name)


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
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = _LOCKED
    response["Cache-Control"] = "no-store, private"
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    response["Referrer-Policy"] = "no-referrer"
    return response
