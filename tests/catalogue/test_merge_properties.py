"""Whatever happens to an article and whatever people and tools do to its catalogue, nothing of a person's is lost."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import partial

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule

from pipeline.model import Entry
from pipeline.statements.renumbering import renumbered
from tests.catalogue.world import Block, World

KINDS = st.sampled_from(["h2", "p", "li", "td"])
SENTENCES = st.one_of(
    st.builds("Взрослым нужно около {} мкг витамина K2 в сутки, но не больше.".format, st.integers(90, 93)),
    st.builds("Do not take <s1>{} mcg</s1> of MK-7 without asking a doctor.".format, st.integers(90, 93)),
    st.builds("未经医生许可，每天不得服用超过{}微克的维生素K2。".format, st.integers(90, 93)),
    st.sampled_from(["доза", "нет", "MK-7", "K2 (100 мкг)"]),
)
BLOCKS = st.tuples(KINDS, SENTENCES)
PLACES = st.integers(0, 30)


def unflagged(entry: Entry) -> Entry:
    return replace(entry, flags=tuple(flag for flag in entry.flags if flag != "fuzzy"))


def fuzzy(entry: Entry) -> Entry:
    return replace(entry, flags=("fuzzy", *unflagged(entry).flags)) if entry.translation else entry


def without_lines(entry: Entry) -> Entry:
    """As msgmerge leaves it: lines of `#.` come from the template."""
    return replace(entry, extracted=tuple(x for x in entry.extracted if not x.startswith("termlock:")))


class Life(RuleBasedStateMachine):
    """The article's author, a translator, tools and runs take turns."""

    is_source = False

    @initialize(article=st.lists(BLOCKS, min_size=1, max_size=8))
    def begin(self, article: list[Block]) -> None:
        self.world = World(article, is_source=self.is_source)
        self.begin_with(self.world)
        self.world.run()

    def begin_with(self, world: World) -> None:
        """What is special of this life."""

    # --- the author ---------------------------------------------------------------------------

    @rule(place=PLACES, block=BLOCKS)
    def insert(self, place: int, block: Block) -> None:
        self.world.article.insert(place % (len(self.world.article) + 1), block)

    @rule(place=PLACES, to=PLACES)
    def repeat(self, place: int, to: int) -> None:
        article = self.world.article
        if article:
            article.insert(to % (len(article) + 1), article[place % len(article)])

    @rule(place=PLACES)
    def delete(self, place: int) -> None:
        article = self.world.article
        if article:
            self.world.cut.append(article.pop(place % len(article)))

    @rule(place=PLACES)
    def bring_back(self, place: int) -> None:
        if self.world.cut:
            self.world.article.insert(place % (len(self.world.article) + 1), self.world.cut.pop())

    @rule(place=PLACES, to=PLACES)
    def move(self, place: int, to: int) -> None:
        article = self.world.article
        if article:
            block = article.pop(place % len(article))
            article.insert(to % (len(article) + 1), block)

    @rule(place=PLACES, kind=KINDS)
    def change_kind(self, place: int, kind: str) -> None:
        article = self.world.article
        if article:
            article[place % len(article)] = kind, article[place % len(article)][1]

    @rule(place=PLACES, number=st.integers(90, 93))
    def change_a_number(self, place: int, number: int) -> None:
        article = self.world.article
        if article:
            kind, text = article[place % len(article)]
            self.world.cut.append((kind, text))
            for old in range(90, 94):
                text = text.replace(str(old), str(number))
            article[place % len(article)] = kind, text

    # --- the translator -----------------------------------------------------------------------

    @rule(place=PLACES)
    def approve(self, place: int) -> None:
        self.world.edit(place, unflagged)

    @rule(place=PLACES)
    def take_approval_back(self, place: int) -> None:
        self.world.edit(place, fuzzy)

    @rule(place=PLACES)
    def write_and_approve(self, place: int) -> None:
        text = self.world.new_text()
        self.world.edit(place, lambda entry: unflagged(replace(entry, translation=text)))

    @rule(place=PLACES)
    def write_and_leave_fuzzy(self, place: int) -> None:
        text = self.world.new_text()
        self.world.edit(place, lambda entry: fuzzy(replace(entry, translation=text)))

    @rule(place=PLACES)
    def empty(self, place: int) -> None:
        self.world.edit(place, lambda entry: replace(entry, translation=""))

    @rule(place=PLACES)
    def comment(self, place: int) -> None:
        text = self.world.new_text()
        self.world.edit(place, lambda entry: replace(entry, comments=(*entry.comments, text)))

    @rule(place=PLACES, flag=st.sampled_from(["no-wrap", "c-format", "my-flag"]))
    def flag(self, place: int, flag: str) -> None:
        self.world.edit(
            place, lambda entry: replace(entry, flags=(*(f for f in entry.flags if f != flag), flag))
        )

    @rule(place=PLACES)
    def copy_the_source(self, place: int) -> None:
        self.world.edit(place, lambda entry: unflagged(replace(entry, translation=entry.text)))

    @rule(place=PLACES)
    def write_what_is_approved_elsewhere(self, place: int) -> None:
        """The same text for two sources is two approvals."""
        texts = sorted(text for _, text in self.world.approvals)
        if texts:
            text = texts[place % len(texts)]
            self.world.edit(place, lambda entry: unflagged(replace(entry, translation=text)))

    # --- tools --------------------------------------------------------------------------------

    @rule()
    def all_flags_vanish(self) -> None:
        """A person may as well have approved all: where too little tells against it, that counts."""
        self.world.everywhere(unflagged, approves=True)

    @rule()
    def lines_vanish(self) -> None:
        self.world.everywhere(without_lines)

    @rule()
    def omegat_empties_what_is_fuzzy(self) -> None:
        """OmegaT 3.6 writes fuzzy entries empty, and drops the flags of obsolete ones too."""
        self.world.everywhere(
            lambda e: unflagged(replace(e, translation="") if e.fuzzy and not e.obsolete else e)
        )

    # --- runs -----------------------------------------------------------------------------------

    @rule(terms=st.sampled_from(["", "vitamin K2", "K2"]))
    def new_terms(self, terms: str) -> None:
        self.world.terms = terms

    @rule()
    def run(self) -> None:
        self.world.run()

    @rule()
    def run_with_what_is_unflagged_accepted(self) -> None:
        self.world.run(accept=True)

    @rule(place=PLACES)
    def save_while_a_run_drafts(self, place: int) -> None:
        self.world.run_while(lambda: self.write_and_leave_fuzzy(place))

    def teardown(self) -> None:
        if hasattr(self, "world"):
            self.world.run()


