"""Sentences for what happens here. No address, number or wording of a message is ever in them."""

VERBS: dict[str, str] = {
    "correspondence.contact_added": "Contact details added",
    "correspondence.contact_changed": "Contact details changed; {held} waiting messages held",
    "correspondence.contact_doubted": "How to reach them is to be checked; {held} waiting messages held",
    "correspondence.contact_trusted": "How to reach them was checked",
    "correspondence.message_queued": "{purpose}: {channel} queued",
    "correspondence.message_held": "{purpose}: {channel} not sent. {reason}",
    "correspondence.message_released": "{purpose}: {channel} checked and released",
    "correspondence.message_cancelled": "{purpose}: {channel} cancelled",
    "correspondence.message_sent": "{purpose}: {channel} sent",
    "correspondence.message_shown": "{purpose}: {channel} shown, not sent (demonstration)",
    "correspondence.message_failed": "{purpose}: {channel} not delivered. {reason}",
}
