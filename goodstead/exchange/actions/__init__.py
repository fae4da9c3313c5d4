"""What is taken in from other systems: every change."""

from .deliveries import (
    bring_delivery,
    finish_delivery,
    land_rows,
    save_mapping,
    take_in_delivery,
    withdraw_delivery,
)
from .mail import ORIGINAL, note_mail_read, note_mailbox, receive_mail, set_mail_apart, take_up_mail
from .mail_dates import end_mailbox_alarms, look_through_mail
from .police import begin_police_import, finish_police_import, land_police_rows

__all__ = [
    "ORIGINAL",
    "begin_police_import",
    "bring_delivery",
    "end_mailbox_alarms",
    "finish_delivery",
    "finish_police_import",
    "land_police_rows",
    "land_rows",
    "look_through_mail",
    "note_mail_read",
    "note_mailbox",
    "receive_mail",
    "save_mapping",
    "set_mail_apart",
    "take_in_delivery",
    "take_up_mail",
    "withdraw_delivery",
]
