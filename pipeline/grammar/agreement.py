"""Russian words that agreed with a noun, made to agree with the one that replaces it.

    этого сильного отложения   -> этой сильной кальцификации
    отложение, вызванное ...   -> кальцификация, вызванная ...
    отложение опасно           -> кальцификация опасна

Only words right beside the noun are touched, and only if they agreed before.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from pipeline.grammar.readings import Reading
from pipeline.grammar.sentence import Noun, Sentence, Word
from pipeline.languages import word_set
from pipeline.model import Span

_COPULAS = word_set("быть стать становиться казаться оказаться оказываться")
_PARTICLES = word_set("ли же бы только лишь уже ещё еще даже")
_REACH = 6
"""Words behind a noun among which its verb is looked for."""


def mend(sentence: Sentence, first: int, last: int, old: Noun, new: Noun) -> Iterator[tuple[Span, str]]:
    """Changes of the words around [first, last), which agreed with the old noun."""
    if (old.number, old.gender if old.number == "sing" else "", old.animate) != (
        new.number,
        new.gender if new.number == "sing" else "",
        new.animate,
    ):
        seen: set[int] = set()
        for index, reading in _agreeing(sentence.words, first, last, old):
            if index in seen:  # a word may be taken for an attribute and for a predicate
                continue
            seen.add(index)
            word = sentence.words[index]
            form = _inflected(reading, new)
            if form and form != word.lower.replace("ё", "е") and form != word.lower:
                yield Span(word.start, word.end), _cased(form, word.text)


def _agreeing(words: list[Word], first: int, last: int, old: Noun) -> Iterator[tuple[int, Reading]]:
    before = list(_attributes_before(words, first, old))
    yield from before
    yield from _attributes_behind(words, last, old)
    if old.case == "nomn":
        yield from _predicate_before(words, before[-1][0] if before else first, old)
        yield from _predicate_behind(words, _behind_aside(words, last), old)


def _attributes_before(words: list[Word], first: int, old: Noun) -> Iterator[tuple[int, Reading]]:
    """Adjectives in a row before the noun, adverbs and particles among them: `одного и того же отложения`."""
    at = first
    while 0 < at < len(words) and words[at].joined:
        at -= 1
        reading = _taken(words[at], old, "ADJF", "PRTF")
        if reading:
            yield at, reading
        elif not (words[at].is_pos("ADVB", "PRCL") or (words[at].lower in ("и", "или") and at + 1 < first)):
            return


def _taken(word: Word, noun: Noun, *parts: str) -> Reading | None:
    """The reading by which a word agrees with a noun."""
    return next((r for r in word.readings if r.pos in parts and noun.takes(r)), None)


def _attributes_behind(words: list[Word], last: int, old: Noun) -> Iterator[tuple[int, Reading]]:
    """A participle or adjective behind the noun, or a relative pronoun, which keeps its own case."""
    mark = words[last].gap.strip() if last < len(words) else "."
    if mark not in ("", ","):
        return
    if mark and words[last].lower.startswith("котор"):
        yield from _relative(words, last, old)
        return
    reading = _taken(words[last], old, "PRTF", "ADJF")
    behind = words[last + 1] if last + 1 < len(words) else None
    # Not where it belongs to the next noun: `кальцификация большое значение имеет`.
    if reading and not mark and behind and any(r.is_noun and old.takes(r) for r in behind.readings):
        return
    if reading:
        yield last, reading
    if reading and behind and behind.lower in ("и", "или"):
        yield from _attributes_behind(words, last + 2, old)


def _relative(words: list[Word], at: int, old: Noun) -> Iterator[tuple[int, Reading]]:
    readings = [r for r in words[at].readings if r.lemma == "который" and r.number == old.number]
    case = "nomn" if _is_subject(words, at, old) else "accs"
    if fitting := [r for r in readings if old.number == "plur" or r.gender == old.gender]:
        yield at, min(fitting, key=lambda r: r.case != case)
        if case == "nomn":
            yield from _predicate_behind(words, at + 1, replace(old, case="nomn"))


def _is_subject(words: list[Word], at: int, old: Noun) -> bool:
    """Whether a relative pronoun is the subject of its clause: a verb agrees, and no other word could be it."""
    for word in _clause(words, at + 1):
        if word.is_pos("NPRO") or any(r.is_noun and r.case == "nomn" for r in word.readings[:1]):
            return False
        if word.is_pos("VERB", "PRTS", "ADJS"):
            return (
                _taken(word, Noun("nomn", old.number, old.gender, old.animate), "VERB", "PRTS", "ADJS")
                is not None
            )
    return False


def _behind_aside(words: list[Word], last: int) -> int:
    """Where the clause goes on behind what stands between commas: `отложение, вызванное ею, было опасно`."""
    if last >= len(words) or words[last].gap.strip() != ",":
        return last
    ends = (i for i in range(last + 1, len(words)) if "," in words[i].gap)
    return next(ends, len(words))


def _predicate_behind(words: list[Word], last: int, old: Noun) -> Iterator[tuple[int, Reading]]:
    """The verb or short adjective whose subject the noun is, and a participle behind the verb: `было вызвано`."""
    clause = _clause(words, last)
    verbs = [word for word in clause if word.is_pos("VERB")]
    found: Reading | None = None
    for offset, word in enumerate(clause):
        copula = found is not None and found.lemma in _COPULAS
        # What may be an adverb (`опасно`) is one, unless no verb or a copula stands there.
        sure = word.is_pos("VERB", "PRTS", "ADJS") or copula or (not found and not verbs and offset == 0)
        reading = _taken(word, old, "VERB", "PRTS", "ADJS") if sure else None
        if not reading and copula:
            reading = _taken(word, replace(old, case="ablt"), "ADJF", "PRTF")  # `была низкой`
        if reading:
            yield last + offset, reading
            found = reading
        elif found or word.is_pos("VERB"):
            return


def _clause(words: list[Word], last: int) -> list[Word]:
    """The next words up to a mark or a joining word."""
    clause: list[Word] = []
    for word in words[last : last + _REACH]:
        goes_on = word.joined or (not clause and word.gap.strip() == ",")
        if not goes_on or word.is_pos("CONJ"):
            break
        clause.append(word)
    return clause


def _predicate_before(words: list[Word], first: int, old: Noun) -> Iterator[tuple[int, Reading]]:
    """A verb right before its subject: `было найдено отложение`, `опасно ли отложение`."""
    at = first
    asked = False
    while 0 < at < len(words) and words[at].joined:
        at -= 1
        asked = asked or words[at].lower == "ли"
        if words[at].lower in _PARTICLES:
            continue
        sure = words[at].is_pos("VERB", "PRTS", "ADJS") or asked
        reading = _taken(words[at], old, "VERB", "PRTS", "ADJS") if sure else None
        if reading is None or (reading.pos == "VERB" and reading.has("tran")):
            return
        yield at, reading
        if not reading.is_short:
            return


def _inflected(reading: Reading, new: Noun) -> str:
    if reading.is_adjective:
        animacy: tuple[str, ...] = ()
        if reading.case == "accs" and (new.number == "plur" or new.gender == "masc"):
            animacy = ("anim" if new.animate else "inan",)
        return reading.inflect(reading.case, *new.grammemes, *animacy)
    if reading.pos == "VERB" and not reading.has("past"):
        return reading.inflect(new.number)
    return reading.inflect(*new.grammemes)


def _cased(form: str, word: str) -> str:
    return form[0].upper() + form[1:] if word[:1].isupper() else form
