"""A walk along one paragraph that notes everybody named or described in it.

Invariants:
- Names and roles are noted in the order of the text, quotations left out.
- What stands beside a name ("Ada Brenn, a lawyer with the Network") is learnt where it stands.
"""

from __future__ import annotations

from holdfast.language.given_names import Gender
from holdfast.methods.corroboration.record import SourceKind
from holdfast.methods.corroboration.spans import Span

from .cast import Cast
from .descriptions import body_in, joined_name, name_behind_office, opens_body, past_titles, runs_on
from .kinds import BODY_HEADS, head_of, is_body_name, kind_of_name
from .members import Member
from .phrases import Phrase, phrase_after
from .tokens import Tag, Token, opens_sentence


def notice(tokens: list[Token], cast: Cast) -> None:
    """Note every name and described person of a paragraph, quotations left out."""
    cast.paragraph_start = tokens[0].start if tokens else 0
    _Walk(tokens, cast).run()


class _Walk:
    """The tokens of one paragraph and the cast that learns from them."""

    def __init__(self, tokens: list[Token], cast: Cast) -> None:
        self.tokens = tokens
        self.cast = cast

    def run(self) -> None:
        at = 0
        while at < len(self.tokens):
            tag = self.tokens[at].tag
            if tag == Tag.NAME:
                at = self._name(at)
            elif tag == Tag.WORD and head_of([self.tokens[at].low]) == self.tokens[at].low:
                self._role(at)
                self.cast.note_writer(self.tokens, at)
            at += 1

    def _name(self, at: int) -> int:
        stop = at
        while stop + 1 < len(self.tokens) and runs_on(self.tokens, stop):
            stop += 1
        if self.cast.is_mere_capital(self.tokens, at, stop):
            if head_of([self.tokens[at].low]):
                self._bare_role(at)
            return stop
        start = self._behind_office(at, stop) or past_titles(self.tokens, at, stop, self.cast.lexis)
        if opens_body(self.tokens, start, stop):
            stop = joined_name(self.tokens, stop, min(len(self.tokens) - 1, stop + 5))
        nicknamed = self._nicknamed(start)
        if nicknamed is not None:
            self.cast.rename(nicknamed, self.tokens, start, stop)
        is_introduced = nicknamed is not None and nicknamed.sightings[-1].is_subject
        member = self.cast.named(self.tokens, start, stop)
        member.sightings[-1].is_subject |= is_introduced  # "there was a nurse named Ada"
        self._learn_from_surroundings(member, at, start, stop)
        return stop

    def _behind_office(self, at: int, stop: int) -> int | None:
        """Where the name begins in "Minister of Internal Affairs Ada Brenn"."""
        for office in range(at - 2, max(-1, at - _LONGEST_OFFICE), -1):
            if self.tokens[office].low in self.cast.lexis.words["titles"]:
                found = name_behind_office(self.tokens, office, stop, self.cast.lexis)
                return None if found is None else found[0]
            if self.tokens[office].tag not in "WXDP":
                return None
        return None

    def _nicknamed(self, at: int) -> Member | None:
        """Who gets a name here: "we call him Ilya", "a man called Ilya", "identified as Ilya"."""
        before = [t.low for t in self.tokens[max(0, at - 2) : at]]
        if len(before) < 2:
            return None
        if before[0] in _CALLED and before[1] in ("him", "her"):
            gender = Gender.MALE if before[1] == "him" else Gender.FEMALE
            found = [m for m in self.cast.recent.values() if m.is_person and not m.words]
            found = [m for m in found if m.gender in (None, gender) and not m.is_plural]
            return found[-1] if found else None
        if tuple(before) in _IDENTIFIED or before[1] in ("calling", "call"):
            return self._unnamed_before(at)
        if before[1] in ("called", "named"):
            seen = self.cast.seen_in(self.tokens[max(0, at - 6)].start, self.tokens[at].start)
            found = [m for m in seen if m.is_person and not m.words and before[0] in m.heads]
            return found[-1] if found else None
        return None

    def _unnamed_before(self, at: int) -> Member | None:
        """The nearest person without a name: "a nurse, whom we are calling Ilya"."""
        start = self.tokens[max(0, at - _NEAR)].start
        found = [
            m
            for m in self.cast.seen_in(start, self.tokens[at].start)
            if m.is_person and not m.words and not m.is_plural
        ]
        return found[-1] if found else None

    def _learn_from_surroundings(self, member: Member, at: int, start: int, stop: int) -> None:
        """Titles before the name, a role before or after it: "Ada Brenn, a lawyer with ..."."""
        gender = self.cast.gender_by_title(self.tokens, start)
        owner = self.tokens[at - 1].low if at else ""
        is_owned = owner.endswith("'s") and member.is_person
        if is_owned and kind_of_name((owner.removesuffix("'s"),)) is SourceKind.OUTLET:
            member.kind = SourceKind.OUTLET
        if gender or start > at:
            member.is_person, member.is_body = True, False
            member.gender = gender or member.gender
        before = at
        while before > 0 and self.tokens[before - 1].tag in "WX" and at - before < 4:
            before -= 1
        lead = [t.low for t in self.tokens[before:start]]
        if lead and head_of(lead) == lead[-1] and not member.is_body:
            self.cast.give_role(
                member, lead[-1], Span(self.tokens[before].start, self.tokens[start - 1].end)
            )
            self._join_possessor(member, before, start)
        if (
            stop + 2 < len(self.tokens)
            and self.tokens[stop + 1].tag == Tag.COMMA
            and not self.tokens[stop].low.endswith("'s")
        ):
            self._learn_apposition(member, stop + 2)
            if member.member_of is None and not member.is_body:
                self._learn_list(member, stop + 2)
            self._learn_membership(member, stop + 2)
        elif stop + 1 < len(self.tokens):
            self._learn_membership(member, stop + 1)

    def _learn_membership(self, member: Member, at: int) -> None:
        """'Ilya'* one of the men who escaped."""
        if (
            at + 2 < len(self.tokens)
            and self.tokens[at].low == "one"
            and self.tokens[at + 1].low == "of"
        ):
            stop = at + 2
            while stop < len(self.tokens) and self.tokens[stop].tag in "DW#X":
                stop += 1
            head = head_of([t.low for t in self.tokens[at + 2 : stop]])
            if head:
                self.cast.give_role(
                    member, head, Span(self.tokens[at].start, self.tokens[stop - 1].end)
                )

    def _join_possessor(self, member: Member, first: int, stop: int) -> None:
        owner = first - 1
        if owner >= 0 and self.tokens[owner].low.endswith("'s"):
            member.role = f"{self.tokens[owner].text} {member.role}"
        for at in range(first, stop):
            if self.tokens[at].tag == Tag.NAME and is_body_name([self.tokens[at].low]):
                opens, closes = self._run_round(at, first, stop)
                body = self.cast.named(self.tokens, opens, closes)
                if body is not member:
                    member.member_of = body.number
                return

    def _run_round(self, at: int, first: int, stop: int) -> tuple[int, int]:
        """The whole of "Harbour Rights Watch's" round a telling word, no more than first..stop."""
        opens = closes = at
        while opens > first and runs_on(self.tokens, opens - 1):
            opens -= 1
        while closes + 1 < stop and runs_on(self.tokens, closes):
            if head_of([self.tokens[closes + 1].low]) is not None:
                break  # "Interior Ministry Spokesman"
            closes += 1
        return opens, closes

    def _learn_apposition(self, member: Member, at: int) -> None:
        first = at
        while at < len(self.tokens) and at - first < 14 and self.tokens[at].tag in "WXDP#C":
            at += 1
        words = self.tokens[first:at]
        opens = (
            words[0].tag in "DWX" or words[0].low in ("from", "of", "with", "for")
            if words
            else False
        )
        is_who = at < len(self.tokens) and self.tokens[at].low == "who"
        if not opens or not (is_who or at >= len(self.tokens) or self.tokens[at].tag in ",.;-)Q"):
            return
        core = next((i for i, t in enumerate(words) if i and t.tag == Tag.PREPOSITION), len(words))
        head = head_of([t.low for t in words[:core]])
        is_from = words[0].tag == Tag.PREPOSITION
        if head is None and not is_from:
            return
        if head and not member.is_body:
            self.cast.give_role(member, head, Span(words[0].start, words[-1].end))
        body = body_in(self.tokens, first, at - 1)
        if body is not None and member.member_of is None and not member.is_body:
            stop = joined_name(self.tokens, body[1], at - 1)
            member.member_of = self.cast.named(self.tokens, body[0], stop).number
        elif not member.is_body:
            self.cast.join_owner(member, words)

    def _learn_list(self, member: Member, first: int) -> None:
        """Ada Brenn, a former miner, poet and now head of the Harbour Network."""
        for at in range(first, min(len(self.tokens) - 2, first + _LONGEST_LIST)):
            token = self.tokens[at]
            if token.tag not in "WXDCR#,()":
                return
            is_role = token.tag == Tag.WORD and head_of([token.low]) == token.low
            if not is_role or self.tokens[at + 1].low not in ("at", "of", "with"):
                continue
            body = body_in(self.tokens, at + 1, min(len(self.tokens) - 1, at + 4))
            if body is not None:
                self.cast.give_role(member, token.low, Span(token.start, token.end))
                self.cast.join(member, self.tokens, body, body[1])
            return

    def _role(self, at: int) -> None:
        """A described person who is no apposition of a name: "another man", "the lawyer"."""
        first = _start_of_role(self.tokens, at)
        is_owned = self.tokens[first].low.endswith(("'s", "s'")) and first < at
        after = self.tokens[at + 1] if at + 1 < len(self.tokens) else None
        is_followed = after is not None and after.tag in "WX" and after.low != "named"
        if is_owned and not is_followed:
            self._names_follow(at, first)
        if is_followed or not (
            self.tokens[first].tag == Tag.DETERMINER or self.tokens[first].low == "one"
        ):
            return
        before = self.tokens[first - 1] if first else None
        if (
            before is not None
            and before.tag == Tag.COMMA
            and first > 1
            and self.tokens[first - 2].tag == Tag.NAME
        ):
            return
        if self._names_follow(at, first):
            return
        found = phrase_after(self.tokens, first, len(self.tokens))
        if found is not None and found.last > at and self.cast.named_beside(self.tokens, found):
            return
        if found is not None and found.core_last == at:
            self.cast.described(self.tokens, found, is_spoken=False)
            return
        self.cast.described(self.tokens, Phrase(first, at, at), is_spoken=False)

    def _bare_role(self, at: int) -> None:
        """Protesters, at the head of a sentence and without an article."""
        if at + 1 < len(self.tokens) and self.tokens[at + 1].tag not in "XW":
            self.cast.described(self.tokens, Phrase(at, at, at), is_spoken=False)

    def _names_follow(self, at: int, first: int) -> bool:
        """An independent newspaper, the Karsk Gazette, ...: the role is the name's."""
        start = at + 2
        if start >= len(self.tokens) or self.tokens[at + 1].tag != Tag.COMMA:
            return False
        while start < len(self.tokens) and self.tokens[start].low in ("the", "of"):
            start += 1
        if start >= len(self.tokens) or self.tokens[start].tag != Tag.NAME:
            return False
        stop = start
        while stop + 1 < len(self.tokens) and self.tokens[stop + 1].tag == Tag.NAME:
            stop += 1
        if self._opens_clause(first, stop):
            return False
        start = past_titles(self.tokens, start, stop, self.cast.lexis)
        member = self.cast.named(self.tokens, start, stop)
        head = self.tokens[at].low
        if member.is_person and head in BODY_HEADS:
            return False
        member.sightings[-1].is_subject |= opens_sentence(self.tokens, first)
        self.cast.give_role(member, head, Span(self.tokens[first].start, self.tokens[at].end))
        if head in BODY_HEADS:
            member.is_body, member.is_person = True, False
        else:
            self.cast.join_owner(member, self.tokens[first : at + 1])
        return True

    def _opens_clause(self, first: int, stop: int) -> bool:
        """Whether the name opens the main clause: "According to the statement, Velmar will"."""
        is_governed = first > 0 and self.tokens[first - 1].tag == Tag.PREPOSITION
        return is_governed and stop + 1 < len(self.tokens) and self.tokens[stop + 1].tag in "AvVR"


_LONGEST_OFFICE = 7  # tokens back from a name to "Head of the Northern Prison Service"
_LONGEST_LIST = 20  # tokens of "a former miner, poet and now head of the"
_NEAR = 14  # tokens back from a name to whom it is given
_IDENTIFIED = frozenset(
    (before, "as") for before in "identified identify himself herself only him her known".split()
)
_CALLED = frozenset("call calls called calling named".split())


def _start_of_role(tokens: list[Token], at: int) -> int:
    """The first token of "a tall police officer", "Hale's spokesman", "one of the men"."""
    first = at
    while first > 0 and tokens[first - 1].tag in "WX#" and at - first < 4:
        first -= 1
        if tokens[first].low.endswith(("'s", "s'")):
            return first
    if first and tokens[first - 1].tag == Tag.DETERMINER:
        first -= 1
        if first > 1 and tokens[first - 1].low == "of" and tokens[first - 2].low == "one":
            first -= 2
    return first
