"""Bells: that a letter came, sealed to the watch."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("intake", "0001_initial")]

    operations = [
        migrations.CreateModel(
            name="Bell",
            fields=[
                ("id", models.CharField(max_length=26, primary_key=True, serialize=False)),
                ("sealed", models.BinaryField()),
            ],
        ),
    ]
