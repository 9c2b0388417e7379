"""The first tables of the line."""

from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="FileIn",
            fields=[
                ("id", models.CharField(max_length=26, primary_key=True, serialize=False)),
                ("letter", models.CharField(db_index=True, max_length=26)),
            ],
        ),
        migrations.CreateModel(
            name="LetterIn",
            fields=[
                ("id", models.CharField(max_length=26, primary_key=True, serialize=False)),
                ("mailbox", models.CharField(db_index=True, max_length=26)),
                ("week", models.CharField(max_length=8)),
                ("sealed", models.BinaryField()),
            ],
        ),
        migrations.CreateModel(
            name="LetterOut",
            fields=[
                ("id", models.CharField(max_length=26, primary_key=True, serialize=False)),
                ("mailbox", models.CharField(db_index=True, max_length=26)),
                ("sealed", models.BinaryField()),
            ],
        ),
        migrations.CreateModel(
            name="Mailbox",
            fields=[
                ("id", models.CharField(max_length=26, primary_key=True, serialize=False)),
                ("look_up", models.CharField(max_length=64, unique=True)),
                ("public", models.BinaryField()),
                ("week", models.CharField(max_length=8)),
            ],
        ),
    ]
