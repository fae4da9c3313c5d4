"""Pages composed from many apps."""

from .administration import (
    Account,
    AddOrganisation,
    AddPatch,
    AddTeam,
    AddUser,
    Administration,
    ChangeAccount,
    ChangeRole,
    GivePatches,
    GiveSignInLink,
    RestoreUser,
    SetPassword,
    SuspendUser,
    Teams,
)
from .casework import Case, People, Timeline
from .channels import Channels
from .dates import DueDate, GiveReasonForMiss, MissedDates, MoveDate, PauseDate, ResumeDate
from .day import Due, MyDay
from .finding import Search
from .governance import Entries, Viewings
from .merging import (
    DecideMerge,
    LookAlikePeople,
    Merge,
    Merges,
    MightBeSame,
    ProposeMerge,
    TakeMergeApart,
    WithdrawMerge,
)
from .outbox import CancelMessage, HeldMessages, Messages, ReleaseMessage
from .people import (
    ChangeContact,
    ChangeDetails,
    ChangeName,
    EndVulnerability,
    NoteVulnerability,
)
from .together import BelongsTogether

__all__ = [
    "Account",
    "AddOrganisation",
    "AddPatch",
    "AddTeam",
    "AddUser",
    "Administration",
    "BelongsTogether",
    "CancelMessage",
    "Case",
    "ChangeContact",
    "ChangeDetails",
    "ChangeName",
    "ChangeAccount",
    "ChangeRole",
    "Channels",
    "Due",
    "DueDate",
    "EndVulnerability",
    "Entries",
    "GivePatches",
    "GiveReasonForMiss",
    "GiveSignInLink",
    "HeldMessages",
    "Messages",
    "MissedDates",
    "MoveDate",
    "MyDay",
    "NoteVulnerability",
    "PauseDate",
    "People",
    "ReleaseMessage",
    "RestoreUser",
    "ResumeDate",
    "Search",
    "SetPassword",
    "SuspendUser",
    "Teams",
    "Timeline",
    "Viewings",
    "DecideMerge",
    "LookAlikePeople",
    "Merge",
    "Merges",
    "MightBeSame",
    "ProposeMerge",
    "TakeMergeApart",
    "WithdrawMerge",
]
