"""The first tables of accounts."""

from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="MemberRow",
            fields=[
                ("id", models.CharField(max_length=26, primary_key=True, serialize=False)),
                ("box_public", models.BinaryField()),
                ("signing_public", models.BinaryField()),
            ],
        ),
    ]
