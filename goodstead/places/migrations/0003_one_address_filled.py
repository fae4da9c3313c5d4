from django.db import migrations


def fill(apps, schema_editor):
    """Everything before the postcode or town of a key; nothing for places of words alone."""
    Premises = apps.get_model("places", "Premises")
    batch = []
    for premises in Premises.objects.exclude(key__startswith="words ").only("key").iterator():
        premises.line_key = premises.key.partition("|")[0]
        batch.append(premises)
        if len(batch) == 2000:
            Premises.objects.bulk_update(batch, ["line_key"])
            batch = []
    Premises.objects.bulk_update(batch, ["line_key"])


class Migration(migrations.Migration):
    dependencies = [
        ("places", "0002_one_address"),
    ]

    operations = [
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
