"""Pages composed from many apps."""

from .casework import Case, People, Timeline
from .day import Due, MyDay
from .finding import Search
from .governance import Entries, Viewings
from .outbox import Messages
from .people import ChangeContact

__all__ = [
    "Case",
    "ChangeContact",
    "Due",
    "Entries",
    "Messages",
    "MyDay",
    "People",
    "Search",
    "Timeline",
    "Viewings",
]
