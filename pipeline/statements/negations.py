"""Words that turn a statement into its opposite: where they stand, and where one must have stood."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from pipeline.model import Span
from pipeline.statements.negation_words import WORDS


@dataclass(frozen=True, slots=True)
class Negations:
    """Where a plain text denies (see `pipeline.statements.negation_words`)."""

    plain: tuple[Span, ...]
    """By words that a translation must answer: `not`, `нельзя`, `切勿`."""
    firm: tuple[Span, ...]
    """In ways that are answered somehow: `hardly`, `почти не`, `而不是`."""
    partly: tuple[Span, ...]
    """By words that deny, in ways that may be said without: `not more than`, `пока не`, `不足`."""
    denials: tuple[Span, ...]
    """By other words: `lack`, `unlikely`, `избегать`, `避免`."""
    answers: tuple[Span, ...]
    """Words that may stand for a denial: `stay`, `прежний`, `直到`."""
    either: tuple[Span, ...] = ()
    """Words that hold a denial and ask for none, among `answers`: 不稳."""

    @property
    def others(self) -> int:
        """How many answers there may be besides the plain words."""
        return len(self.firm) + len(self.partly) + len(self.denials) + len(self.answers)

    def without(self, places: Sequence[Span]) -> Negations:
        """What denies outside of these stretches."""

        def left(spans: tuple[Span, ...]) -> tuple[Span, ...]:
            return tuple(s for s in spans if not any(s.start < p.end and p.start < s.end for p in places))

        return replace(
            self,
            plain=left(self.plain),
            firm=left(self.firm),
            partly=left(self.partly),
            denials=left(self.denials),
        )

    @property
    def total(self) -> int:
        """All that denies or may stand for it."""
        return len(self.plain) + self.others


def read_negations(text: str, language: str) -> Negations:
    """What denies in a plain text; `not only`, 不仅 and their like do not count."""
    words = WORDS[language]
    either = _spans(words.either, text, ())
    taken = either + _spans(words.idle, text, either)
    firm = _spans(words.firm, text, taken)
    taken += firm
    denials = _spans(words.denials, text, taken)
    taken += denials
    plain = _spans(words.plain, text, taken)
    taken += plain
    prefixed = _spans(words.prefixed, text, taken)
    answers = either + _spans(words.answers, text, taken + prefixed)
    partly = [span for span in denials if _DENIES.search(text[slice(*span)])]
    others = sorted(prefixed + [span for span in denials if span not in partly])
    return Negations(tuple(plain), tuple(firm), tuple(partly), tuple(others), tuple(answers), tuple(either))


_DENIES = re.compile(
    r"\b(?:not?|n['’]t|never|без|нет?|нельзя)\b|n['’]t\b|[不没未无别]|除非|\bunless\b|"
    r"\b(?:avoid|refrain|избе[гж]|воздерж|исключит|откаж)|避[免开]|拒绝|谢绝|[禁忌]",
    re.IGNORECASE,
)


def _spans(pattern: re.Pattern[str], text: str, taken: Iterable[Span]) -> list[Span]:
    found = [Span(*match.span()) for match in pattern.finditer(text)]
    return [s for s in found if not any(s.start < t.end and t.start < s.end for t in taken)]


def negations(text: str, language: str) -> tuple[Span, ...]:
    """Where a plain text negates, forbids or excludes, in order."""
    found = read_negations(text, language)
    return tuple(sorted(found.plain + found.firm + found.partly + found.denials))


# --- sentences that have lost their negation ---------------------------------------------------------

_CONCORD = re.compile(
    r"\b(?:ни|никогда|ник(?:то|ого|ому|ем)|ничто|ничего|ничему|ничем|никак\w*|нигде|никуда|ничуть)\b",
    re.IGNORECASE,
)
_CONCORD_IDLE = re.compile(
    r"\b(?:ничего (?:общего|страшного|особенного|удивительного)|никто иной|ни при ч[её]м|как никогда|никак\w* связ\w+|"
    r"(?:что|как|где|кто|куда|сколько|чего|чем)\w* (?:бы )?(?:\w+ )?ни(?! од[ин]))\b",
    re.IGNORECASE,
)
_CONCORD_WORDS = re.compile(
    r"\b(?:не|нет|нельзя|без|незачем|некому|негде|нечего|нечем|некуда|вместо|(?:отсутств|невозможн|невидим|лиш[её]н|лиша)\w+)\b",
    re.IGNORECASE,
)
_SENTENCE_END = re.compile(r"[;:.!?«»\"“”]|(?<= )(?:а|но)(?= )|,(?= (?:и|что|чтобы|котор\w+) )")
_DO = re.compile(
    r"(?<![\w'])(?<!what )(?<!as )(?<!nor )(?<!so )(?:do|does|did) "
    r"(?!(?:not|you|we|they|I|he|she|it|so|the|this|that|these|those|your|our|my|his|its|their|an?|more|less|with|in|on|for|to|"
    r"about|no|as|what|when|if|and|or|is|are|some|any|most|many|much|people|at|by|best|well|better|just|even|after|before|"
    r"wonders|harm|good|business|nothing|something|everything|anything|all|every|both|exactly|who|research|work|things|but|"
    r"than|from|while|because|too|little|only|matters|perfectly|fine|used|was|were|has|have to|make)\b)[a-z]{2,}\b",
    re.IGNORECASE,
)
_YET = re.compile(
    r"\b(?:has|have|had|is|are|was|were) yet (?!to\b|another\b)[a-z]+|\bneed prove\b", re.IGNORECASE
)
_DENIED_BEFORE = re.compile(r"\b(?:no|not|never|none|nobody|nothing|neither|nor)\b[^.!?;]*$", re.IGNORECASE)
_HAN_LEFT = re.compile(
    r"毫(?:犹豫|动摇|保留|影响)|并那么|并代表|([是能会要该])\1(?!\1)|"
    r"尚完|绝[能会可应是要得宜]|决[能会可]|尚[清明知确足能可]|并(?:是|等于|意味|代表|一定|总是|适合|算|知道|太)|必可少|可或缺|容忽视"
)
_NOT_BUT = re.compile(r"(?:^|[。！？；])[^。！？；不非没无未别莫]*而是")


def lost_negation(text: str, language: str) -> Span | None:
    """Where a plain text is built for a word that denies and has none.

    Russian никто and ни want не in their sentence, English `does` before a verb is there for `not`
    (or to stress, which is rare), Chinese 而是 follows 不是.
    """
    if language == "ru":
        return _without_concord(text)
    if language == "en":
        found = None if "?" in text else _DO.search(text)
        yet = None if found else _YET.search(text)
        found = yet if yet and not _DENIED_BEFORE.search(text[: yet.start()]) else found
    else:
        found = _HAN_LEFT.search(text) or _NOT_BUT.search(text)
    return Span(*found.span()) if found else None


def _without_concord(text: str) -> Span | None:
    if not _CONCORD.search(text):
        return None
    start = 0
    for end in [*(m.start() for m in _SENTENCE_END.finditer(text)), len(text)]:
        sentence = text[start:end]
        idle = _spans(_CONCORD_IDLE, sentence, ())
        found = _spans(_CONCORD, sentence, idle)
        if found and not _CONCORD_WORDS.search(sentence):
            return Span(start + found[0].start, start + found[0].end)
        start = end
    return None
