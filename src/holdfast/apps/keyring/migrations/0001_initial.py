"""The first tables of keyring."""

from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="FileBody",
            fields=[
                ("id", models.CharField(max_length=26, primary_key=True, serialize=False)),
                ("unit", models.CharField(db_index=True, max_length=26)),
                ("scope_key", models.CharField(db_index=True, max_length=26)),
                ("epoch", models.BigIntegerField()),
                ("leaf", models.BigIntegerField()),
            ],
        ),
        migrations.CreateModel(
            name="Intent",
            fields=[
                ("id", models.CharField(max_length=26, primary_key=True, serialize=False)),
                ("aim", models.SmallIntegerField()),
                ("target", models.CharField(max_length=26)),
                ("revision", models.BigIntegerField()),
                ("mark", models.BinaryField()),
            ],
        ),
        migrations.CreateModel(
            name="MemberWrap",
            fields=[
                ("id", models.CharField(max_length=26, primary_key=True, serialize=False)),
                ("scope_key", models.CharField(db_index=True, max_length=26)),
                ("member", models.CharField(max_length=26)),
                ("granter", models.CharField(max_length=26)),
                ("epoch", models.BigIntegerField()),
                ("tree_size", models.BigIntegerField()),
                ("layer", models.BigIntegerField(db_index=True)),
                ("sealed", models.BinaryField()),
            ],
        ),
        migrations.CreateModel(
            name="RecordBody",
            fields=[
                ("id", models.CharField(max_length=26, primary_key=True, serialize=False)),
                ("unit", models.CharField(db_index=True, max_length=26)),
                ("scope_key", models.CharField(db_index=True, max_length=26)),
                ("epoch", models.BigIntegerField()),
                ("revision", models.BigIntegerField()),
                ("leaf", models.BigIntegerField()),
                ("body", models.BinaryField()),
            ],
        ),
        migrations.CreateModel(
            name="RememberedHead",
            fields=[
                ("member", models.CharField(max_length=26, primary_key=True, serialize=False)),
                ("version", models.BigIntegerField()),
                ("sealed", models.BinaryField()),
            ],
        ),
        migrations.CreateModel(
            name="Unit",
            fields=[
                ("id", models.CharField(max_length=26, primary_key=True, serialize=False)),
                ("scope_key", models.CharField(db_index=True, max_length=26)),
            ],
        ),
        migrations.CreateModel(
            name="Holding",
            fields=[
                ("id", models.CharField(max_length=26, primary_key=True, serialize=False)),
                ("scope_key", models.CharField(max_length=26)),
                ("member", models.CharField(db_index=True, max_length=26)),
                ("granter", models.CharField(max_length=26)),
                ("epoch", models.BigIntegerField()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("scope_key", "member"), name="keyring_held_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ScopeKey",
            fields=[
                ("id", models.CharField(max_length=26, primary_key=True, serialize=False)),
                ("scope", models.CharField(max_length=26)),
                ("part", models.CharField(max_length=8)),
                ("epoch", models.BigIntegerField()),
                ("due_since", models.CharField(max_length=8)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("scope", "part"), name="keyring_one_part")
                ],
            },
        ),
        migrations.CreateModel(
            name="UnitWrap",
            fields=[
                ("id", models.CharField(max_length=26, primary_key=True, serialize=False)),
                ("scope_key", models.CharField(max_length=26)),
                ("unit", models.CharField(db_index=True, max_length=26)),
                ("key_epoch", models.BigIntegerField()),
                ("under_epoch", models.BigIntegerField()),
                ("tree_size", models.BigIntegerField()),
                ("layer", models.BigIntegerField(db_index=True)),
                ("sealed", models.BinaryField()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("scope_key", "unit", "key_epoch", "under_epoch"),
                        name="keyring_one_wrap",
                    )
                ],
            },
        ),
    ]
