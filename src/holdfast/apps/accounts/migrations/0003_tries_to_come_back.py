"""How often this week somebody tried to come back."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0002_members_and_sessions"),
    ]

    operations = [
        migrations.CreateModel(
            name="RecoveryTries",
            fields=[
                ("week", models.CharField(max_length=8, primary_key=True, serialize=False)),
                ("tries", models.BigIntegerField()),
            ],
        ),
    ]
