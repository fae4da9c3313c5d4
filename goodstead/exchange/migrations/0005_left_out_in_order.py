"""The texts of a row in the order of its file: an object has the order of the database."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("exchange", "0004_mail")]
    operations = [
        migrations.RenameField("leftout", "fields", "cells"),
        migrations.AlterField("leftout", "cells", models.JSONField(default=list)),
    ]
