"""What gunicorn serves. It refuses to start unsafe, as every command does."""

import os

from django.core.wsgi import get_wsgi_application
from django.db import connections

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "goodstead.config.settings")
application = get_wsgi_application()

from .checks import refuse_unsafe_start  # noqa: E402  needs the settings and the apps

refuse_unsafe_start()
connections.close_all()  # the server may fork next, and a connection cannot be shared
