"""The guides of the self-help toolkit, in the order in which they are listed. For England."""

from __future__ import annotations

from .guides_to_do import GARDEN, LOG, NOISE, TALK
from .guides_to_know import CASE_REVIEW, RIGHTS, STAY_SAFE, WHO
from .guiding import Guide

GUIDES: dict[str, Guide] = {
    guide.code: guide for guide in (TALK, LOG, NOISE, GARDEN, STAY_SAFE, WHO, RIGHTS, CASE_REVIEW)
}
