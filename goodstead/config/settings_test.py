"""Settings for the tests: the product's own, with weak hashes so that sign-ins are quick."""

import os

os.environ["GOODSTEAD_ENV"] = "test"

from .settings import *  # noqa: E402, F403

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
