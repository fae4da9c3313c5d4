"""Pure decisions of the pages that gather many apps."""
