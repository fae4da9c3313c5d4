"""How much may be sent with one report, and how long a stray file lives."""

from datetime import timedelta

MEGABYTE = 1024 * 1024
LARGEST_FILE = 20 * MEGABYTE
MOST_FILES = 10
LARGEST_REPORT = 100 * MEGABYTE
MOST_PIXELS = 50_000_000
COPY_SIDE = 2_000  # the longer side of the copy that staff see, in pixels
STRAY_AFTER = timedelta(hours=24)
