"""How much may be sent with one report and in one day, and how long a stray file lives."""

from datetime import timedelta

MEGABYTE = 1024 * 1024
LARGEST_FILE = 20 * MEGABYTE
MOST_FILES = 10
LARGEST_REPORT = 100 * MEGABYTE
A_DAY = timedelta(hours=24)
# Of all who report without an account, together; and of one member of staff. What was taken back
# counts too: until the sweep it lies on the disk.
FROM_THE_PUBLIC_A_DAY = 10_000 * MEGABYTE
FROM_ONE_PERSON_A_DAY = 2_000 * MEGABYTE
# Of one part of the network, so that one sender cannot use up the day of all the others.
FROM_ONE_NETWORK_A_DAY = 1_000 * MEGABYTE
MOST_PIXELS = 50_000_000
COPY_SIDE = 2_000  # the longer side of the copy that staff see, in pixels
COPY_SECONDS, COPY_MEMORY = 60, 1024 * MEGABYTE  # for ffmpeg, which copies sound and video
OVERDUE_AFTER = timedelta(minutes=15)  # a file that still waits to be checked is alarmed
STRAY_AFTER = timedelta(hours=24)
