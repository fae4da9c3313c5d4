"""What the composed pages ask."""

from .administration import (
    AddOrganisation,
    AddPatch,
    AddTeam,
    AddUser,
    ChangeAccount,
    ChangeRole,
    GivePatches,
    GiveSignInLink,
    RestoreUser,
    SetPassword,
    SuspendUser,
)
from .dates import GiveReasonForMiss, MoveDate, PauseDate, ResumeDate
from .finding import Search
from .merging import DecideMerge, ProposeMerge, TakeMergeApart, WithdrawMerge
from .outbox import CancelMessage, ReleaseMessage
from .people import (
    ChangeContact,
    ChangeDetails,
    ChangeName,
    EndVulnerability,
    NoteVulnerability,
)

__all__ = [
    "DecideMerge",
    "ProposeMerge",
    "TakeMergeApart",
    "WithdrawMerge",
    "AddOrganisation",
    "AddPatch",
    "AddTeam",
    "AddUser",
    "CancelMessage",
    "ChangeContact",
    "ChangeDetails",
    "ChangeName",
    "ChangeAccount",
    "ChangeRole",
    "EndVulnerability",
    "GivePatches",
    "GiveReasonForMiss",
    "GiveSignInLink",
    "MoveDate",
    "NoteVulnerability",
    "PauseDate",
    "ReleaseMessage",
    "RestoreUser",
    "ResumeDate",
    "Search",
    "SetPassword",
    "SuspendUser",
]
