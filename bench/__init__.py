"""Speed and size, measured: ``make bench``. The figures stand in docs/reference/performance.md."""
