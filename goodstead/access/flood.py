"""Many requests at once: the public pages go on answering those who ask for little.

Tokens are kept for each part of the network and for everybody together, in the memory of this
process and nowhere else. While there are enough for everybody only a network that asks for very
much has to wait. When everybody's run out, those go first who have used the fewest of their own: so
somebody who fills in a form goes before whoever sends hundreds, from however many addresses.

Who has to wait gets a short page that costs next to nothing. Staff's pages are not counted, nor
is the way out of the form; and nobody is made to wait who said that they are in danger, within what
one person can do.
"""

from __future__ import annotations

import logging
import time
from collections import OrderedDict
from collections.abc import Callable
from functools import lru_cache

from django.conf import settings
from django.core.exceptions import MiddlewareNotUsed
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.template import loader
from django.urls import Resolver404, resolve
from django.utils.translation import gettext_lazy

from . import limits

BURST, PER_SECOND = 120, 2.0
"""One network: so many requests at once, and so many each second after that."""

FORGIVEN_PER_SECOND = 0.2
"""When there is not enough for everybody, those go first who used the fewest lately; so slowly is
what a network used forgotten. Slower than a flood from many networks asks from each of them, or all
of them would stand at the door as if they had just come."""

ALL_BURST, ALL_PER_SECOND = 100, 10.0
"""Everybody, for each process of the web server. One makes some 40 pages a second, and a borough
asks for one or two."""

SPARED_EACH_PER_SECOND = 0.1
"""Somebody in danger, beside what their network has: a burst, and slowly more. Slowly, so that who
goes on and on with many prepared sessions is soon behind whoever fills in a form."""

SPARED_BURST, SPARED_PER_SECOND = 200, 20.0
"""All who are in danger, for each process: well above what a borough has, and what one can make."""

NETWORKS = 20_000
"""So many are remembered; then those that were not heard of for longest are forgotten."""

LOOK_AGAIN_SECONDS = 3.0
"""So long a session is known not to be in danger without looking. Shorter than one has to wait:
who tries again then is looked at anew, also by a process that did not hear what they said."""
LONGEST_KEY = 64  # of a session: more of a cookie is not remembered

LONGEST_PATH = 200  # of a page whose view is remembered

WAIT_SECONDS = 10
"""Longer than it takes to be forgiven one request, or whoever does as they are told never gets in."""

NEUTRAL_NAME = gettext_lazy("Contact us")
LOG_SECONDS = 60
log = logging.getLogger("goodstead.access")


class Buckets:
    """Tokens by name. One that is not known has all of them."""

    def __init__(self, most: float, per_second: float) -> None:
        self.most, self.per_second = most, per_second
        self._kept: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def left(self, name: str, now: float) -> float:
        tokens, then = self._kept.get(name, (self.most, now))
        return min(self.most, tokens + max(now - then, 0) * self.per_second)

    def pressure(self, now: float) -> float:
        """Of a bucket for all, which goes down to less than none. 0: there is enough. 1: only who
        asked for nothing yet is let in."""
        return min(max(-self.left("", now) / self.most, 0), 1)

    def take(self, name: str, now: float, *, down_to: float = 0) -> None:
        """Take one; never below ``down_to``."""
        self._kept[name] = (max(self.left(name, now) - 1, down_to), now)
        self._kept.move_to_end(name)
        while len(self._kept) > NETWORKS:
            self._kept.popitem(last=False)


class Lately:
    """Names for a few seconds, and no more than fit."""

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        self._until: OrderedDict[str, float] = OrderedDict()

    def has(self, name: str, now: float) -> bool:
        return self._until.get(name[:LONGEST_KEY], now) > now

    def add(self, name: str, now: float) -> None:
        self.forget(name)  # so that it stands last
        self._until[name[:LONGEST_KEY]] = now + self.seconds
        while len(self._until) > NETWORKS:
            self._until.popitem(last=False)

    def forget(self, name: str) -> None:
        self._until.pop(name[:LONGEST_KEY], None)


