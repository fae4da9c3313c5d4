"""Sentences for what came in from other systems."""

VERBS: dict[str, str] = {
    "exchange.police_import_begun": "Import of the police file {source} begun",
    "exchange.police_rows_landed": (
        "{landed} police incidents landed from lines {first_line} to {last_line} of {source}"
    ),
    "exchange.police_import_finished": "Import of the police file {source} finished",
    "exchange.delivery_brought": "{kind}: a file was brought",
    "exchange.delivery_confirmed": "{kind}: the first rows were checked, and the file is taken in",
    "exchange.delivery_withdrawn": "{kind}: a file was not taken in after all",
    "exchange.rows_taken_in": (
        "{landed} rows taken in and {left_out} kept apart, up to line {last_line}"
    ),
    "exchange.delivery_finished": (
        "{kind} read, {how}: {landed} new, {known} here already, {not_taken} not taken in"
    ),
    "exchange.mailbox_read": "The mailbox is read",
    "exchange.mailbox_failing": "The mailbox cannot be read",
    "exchange.mail_received": "Email received: report {reference}",
    "exchange.mail_set_apart": "Email set apart: {why}",
    "exchange.mail_looked_through": "Emails that were set apart looked through: {letters}",
    "exchange.mailbox_not_read": "The mailbox that could not be read is not used any more",
    "exchange.mail_taken_up": "Email that was set apart became report {reference}",
    "exchange.mapping_saved": "Mapping of columns saved: {name}",
}
