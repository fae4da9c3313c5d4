"""Messages, queued with the change that caused them, checked again and sent. The only way a message leaves."""
