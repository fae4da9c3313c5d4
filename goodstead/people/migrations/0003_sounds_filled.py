from django.db import migrations

from goodstead.people.names import sounds

AT_ONCE = 2000


def fill(apps, schema_editor):
    """What is written about people from now on has its sounds; those before get theirs here."""
    Person = apps.get_model("people", "Person")
    people, last = Person.objects.exclude(name_key="").order_by("pk"), 0
    while batch := list(people.filter(pk__gt=last)[:AT_ONCE]):
        for person in batch:
            person.sound_first, person.sound_last = sounds(person.name_key)
        Person.objects.bulk_update(batch, ["sound_first", "sound_last"], batch_size=200)
        last = batch[-1].pk


class Migration(migrations.Migration):
    dependencies = [("people", "0002_what_belongs_together")]
    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
