"""Every change of a plan, of contact with the victim, and the closing of a case."""

from .agreeing import agree_plan
from .closing import Told, close_case
from .contact import log_contact
from .reviewing import review_case
from .steps import add_step, cancel_step, finish_step, make_plan

__all__ = [
    "Told",
    "add_step",
    "agree_plan",
    "cancel_step",
    "close_case",
    "finish_step",
    "log_contact",
    "make_plan",
    "review_case",
]
