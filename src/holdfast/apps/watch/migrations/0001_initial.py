"""The first tables of the watch."""

from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="MarkRow",
            fields=[
                ("id", models.CharField(max_length=26, primary_key=True, serialize=False)),
                ("about", models.CharField(db_index=True, max_length=26)),
                ("sealed", models.BinaryField()),
            ],
        ),
        migrations.CreateModel(
            name="SeenRow",
            fields=[
                ("id", models.SmallIntegerField(primary_key=True, serialize=False)),
                ("sealed", models.BinaryField()),
            ],
        ),
        migrations.CreateModel(
            name="WatchRow",
            fields=[
                ("id", models.CharField(max_length=26, primary_key=True, serialize=False)),
                ("sealed", models.BinaryField()),
            ],
        ),
    ]
