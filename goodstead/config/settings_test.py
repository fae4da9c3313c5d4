"""Settings for the tests: the product's own, with weak hashes so that sign-ins are quick."""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

os.environ["GOODSTEAD_ENV"] = "test"

from .settings import *  # noqa: E402, F403

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
REPORT_LEAST_SECONDS = 0  # tests fill in forms at once
# Each test's browser would read the whole folder of pictures and styles before its first page.
WHITENOISE_AUTOREFRESH = True
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}

_FOLDER = tempfile.mkdtemp(prefix="goodstead-tests-")
atexit.register(shutil.rmtree, _FOLDER, ignore_errors=True)
MEDIA_ROOT = Path(_FOLDER) / "files"
CHECKPOINTS = Path(_FOLDER) / "checkpoints"
