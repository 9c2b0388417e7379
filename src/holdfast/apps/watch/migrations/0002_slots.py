"""Slots: what the desk leaves for the watch about the line."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("watch", "0001_initial")]

    operations = [
        migrations.CreateModel(
            name="SlotRow",
            fields=[
                ("id", models.SmallIntegerField(primary_key=True, serialize=False)),
                ("sealed", models.BinaryField()),
            ],
        ),
    ]
