"""Sentences for what came in from other systems."""

VERBS: dict[str, str] = {
    "exchange.police_import_begun": "Import of the police file {source} begun",
    "exchange.police_rows_landed": (
        "{landed} police incidents landed from lines {first_line} to {last_line} of {source}"
    ),
    "exchange.police_import_finished": "Import of the police file {source} finished",
}