class SourceLife(Life):
    """The same for the catalogue of the article's own language."""

    is_source = True


class NumberedLife(Life):
    """The same where changes of numbers are proposed in what was approved."""

    def begin_with(self, world: World) -> None:
        world.adapt = partial(renumbered, source="ru", target="en")

    @rule(place=PLACES)
    def translate_with_its_number(self, place: int) -> None:
        self.world.count += 1
        name = "".join(chr(ord("a") + int(digit)) for digit in str(self.world.count))

        def translated(entry: Entry) -> Entry:
            number = re.search("9[0-3]", entry.text)
            return unflagged(
                replace(entry, translation=f"person {name} {number[0] if number else ''}".strip())
            )

        self.world.edit(place, translated)


LONG = settings(max_examples=150, stateful_step_count=30, suppress_health_check=[HealthCheck.too_slow])
TestLife = Life.TestCase
TestLife.settings = LONG
TestSourceLife = SourceLife.TestCase
TestSourceLife.settings = LONG
TestNumberedLife = NumberedLife.TestCase
TestNumberedLife.settings = LONG


def steps(*named: tuple[object, ...]) -> st.SearchStrategy[tuple[object, ...]]:
    """Names of methods of `Life` with their arguments."""
    return st.one_of([st.tuples(st.just(name), *arguments) for name, *arguments in named])  # type: ignore[arg-type]


AUTHOR = steps(
    ("insert", PLACES, BLOCKS),
    ("repeat", PLACES, PLACES),
    ("delete", PLACES),
    ("bring_back", PLACES),
    ("move", PLACES, PLACES),
    ("change_a_number", PLACES, st.integers(90, 93)),
)
TRANSLATOR = steps(
    ("approve", PLACES),
    ("write_and_approve", PLACES),
    ("write_and_leave_fuzzy", PLACES),
    ("comment", PLACES),
    ("flag", PLACES, st.just("my-flag")),
    ("empty", PLACES),
)
ROUND = st.tuples(TRANSLATOR, AUTHOR)


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(BLOCKS, min_size=3, max_size=8), st.lists(ROUND, min_size=10, max_size=10))
def test_ten_rounds_of_an_edit_a_change_of_the_source_and_a_run(
    article: list[Block], rounds: list[tuple[tuple[str, ...], tuple[str, ...]]]
) -> None:
    """The account is compared after every run."""
    life = Life()
    life.begin(article)
    for steps_of_a_round in rounds:
        for name, *arguments in steps_of_a_round:
            getattr(life, name)(*arguments)
        life.run()


NUMBERED = steps(
    ("change_a_number", st.integers(0, 3), st.integers(90, 93)), ("delete", PLACES), ("bring_back", PLACES)
)
APPROVED = steps(
    ("translate_with_its_number", st.integers(0, 3)), ("approve", PLACES), ("write_and_leave_fuzzy", PLACES)
)


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.tuples(APPROVED, st.lists(NUMBERED, min_size=1, max_size=2)), min_size=8, max_size=8))
def test_approvals_wait_for_their_numbers_to_come_back(
    rounds: list[tuple[tuple[str, ...], list[tuple[str, ...]]]],
) -> None:
    life = NumberedLife()
    life.begin([("p", f"Взрослым нужно около {90 + number} мкг витамина K2 в сутки.") for number in range(3)])
    for edit, changes in rounds:
        for name, *arguments in (edit, *changes):
            getattr(life, name)(*arguments)
        life.run()
