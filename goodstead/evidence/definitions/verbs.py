"""Sentences for the life of a file: the chain of custody."""

VERBS: dict[str, str] = {
    "evidence.file_received": "File received: {kind}, {kilobytes} kB, sealed with SHA-256 {sha256}",
    "evidence.file_moved": "File moved to this record",
    "evidence.copy_made": "Copy for viewing made, without location",
    "evidence.file_quarantined": "File cannot be shown safely; the original is kept",
    "evidence.file_opened": "Original file opened; its seal was {seal}",
    "evidence.file_withdrawn": "File taken back by the person who sent it",
}
