"""The link with which a reporter follows their report: its token, and what is kept of it.

The token has 192 bits and is made from the submission key, so that a report that is sent twice
gets one link. Only its SHA-256 is kept; without the secret key of the server nobody makes it again.
"""

from __future__ import annotations

import base64
import hashlib

from django.utils.crypto import salted_hmac

_BYTES = 24


def token_of(submission_key: str) -> str:
    """The token of the report with this submission key."""
    digest = salted_hmac("goodstead.intake.follow", submission_key, algorithm="sha256").digest()
    return base64.urlsafe_b64encode(digest[:_BYTES]).decode()


def hash_of(token: str) -> str:
    """What the database keeps of a token."""
    return hashlib.sha256(token.encode()).hexdigest()
