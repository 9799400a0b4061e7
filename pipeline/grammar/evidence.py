"""What the words around a place in a Russian sentence say of the case of a noun there.

    без [ ]            a preposition
    уровень [ ]        a noun before it: genitive
    снижает [ ]        a verb that takes an object
    [ ] откладывается  a verb that agrees with it: nominative
    кальций и [ ]      a word that it is joined to
    5 [ ]              a numeral

Evidence is a weight for each case; it is added to what the word that stands there says itself.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from pipeline.grammar.clauses import (
    AGREEING,
    FINITE,
    JOINING,
    clause_before,
    preposition_of,
    takes_object,
    verb_behind,
)
from pipeline.grammar.government import (
    BY_MEANS,
    INTO,
    LETTING,
    MEANS,
    OBJECTS,
    OF_SOMETHING,
    PREPOSITIONS,
    QUANTITIES,
    numeral_slot,
)
from pipeline.grammar.readings import CASES, Reading
from pipeline.grammar.sentence import Noun, Sentence, Word
from pipeline.languages import word_set

Weights = dict[str, float]
"""By case; what is not named has the weight 0."""


@dataclass(frozen=True, slots=True)
class Evidence:
    weights: Weights
    verb: Reading | None = None
    """A verb that agrees with the phrase if that is the subject of the clause."""
    joined: bool = False
    """Whether the phrase is one of several: its verb is then in the plural."""

    def weight(self, noun: Noun, *, of_words: bool = True) -> float:
        """How well a noun in some case fits; a verb may have another gender if no word of the sentence is meant."""
        weight = self.weights.get(noun.case, 0.0)
        if noun.case != "nomn" or not self.verb:
            return weight
        if self._is_subject(noun, self.verb):
            return weight + 0.7
        other_gender = self._is_subject(replace(noun, gender=self.verb.gender), self.verb)
        return weight if other_gender and not of_words else weight - 5.0

    def _is_subject(self, noun: Noun, verb: Reading) -> bool:
        if verb.number and noun.number != verb.number:
            return self.joined and verb.number == "plur"
        return not noun.gender or noun.takes(verb)


_UNLIKELY = {"datv": -1.5, "ablt": -1.5, "loct": -6.0}
"""Without a word that asks for them."""
IMPOSSIBLE = -8.0
"""Of a case that the preposition before does not take."""
_SKIPPED = word_set("не ни также только именно даже лишь особенно уже ещё еще более менее всего")
_GOVERNING = ("VERB", "INFN", "GRND", "PRTF", "PRTS", "ADJS", "PREP")


def evidence(sentence: Sentence, first: int, last: int) -> Evidence:
    """What is said of the case of a noun phrase of the words [first, last)."""
    words = sentence.words
    gap = words[first].gap if 0 < first < len(words) else ""
    clause = list(clause_before(words, first - 1))
    if not gap:
        left: Weights = {"nomn": 1.5}
    elif words[first].joined:
        at = _skip_adverbs(words, first - 1)
        if at > 0 and words[at].lower in JOINING and words[at - 1].is_pos(*_GOVERNING):
            at -= 1  # `лишённый и [ ], и ...`
        if words[at].lower in PREPOSITIONS:
            return Evidence(_preposition(words, at))
        left = _behind_word(words, at)
    elif gap.strip().endswith("%"):
        left = {"gent": 3.0}
    elif "," in gap and _list_goes_on(words, last):
        left = _scaled(_joined_to(words, first - 1), 1.6)
    else:
        left, clause = {"nomn": 1.5}, []
    before = next((words[i] for i in clause if words[i].is_pos(*FINITE)), None)
    behind = verb_behind(words, last)
    verb = before.readings[0] if before else behind
    if before and last < len(words) and words[last].is_pos("INFN") and before.readings[0].lemma in LETTING:
        left = _sum(left, {"datv": 4.5})
    return Evidence(
        _sum(_UNLIKELY, left, _by_verb(before, behind)),
        verb if verb and verb.pos in AGREEING else None,
        first > 0 and words[first - 1].lower in JOINING,
    )


def _sum(*parts: Weights) -> Weights:
    return {case: sum(part.get(case, 0.0) for part in parts) for case in CASES}


def _skip_adverbs(words: list[Word], at: int) -> int:
    while at > 0 and words[at].joined and _is_passed_over(words[at]):
        at -= 1
    return at


def _is_passed_over(word: Word) -> bool:
    if word.lower in QUANTITIES or word.lower in JOINING or word.lower in PREPOSITIONS:
        return False
    return word.lower in _SKIPPED or word.is_pos("ADVB", "PRCL")


def _behind_word(words: list[Word], at: int) -> Weights:
    """What the word right before says."""
    word = words[at]
    if word.lower in QUANTITIES:
        return {"gent": 3.0}
    if slot := numeral_slot(word.text):
        return {slot[0]: 3.0}
    if word.lower in JOINING:
        return _joined_to(words, at - 1)
    if word.is_pos("NOUN"):
        return _depending(words, at)
    negated = at > 0 and words[at - 1].lower == "не" and takes_object(word)
    return _sum(_governed(word), {"gent": 1.8} if negated else {})


def _preposition(words: list[Word], at: int) -> Weights:
    word = words[at].lower
    cases = PREPOSITIONS[word]
    if word in ("в", "во", "на"):
        before = list(clause_before(words, at))[1:4]
        if any(r.lemma in INTO for i in before for r in words[i].readings):
            cases = ("accs", "loct")
    return {case: -1.2 * cases.index(case) if case in cases else IMPOSSIBLE for case in CASES}


def _depending(words: list[Word], at: int) -> Weights:
    """A noun asks for a genitive, less so if it is complete in itself: `даёт ребёнку [ ]`, `женщин с севера [ ]`."""
    nouns = [r for r in words[at].readings if r.is_noun]
    if nouns[0].lemma in MEANS:
        return {"gent": 1.5, "ablt": 3.5, "nomn": -1.0}
    if at > 0 and words[at - 1].lower == "ли":
        return {"accs": 2.0, "gent": 0.5}  # `питает ли магний [ ]`: the noun is the subject
    if nouns[0].lemma in OF_SOMETHING:
        return {"gent": 3.5, "nomn": -0.5}
    complete = {r.case for r in nouns} <= {"datv", "ablt"} or preposition_of(words, at)
    return {"gent": 1.2} if complete else {"gent": 2.5, "nomn": -0.5}


def _governed(word: Word) -> Weights:
    """What a verb, adjective or participle asks for behind it."""
    if not word.readings:
        return {}
    reading = word.readings[0]
    if reading.lemma in BY_MEANS and (reading.is_short or reading.is_adjective) and not reading.has("actv"):
        return {"ablt": 4.0}
    if reading.pos == "COMP":
        return {"gent": 2.5}
    if reading.lemma == "быть":
        return {"ablt": 1.5, "nomn": 1.5}
    asked = next((OBJECTS[r.lemma] for r in word.readings[:2] if r.lemma in OBJECTS), "")
    if asked:
        return {asked: 4.5, "nomn": 1.0 if reading.is_short else 0.0}
    if reading.is_short or reading.has("pssv"):
        return {"ablt": 2.0 if reading.has("pssv") else 0.0, "nomn": 1.5 if reading.is_short else 0.0}
    if takes_object(word):
        return {"accs": 1.5, "gent": 0.3}
    if reading.pos == "NUMR":
        return {"gent" if reading.case in ("nomn", "accs") else reading.case: 2.5}
    return {}


def _list_goes_on(words: list[Word], last: int) -> bool:
    return last < len(words) and ("," in words[last].gap or words[last].lower in JOINING)


def _scaled(weights: Weights, factor: float) -> Weights:
    return {case: weight * factor for case, weight in weights.items()}


def _joined_to(words: list[Word], at: int) -> Weights:
    """The cases of the noun that ends at `at`, and less so of the one that it depends on."""
    weights: Weights = {}
    share = 1.5
    for index in range(at, max(-1, at - 5), -1):
        cases = {r.case for r in words[index].readings if r.is_noun}
        if cases and (preposition := preposition_of(words, index)):
            return weights | _governed_too(preposition, cases, share + 1.0)
        weights = dict.fromkeys(cases, share) | weights
        if not words[index].joined or (cases and "gent" not in cases):
            break
        named = not words[index].readings  # K2 of `витамина K2 и [ ]`
        if not cases and not named and not any(r.is_adjective for r in words[index].readings):
            break
        share = 0.8 if cases else share
    if "loct" in weights and any("loct" in PREPOSITIONS.get(w.lower, ()) for w in words[max(0, at - 8) : at]):
        weights["loct"] -= _UNLIKELY["loct"]
    return weights


def _governed_too(preposition: str, cases: set[str], weight: float) -> Weights:
    """`с натто и [ ]`: the preposition's case, whatever is unlikely without one."""
    return {
        case: weight - 0.5 * rank - _UNLIKELY.get(case, 0.0)
        for rank, case in enumerate(PREPOSITIONS[preposition])
        if case in cases
    }


def _by_verb(before: Word | None, behind: Reading | None) -> Weights:
    """A verb before the phrase may have it as object; one behind it has a subject, as a rule."""
    if before and takes_object(before):
        return {"accs": 1.2, "nomn": -0.5}
    if behind and not before:
        # `можно увидеть`, `нельзя принимать` have no subject.
        return {"accs": 3.0, "nomn": -1.0} if behind.pos == "PRED" else {"nomn": 1.5}
    return {"nomn": 1.0}
