from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0003_sounds_filled"),
    ]

    operations = [
        migrations.AlterField(
            model_name="merge",
            name="state",
            field=models.CharField(
                choices=[
                    ("proposed", "Waits for a second person"),
                    ("declined", "Not the same person"),
                    ("withdrawn", "Taken back by whoever proposed it"),
                    ("done", "Put together"),
                    ("undone", "Taken apart again"),
                ],
                default="proposed",
                max_length=10,
            ),
        ),
    ]
