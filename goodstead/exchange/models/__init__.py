"""What came in from other systems."""

from .deliveries import STATES, Delivery, Landing, LeftOut, Mapping
from .mail import InboundMail, Mailbox
from .police import PoliceImport, PoliceMonth

__all__ = [
    "STATES",
    "Delivery",
    "InboundMail",
    "Landing",
    "LeftOut",
    "Mailbox",
    "Mapping",
    "PoliceImport",
    "PoliceMonth",
]
