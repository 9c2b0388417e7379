"""The keyring against a model in plain Python: who reads what, in whatever order?"""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import dataclass, field
from typing import ClassVar

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from tests.apps import stage
from tests.apps.keyring.cast import Case, Note, found_team, open_case

from holdfast.apps.keyring.errors import AlreadyHoldsError, LastHolderError, NotGrantedError
from holdfast.apps.keyring.models import Intent, MemberWrap, ScopeKey
from holdfast.apps.keyring.queries.bodies import find, read
from holdfast.apps.keyring.queries.checking import check
from holdfast.apps.keyring.rules import Actor, Part
from holdfast.apps.keyring.services.bodies import save
from holdfast.apps.keyring.services.grants import grant
from holdfast.apps.keyring.services.opening import open_scope
from holdfast.apps.keyring.services.recovery import Recovered, recover
from holdfast.apps.keyring.services.revocation import dismiss, revoke
from holdfast.apps.keyring.services.shredding import shred_scope, shred_unit
from holdfast.apps.keyring.services.weekly import turn_layer
from holdfast.apps.keyring.services.writing import writing

NAMES = ("lead", "mira", "vera", "noor")
WHO = st.sampled_from(NAMES)
PART = st.sampled_from([Part.CONTENT, Part.IDENTITY])
WHICH = st.integers(0, 50)


@dataclass
class Modelled:
    """A case as the oracle knows it: who holds which part, and what each part says."""

    case: Case
    holders: dict[Part, set[str]]
    texts: dict[Part, str]
    revisions: dict[Part, int] = field(default_factory=lambda: dict.fromkeys(Part, 1))

    def record(self, part: Part) -> str:
        return self.case.said if part is Part.CONTENT else self.case.named

    def unit(self, part: Part) -> str:
        return self.case.content if part is Part.CONTENT else self.case.identity


