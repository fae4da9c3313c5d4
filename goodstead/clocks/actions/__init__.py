"""Every change of a deadline. ``start`` and ``stop`` are called from other apps' actions."""

from .changing import give_reason_for_miss, move, pause, resume
from .holding import hand_over, restrict, weigh
from .starting import agree, start
from .stopping import stop, stop_all
from .watching import mark_missed, warn

__all__ = [
    "agree",
    "give_reason_for_miss",
    "hand_over",
    "mark_missed",
    "move",
    "pause",
    "restrict",
    "resume",
    "start",
    "stop",
    "stop_all",
    "warn",
    "weigh",
]
