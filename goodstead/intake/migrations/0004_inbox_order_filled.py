from django.db import migrations

RANKS = {"high": 3, "medium": 2, "": 1}


def fill(apps, schema_editor):
    """Only what waits is ever in this order; danger now stands above every band."""
    waiting = apps.get_model("intake", "Report").objects.filter(outcome="")
    for band, rank in RANKS.items():
        waiting.filter(harm_band=band).update(inbox_rank=rank)
    waiting.filter(danger=True).update(inbox_rank=9)


class Migration(migrations.Migration):
    dependencies = [
        ("intake", "0003_inbox_order"),
    ]

    operations = [
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
