"""Partners who report to the council: hate crime reporting centres, and bodies that refer people."""
