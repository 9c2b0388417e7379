"""Aliases, cards, ways in, sessions, invitations, and what is sealed away."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="DirectoryPast",
            fields=[
                ("id", models.CharField(max_length=26, primary_key=True, serialize=False)),
                ("epoch", models.BigIntegerField(db_index=True)),
                ("tree_size", models.BigIntegerField()),
                ("sealed", models.BinaryField()),
            ],
        ),
        migrations.CreateModel(
            name="DirectoryWrap",
            fields=[
                ("id", models.CharField(max_length=26, primary_key=True, serialize=False)),
                ("member", models.CharField(db_index=True, max_length=26)),
                ("granter", models.CharField(max_length=26)),
                ("epoch", models.BigIntegerField()),
                ("tree_size", models.BigIntegerField()),
                ("grant", models.BinaryField()),
            ],
        ),
        migrations.CreateModel(
            name="InvitationRow",
            fields=[
                ("id", models.CharField(max_length=26, primary_key=True, serialize=False)),
                ("week", models.CharField(max_length=8)),
                ("offer", models.BinaryField()),
                ("memo", models.BinaryField()),
                ("inviter", models.CharField(max_length=26)),
                ("answer", models.BinaryField(default=b"")),
                ("member", models.CharField(default="", max_length=26)),
            ],
        ),
        migrations.CreateModel(
            name="Parcel",
            fields=[
                ("id", models.CharField(max_length=26, primary_key=True, serialize=False)),
                ("member", models.CharField(max_length=26)),
                ("reason", models.SmallIntegerField()),
                ("needed", models.SmallIntegerField()),
                ("tree_size", models.BigIntegerField()),
                ("back_week", models.CharField(default="", max_length=8)),
            ],
        ),
        migrations.CreateModel(
            name="Profile",
            fields=[
                ("member", models.CharField(max_length=26, primary_key=True, serialize=False)),
                ("alias", models.CharField(max_length=7, unique=True)),
                ("generation", models.BigIntegerField(default=0)),
                ("epoch", models.BigIntegerField(default=0)),
                ("revision", models.BigIntegerField(default=0)),
                ("card", models.BinaryField(default=b"")),
            ],
        ),
        migrations.CreateModel(
            name="RecoveryRequest",
            fields=[
                ("id", models.CharField(max_length=26, primary_key=True, serialize=False)),
                ("member", models.CharField(max_length=26, unique=True)),
                ("week", models.CharField(max_length=8)),
                ("box_public", models.BinaryField()),
                ("signing_public", models.BinaryField()),
                ("wrap", models.CharField(max_length=26)),
            ],
        ),
        migrations.CreateModel(
            name="RootWrap",
            fields=[
                ("id", models.CharField(max_length=26, primary_key=True, serialize=False)),
                ("way", models.CharField(db_index=True, max_length=26)),
                ("revision", models.BigIntegerField()),
                ("parcel", models.CharField(db_index=True, default="", max_length=26)),
                ("tree_size", models.BigIntegerField()),
                ("sealed", models.BinaryField()),
            ],
        ),
        migrations.CreateModel(
            name="SecondFactorRow",
            fields=[
                ("member", models.CharField(max_length=26, primary_key=True, serialize=False)),
                ("revision", models.BigIntegerField()),
                ("sealed", models.BinaryField()),
            ],
        ),
        migrations.CreateModel(
            name="SessionRow",
            fields=[
                ("id", models.CharField(max_length=26, primary_key=True, serialize=False)),
                ("week", models.CharField(max_length=8)),
                ("sealed", models.BinaryField()),
            ],
        ),
        migrations.CreateModel(
            name="ShareWrap",
            fields=[
                ("id", models.CharField(max_length=26, primary_key=True, serialize=False)),
                ("set", models.CharField(db_index=True, max_length=26)),
                ("keeper", models.CharField(db_index=True, max_length=26)),
                ("granter", models.CharField(max_length=26)),
                ("tree_size", models.BigIntegerField()),
                ("grant", models.BinaryField()),
                ("sealed", models.BinaryField()),
            ],
        ),
        migrations.CreateModel(
            name="ShredIntent",
            fields=[
                ("id", models.CharField(max_length=26, primary_key=True, serialize=False)),
                ("member", models.CharField(max_length=26)),
                ("week", models.CharField(max_length=8)),
                ("signature", models.BinaryField()),
            ],
        ),
        migrations.CreateModel(
            name="WayRow",
            fields=[
                ("id", models.CharField(max_length=26, primary_key=True, serialize=False)),
                ("member", models.CharField(db_index=True, max_length=26)),
                ("way", models.SmallIntegerField()),
                ("revision", models.BigIntegerField()),
                ("wrap", models.CharField(max_length=26)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("member", "way"), name="accounts_one_way")
                ],
            },
        ),
    ]
