"""What somebody typed when their session had ended: kept until they sign in, for them alone.

A visit lasts longer than a session may go unused, and an assessment that is lost is not made twice.
It is kept in the new session, on the server, and given back for an hour; then it goes with that
session. Whoever else signs in there does not get it. Nothing is saved by it: the page shows it
again, and the person presses the button.
"""

from __future__ import annotations

from django.http import HttpRequest, QueryDict
from django.utils import timezone

from .models import User

WHOSE, TYPED = "ended_for", "typed"
LONGEST = 200_000  # signs, with all fields
SECONDS = 60 * 60
_NEVER = ("csrfmiddlewaretoken",)


def note_whose(request: HttpRequest, user_id: int) -> None:
    """Whose session it was that ended with this request."""
    request.session[WHOSE] = user_id


def keep(request: HttpRequest) -> bool:
    """Keep what was sent. Not without knowing whose it is, no passwords, and not without end."""
    whose = request.session.pop(WHOSE, None)
    fields = {name: request.POST.getlist(name) for name in request.POST if name not in _NEVER}
    size = sum(len(one) for values in fields.values() for one in values)
    if whose is None or size > LONGEST or any("password" in name for name in fields):
        return False
    request.session[TYPED] = {
        "for": whose,
        "path": request.path,
        "at": timezone.now().timestamp(),
        "fields": fields,
    }
    return True


def take(request: HttpRequest, user: User) -> QueryDict | None:
    """What this person typed on this page before, once; nothing of anybody else."""
    kept = request.session.get(TYPED)
    if kept is None:
        return None
    if kept["for"] == user.pk and kept["path"] != request.path:
        return None  # on their way to it
    del request.session[TYPED]
    if kept["for"] != user.pk or timezone.now().timestamp() - kept["at"] > SECONDS:
        return None
    found = QueryDict(mutable=True)
    for name, values in kept["fields"].items():
        found.setlist(name, values)
    return found


def forget_others(request: HttpRequest, user: User) -> None:
    """Somebody else signed in: what was kept here is gone."""
    kept = request.session.get(TYPED)
    if kept is not None and kept["for"] != user.pk:
        del request.session[TYPED]
    request.session.pop(WHOSE, None)