class Gate:
    """Who is let in, and who has to wait."""

    def __init__(self) -> None:
        self.networks = Buckets(BURST, PER_SECOND)
        self.lately = Buckets(BURST, FORGIVEN_PER_SECOND)
        self.everybody = Buckets(ALL_BURST, ALL_PER_SECOND)
        self.spared = Buckets(BURST, SPARED_EACH_PER_SECOND)
        self.all_spared = Buckets(SPARED_BURST, SPARED_PER_SECOND)

    def lets(self, network: str, now: float) -> bool:
        """Whether this network is let in now. To ask counts, also when one has to wait: otherwise
        the whole flood would stand as near to the door as somebody who just came.

        Of whom no network is known ("": the front server is set up wrongly) only everybody's tokens
        count: otherwise the whole town were one network."""
        if not network:
            return self._lets_unknown(now)
        left, lately = self.networks.left(network, now), self.lately.left(network, now)
        self.networks.take(network, now)
        self.lately.take(network, now)
        if left < 1 or lately / BURST < self.everybody.pressure(now):
            return False
        self.everybody.take("", now, down_to=-ALL_BURST)
        return True

    def _lets_unknown(self, now: float) -> bool:
        if self.everybody.left("", now) < 1:
            return False
        self.everybody.take("", now)
        return True

    def lets_spared(self, session: str, now: float) -> bool:
        """Somebody in danger: as much as one person can do, and all of them together no more than
        can be made. Who has used the least goes first here, too; to ask in vain costs nothing."""
        left = self.spared.left(session, now)
        if left < 1 or left / BURST < self.all_spared.pressure(now):
            return False
        if self.all_spared.left("", now) < 1 - SPARED_BURST:  # there is no more, for nobody
            return False
        self.spared.take(session, now)
        self.all_spared.take("", now, down_to=-SPARED_BURST)
        return True


class Flood:
    """Middleware: too many requests for public pages have to wait. Off unless the settings say so."""

    def __init__(self, answer: Callable[[HttpRequest], HttpResponseBase]) -> None:
        if not settings.LIMIT_REQUESTS:
            raise MiddlewareNotUsed
        self.answer, self.gate, self._page = answer, Gate(), b""
        self.not_spared = Lately(LOOK_AGAIN_SECONDS)
        self.waited, self.noted_at = 0, -float(LOG_SECONDS)

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if not is_counted(request.path_info):
            return self.answer(request)
        now = time.monotonic()
        if self.gate.lets(limits.network_of(request), now) or self.is_spared(request, now):
            answered = self.answer(request)
            self.not_spared.forget(session_of(request))  # they may just have said so
            return answered
        return self.wait()

    def is_spared(self, request: HttpRequest, now: float) -> bool:
        """Whether this is somebody in danger. One short question, only when they would have to wait,
        and not again for a few seconds when the answer was no."""
        session = session_of(request)
        if not session or self.not_spared.has(session, now):
            return False
        try:
            spared = limits.is_never_refused(request.session)
        except DatabaseError:
            return False
        if not spared:
            self.not_spared.add(session, now)
            return False
        return self.gate.lets_spared(str(request.session.session_key), now)

    def wait(self) -> HttpResponse:
        """The page is made once and kept."""
        self._page = self._page or please_wait().content
        self.note(time.monotonic())
        return please_wait(self._page)

    def note(self, now: float) -> None:
        """One line a minute in the log, with how many and from nobody in particular."""
        self.waited += 1
        if now - self.noted_at >= LOG_SECONDS:
            log.warning("%s requests had to wait: too many at once", self.waited)
            self.waited, self.noted_at = 0, now


def session_of(request: HttpRequest) -> str:
    """The key of a session as it was sent; "" for none."""
    return request.COOKIES.get(settings.SESSION_COOKIE_NAME, "")


def is_counted(path: str) -> bool:
    """Whether it is a page for the public, or none at all: guesses count, too.

    Never the way out, whose view says ``never_waits = True``: somebody may stand behind them, and
    what they typed would stay."""
    if path.startswith(settings.STATIC_URL) or path == "/healthz":
        return False
    find = _view_of if len(path) <= LONGEST_PATH else _view_of.__wrapped__
    view = find(path, settings.ROOT_URLCONF)
    return bool(getattr(view, "public", False)) and not getattr(view, "never_waits", False)


@lru_cache(maxsize=1024)
def _view_of(path: str, urls: str) -> object:
    """The class behind an address. To find it is half of what it costs to make somebody wait."""
    try:
        return getattr(resolve(path, urls).func, "view_class", None)
    except Resolver404:
        return _Guess


class _Guess:
    """No page at all."""

    public = True


def please_wait(page: bytes = b"") -> HttpResponse:
    """429: whom to call in danger, that what was typed is kept, and the way out. Needs no database,
    so it does not know who reads it, and is for everybody as neutral as for somebody in danger."""
    if not page:
        council = settings.COUNCIL | {"name": NEUTRAL_NAME}
        said = loader.render_to_string("access/wait.html", {"council": council})
        page = said.encode()
    headers = {"Retry-After": str(WAIT_SECONDS), "Cache-Control": "no-store"}
    answered = HttpResponse(page, status=429, headers=headers)
    answered._has_been_logged = True  # type: ignore[attr-defined]  # not a line for each
    return answered
