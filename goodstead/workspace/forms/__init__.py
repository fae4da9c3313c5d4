"""What the composed pages ask."""

from .administration import (
    AddOrganisation,
    AddPatch,
    AddTeam,
    AddUser,
    ChangeRole,
    GivePatches,
    GiveSignInLink,
    RestoreUser,
    SetPassword,
    SuspendUser,
)
from .dates import GiveReasonForMiss, MoveDate, PauseDate, ResumeDate
from .finding import Search
from .outbox import CancelMessage, ReleaseMessage
from .people import ChangeContact

__all__ = [
    "AddOrganisation",
    "AddPatch",
    "AddTeam",
    "AddUser",
    "CancelMessage",
    "ChangeContact",
    "ChangeRole",
    "GivePatches",
    "GiveReasonForMiss",
    "GiveSignInLink",
    "MoveDate",
    "PauseDate",
    "ReleaseMessage",
    "RestoreUser",
    "ResumeDate",
    "Search",
    "SetPassword",
    "SuspendUser",
]
