"""Who may send a recording, how many, and who says that they listened to one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext

from goodstead.access.models import User
from goodstead.access.permissions import NotNow, PermissionDenied
from goodstead.evidence import content
from goodstead.evidence.definitions.kinds import KINDS
from goodstead.evidence.definitions.limits import LARGEST_FILE

from ..definitions.recordings import MOST_A_DAY
from ..models import Recording
from .links import AlreadyTaken, require_may_answer

_LOUD = 500  # of 1,000 of its own loudest moment
_SILENT = 10  # of 1,000 of what a file can hold


def require_room_for_recording(today: int) -> None:
    """Enough for every night; not enough to fill the disk through one link."""
    if today >= MOST_A_DAY:
        raise NotNow(
            gettext(
                "We have {most} recordings from you in 24 hours, and that is enough for today. This "
                "one was not sent. You can still write it down."
            ).format(most=MOST_A_DAY)
        )


def require_is_sound(kind: str) -> None:
    """A recording that somebody is to hear has something to hear in it."""
    if not KINDS[kind].sounds:
        raise NotNow("This is not a sound recording. Choose another file, or add it as a file.")


def is_never_taken(*, head: bytes, size: int) -> bool:
    """Whether it can be taken at no other time either: nothing in it, no sound, or too large.

    ``head`` are its first ``evidence.content.HEAD`` bytes. A telephone lets go of a recording that
    was refused only when this is so.
    """
    kind = content.kind_of(head, is_text=False)
    return size == 0 or size > LARGEST_FILE or kind is None or not kind.sounds


def require_can_take_files(by: User | None) -> None:
    """The service does this by itself, when it makes a report of what came."""
    if by is not None:
        raise PermissionDenied("Files are taken over by the service")


def require_same_recording(known: Recording, seal: str) -> None:
    """What is sent twice is one recording. Another one from the same page is never lost."""
    if known.file is None or known.file.sha256 != seal:
        raise AlreadyTaken(
            "We already have what you sent from this page before, and this is another recording. "
            "Choose it again and press the button to send it as well."
        )


def require_can_hear(by: User | None, recording: Recording) -> None:
    """Staff who decide on reports and see this one, once; a person, because somebody must listen."""
    require_may_answer(by, recording.report)
    if by is None:
        raise NotNow("Somebody has to listen to it.")
    if recording.heard_at is not None:
        raise NotNow("Somebody has noted already that they listened to it.")


@dataclass(frozen=True)
class Levels:
    """A recording as a picture: each part as loud as it is against the loudest, 0 to 100."""

    bars: tuple[int, ...]
    words: str


def levels(peaks: Sequence[int], seconds: float | None) -> Levels | None:
    """What the picture shows, and the same in words. Nothing here is a measured level."""
    if not peaks or not seconds:
        return None
    loudest = max(peaks)
    length = f"{_clock(seconds)} long."
    if loudest < _SILENT:
        return Levels(tuple(0 for _ in peaks), f"{length} Almost silent from beginning to end.")
    shares = [peak * 1000 // loudest for peak in peaks]
    at = seconds * shares.index(1000) / len(peaks)
    loud = [share >= _LOUD for share in shares]
    bursts = sum(now and not before for before, now in zip([False, *loud], loud, strict=False))
    often = "Loud once." if bursts == 1 else f"Loud {bursts} times."
    if all(loud):
        often = "About as loud from beginning to end."
    part = round(100 * sum(loud) / len(loud))
    return Levels(
        tuple(max(1, share // 10) for share in shares),
        f"{length} Loudest at {_clock(at)}. {often} More than half as loud as that for {part}% of it.",
    )


def _clock(seconds: float) -> str:
    return f"{int(seconds) // 60}:{int(seconds) % 60:02}"
