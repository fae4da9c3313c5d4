"""Sentences for the life of a file: the chain of custody."""

VERBS: dict[str, str] = {
    "evidence.file_received": "File received: {kind}, {kilobytes} kB, sealed with SHA-256 {sha256}",
    "evidence.file_ready": "File ready. No copy is made of this kind; the original is only downloaded",
    "evidence.file_moved": "File moved to this record",
    "evidence.virus_not_found": "File checked by the antivirus: nothing found",
    "evidence.virus_found": "Virus found in a file ({found}). It stays sealed; nobody can open it",
    "evidence.check_failed": "A file could not be checked yet; nobody can open it before it is",
    "evidence.check_overdue": "ALARM: a file has waited too long to be checked, and nobody can open it",
    "evidence.copy_made": "Copy for viewing made, without location",
    "evidence.file_quarantined": "File cannot be shown safely; the original is kept",
    "evidence.file_opened": "Original file opened; its seal was {seal}",
    "evidence.place_read": "Looked at where a file says that it was made",
    "evidence.file_withdrawn": "File taken back by the person who sent it",
}