class Keyring(RuleBasedStateMachine):
    """Members who make, grant, take back, save, shred and leave."""

    lived: ClassVar[int] = 0  # how many such lives were tried

    @initialize()
    def found(self) -> None:
        Keyring.lived += 1
        self.exits = ExitStack()
        stage.stand(self.exits.enter_context(stage.folder()) / "site")
        self.team = found_team()
        self.actors: dict[str, Actor] = {"lead": self.team.lead}
        self.actors |= {name: self.team.join(name) for name in NAMES[1:]}
        self.present = set(NAMES)
        self.cases: list[Modelled] = []
        self.serial = 0

    def teardown(self) -> None:
        if hasattr(self, "exits"):
            stage.leave()
            self.exits.close()

    def text(self) -> str:
        self.serial += 1
        return f"text {self.serial}"

    def some(self, which: int) -> Modelled:
        return self.cases[which % len(self.cases)]

    @rule(who=WHO)
    def open(self, who: str) -> None:
        if who in self.present and len(self.cases) < 4:
            texts = {part: self.text() for part in (Part.CONTENT, Part.IDENTITY)}
            said, named = texts[Part.CONTENT], texts[Part.IDENTITY]
            case = open_case(self.actors[who], said=said, named=named)
            self.cases.append(Modelled(case, {part: {who} for part in texts}, texts))

    @precondition(lambda self: self.cases)
    @rule(which=WHICH, part=PART, by=WHO, to=WHO)
    def grant(self, which: int, part: Part, by: str, to: str) -> None:
        held = self.some(which).holders[part]
        if by not in self.present or to not in self.present or not self.some(which).texts:
            return
        try:
            with writing(self.actors[by]) as write:
                grant(write, self.some(which).case.scope, part, self.actors[to].member)
        except NotGrantedError:
            assert by not in held
        except AlreadyHoldsError:
            assert {by, to} <= held
        else:
            assert by in held
            assert to not in held
            held.add(to)

    @precondition(lambda self: self.cases)
    @rule(which=WHICH, part=PART, by=WHO, whom=WHO)
    def revoke(self, which: int, part: Part, by: str, whom: str) -> None:
        held = self.some(which).holders[part]
        if by not in self.present:
            return
        try:
            revoke(self.actors[by], self.some(which).case.scope, part, self.actors[whom].member)
        except NotGrantedError:
            assert whom not in held
        except LastHolderError:
            assert held == {whom}
        else:
            held.remove(whom)
            assert held

    @precondition(lambda self: self.cases)
    @rule(which=WHICH, by=WHO)
    def rotate(self, which: int, by: str) -> None:
        modelled = self.some(which)
        if by not in self.present:
            return
        parts = {part for part, held in modelled.holders.items() if by in held}
        try:
            open_scope(self.actors[by], modelled.case.scope)
        except NotGrantedError:
            assert not parts
        else:
            due = ScopeKey.objects.filter(scope=modelled.case.scope, part__in=parts)
            assert not due.exclude(due_since="").exists()

    @precondition(lambda self: self.cases)
    @rule(which=WHICH, part=PART, by=WHO)
    def save(self, which: int, part: Part, by: str) -> None:
        modelled, text = self.some(which), self.text()
        if by not in self.present:
            return
        try:
            with writing(self.actors[by]) as write:
                modelled.revisions[part] = save(
                    write,
                    modelled.record(part),
                    Note(text=text),
                    revision=modelled.revisions[part],
                )
        except NotGrantedError:
            assert by not in modelled.holders[part] or part not in modelled.texts
        else:
            assert by in modelled.holders[part]
            modelled.texts[part] = text

    @precondition(lambda self: self.cases)
    @rule(which=WHICH, part=PART, by=WHO)
    def shred_unit(self, which: int, part: Part, by: str) -> None:
        modelled = self.some(which)
        if by not in self.present:
            return
        try:
            shred_unit(self.actors[by], modelled.unit(part))
        except NotGrantedError:
            assert by not in modelled.holders[part] or part not in modelled.texts
        else:
            assert by in modelled.holders[part]
            del modelled.texts[part]

    @precondition(lambda self: len(self.cases) > 2)
    @rule(which=WHICH, by=WHO)
    def shred(self, which: int, by: str) -> None:
        modelled = self.some(which)
        if by not in self.present:
            return
        try:
            shred_scope(self.actors[by], modelled.case.scope)
        except NotGrantedError:
            assert not any(by in held for held in modelled.holders.values())
        else:
            assert any(by in held for held in modelled.holders.values())
            self.cases.remove(modelled)

    @precondition(lambda self: len(self.present) > 2)
    @rule(by=WHO, whom=WHO)
    def dismiss(self, by: str, whom: str) -> None:
        if by not in self.present or whom not in self.present or by == whom:
            return
        held = [h for m in self.cases for h in m.holders.values() if whom in h]
        try:
            dismiss(self.actors[by], self.actors[whom].member)
        except LastHolderError:
            assert {whom} in held
        else:
            assert {whom} not in held
            for holders in held:
                holders.remove(whom)
            self.present.remove(whom)

    @rule()
    def start_again(self) -> None:
        stage.leave()
        assert recover() == Recovered(0, 0, 0)

    @rule()
    def turn(self) -> None:
        turn_layer()

    @rule(who=WHO)
    def come_back(self, who: str) -> None:
        if who in self.present:
            self.actors[who] = self.team.back(who)

    @invariant()
    def everybody_reads_exactly_what_they_hold(self) -> None:
        for name, actor in getattr(self, "actors", {}).items():
            expected = {
                (modelled.record(part), text)
                for modelled in self.cases
                for part, text in modelled.texts.items()
                if name in modelled.holders[part]
            }
            assert {(stored.id, stored.value.text) for stored in find(actor, Note)} == expected
            for record, text in expected:
                assert read(actor, record, Note).value.text == text

    @invariant()
    def no_wrap_is_left_of_what_was_taken_back(self) -> None:
        if not hasattr(self, "cases"):
            return
        assert not Intent.objects.exists()
        held = {
            (modelled.case.scope, part, name)
            for modelled in self.cases
            for part, names in modelled.holders.items()
            for name in names
        }
        team = len(self.present)
        assert MemberWrap.objects.count() == len(held) + team

    @invariant()
    def nothing_is_wrong_with_what_can_be_opened(self) -> None:
        if hasattr(self, "present"):
            name = sorted(self.present)[self.serial % len(self.present)]
            assert list(check(self.actors[name])) == []


QUICK = settings(
    max_examples=3,
    stateful_step_count=15,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
TestKeyring = Keyring.TestCase
TestKeyring.settings = QUICK


@pytest.mark.trial
def test_the_keyring_agrees_with_the_model_for_long() -> None:
    before = Keyring.lived
    run_state_machine_as_test(
        Keyring, settings=settings(QUICK, max_examples=100, stateful_step_count=25)
    )
    assert Keyring.lived - before >= 100
