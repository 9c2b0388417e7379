from __future__ import annotations

import os

import click
import pytest
from tests.apps.conftest import on_sqlite

from holdfast.apps.accounts.errors import WrongLogInError
from holdfast.apps.accounts.models import RootWrap
from holdfast.apps.ledger.models import Leaf, Subtree, Tip
from holdfast.doors.cli import entrance
from holdfast.doors.cli.main import cli
from holdfast.methods.custody.errors import ShrunkError


def commands(group, prefix=()):
    for name, command in group.commands.items():
        yield (*prefix, name), command


def every_command():
    context = click.Context(cli)
    for name in ("site", "member", "key"):
        group = cli.get_command(context, name)
        yield from commands(group, (name,))


@pytest.mark.parametrize(
    ("path", "command"), every_command(), ids=lambda x: " ".join(x) if isinstance(x, tuple) else ""
)
def test_no_option_takes_a_secret(path, command):
    names = {option for p in command.params for option in p.opts}
    assert not names & {"--passphrase", "--code", "--sheet", "--secret", "--totp", "--name"}
    assert not any(p.envvar for p in command.params), "nothing secret comes from the environment"


def test_a_passphrase_is_read_from_a_descriptor_and_not_a_byte_more():
    read, write = os.pipe()
    os.write(write, b"six words\nand more")
    os.close(write)
    assert entrance.first_line(read) == "six words"
    assert os.read(read, 100) == b"and more"
    os.close(read)
    with pytest.raises(click.UsageError, match="Nothing can be read"):
        entrance.first_line(read)


def test_a_command_comes_in_by_a_descriptor(console):
    alias, passphrase = console.people["lead"]
    read, write = os.pipe()
    os.write(write, f"{passphrase}\n".encode())
    os.close(write)
    assert "active" in console.say("member", "list", "--as", alias, "--passphrase-fd", str(read))
    os.close(read)


def test_no_log_in_is_kept(console):
    assert console.say_as("lead", "member", "list")
    with pytest.raises(WrongLogInError):
        console.say("member", "list", typed=(console.people["lead"][0], "wrong words"))


def test_what_was_typed_is_not_shown_again(console):
    shown = console.say_as("lead", "member", "list")
    assert console.people["lead"][1] not in shown


def test_what_a_crash_left_is_swept_before_anything_else(console):
    RootWrap.objects.create(id="orphan", way="gone", revision=1, tree_size=0, sealed=b"x")
    console.say("site", "status")
    assert not RootWrap.objects.filter(pk="orphan").exists()


@on_sqlite
def test_a_site_whose_ledger_was_set_back_lets_nobody_work(console):
    console.join("mira", "analyst")
    console.say_as("lead", "member", "list")
    Leaf.objects.all().delete()
    Subtree.objects.all().delete()
    Tip.objects.all().delete()
    with pytest.raises(Exception) as refused:
        console.say_as("lead", "member", "list")
    assert isinstance(refused.value, ShrunkError) or "older" in str(refused.value)
