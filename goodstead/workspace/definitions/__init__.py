"""What the pages that gather many apps go by, as closed lists."""
