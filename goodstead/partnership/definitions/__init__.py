"""What partners are asked, in words; nothing here touches the database."""
