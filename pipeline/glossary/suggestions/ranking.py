"""From occurrences to a list of candidates, the best first.

As in the C-value of Frantzi, Ananiadou and Mima (2000), longer phrases weigh more, and one within a longer
one counts only where it stands by itself: `клубочковая фильтрация` is none where it is always the end of
`скорость клубочковой фильтрации`.
"""

from __future__ import annotations

import csv
import io
import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from pipeline.glossary.csv_terms import columns, safe_cell
from pipeline.glossary.labels import write_texts
from pipeline.glossary.suggestions.base import ACRONYM, Occurrence, Passage
from pipeline.glossary.suggestions.chinese import chinese
from pipeline.glossary.suggestions.latin import acronyms, english
from pipeline.glossary.suggestions.russian import russian
from pipeline.languages import LANGUAGES
from pipeline.model import Span

EXAMPLES = 2
CONTEXT = 40
"""Characters of an example on each side."""
_FINDERS = {"en": english, "ru": russian, "zh": chinese}


@dataclass(frozen=True, slots=True)
class Candidate:
    """What may be a term."""

    text: str
    language: str
    kind: str
    count: int
    articles: tuple[str, ...]
    examples: tuple[str, ...]
    score: float

    def as_json(self) -> dict[str, Any]:
        return asdict(self)


def suggest(passages: Sequence[Passage], least: int = 2) -> list[Candidate]:
    """Candidates that occur `least` times or more by themselves, by language, the best first."""
    found: list[Candidate] = []
    for language in LANGUAGES:
        own = [passage for passage in passages if passage.language == language]
        occurrences = [one for passage in own for one in acronyms(passage)]
        found += _ranked([*occurrences, *_FINDERS[language](own)], least)
    return sorted(found, key=lambda c: (LANGUAGES.index(c.language), -c.score, c.text))


def _ranked(occurrences: Iterable[Occurrence], least: int) -> list[Candidate]:
    groups: dict[tuple[str, ...], list[Occurrence]] = defaultdict(list)
    for one in occurrences:
        groups[one.key].append(one)
    made: list[Candidate] = []
    taken: dict[int, list[Span]] = defaultdict(list)
    for key, group in sorted(groups.items(), key=lambda item: (-len(item[0]), -len(item[1]), item[0])):
        alone = [one for one in group if not any(_is_inside(one.span, s) for s in taken[id(one.passage)])]
        everyday = group[0].passage.language == "zh" and len(key) == 2
        if len(alone) >= least + everyday:
            # Single words count like two. Two Chinese characters are an everyday word more often than not.
            weight = math.log2(max(2, len(key))) / (2 if everyday else 1)
            made.append(_candidate(alone, round(len(alone) * weight, 2)))
            for one in alone:
                taken[id(one.passage)].append(one.span)
    return made


def _is_inside(inner: Span, outer: Span) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end


def _candidate(group: Sequence[Occurrence], score: float) -> Candidate:
    language = group[0].passage.language
    articles = tuple(dict.fromkeys(one.passage.article for one in group))
    examples = tuple(dict.fromkeys(_example(one) for one in group))[:EXAMPLES]
    # Where a sentence begins, a phrase has a capital and looks like a name.
    within = [one for one in group if one.span.start] or group
    kind = Counter(one.kind for one in within).most_common(1)[0][0]
    singular = [one for one in within if not one.plural] or [one for one in group if not one.plural] or within
    texts = Counter(one.text for one in singular)
    return Candidate(texts.most_common(1)[0][0], language, kind, len(group), articles, examples, score)


def _example(one: Occurrence) -> str:
    text, span = one.passage.text, one.span
    first, last = max(0, span.start - CONTEXT), min(len(text), span.end + CONTEXT)
    if first and one.passage.language != "zh":
        first = text.find(" ", first, span.start) + 1 or span.start
    if last < len(text) and one.passage.language != "zh":
        last = text.rfind(" ", span.end, last)
        last = last if last > 0 else span.end
    shown = " ".join(text[first:last].split())
    return f"{'… ' if first else ''}{shown}{' …' if last < len(text) else ''}"


def rows(candidates: Iterable[Candidate]) -> str:
    """Candidates as rows of a term base, ready to be pasted into one; the missing languages are left to a person."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(columns())
    by_text: dict[str, list[Candidate]] = defaultdict(list)
    for candidate in candidates:
        # An acronym that several languages use is one concept.
        shared = candidate.text if candidate.kind == ACRONYM else f"{candidate.language} {candidate.text}"
        by_text[shared].append(candidate)
    for group in by_text.values():
        cells = {"id": _slug(group[0].text), "policy": "translate", "note": _note(group)}
        cells |= {candidate.language: write_texts([candidate.text]) for candidate in group}
        writer.writerow([safe_cell(cells.get(name, "")) for name in columns()])
    return text.getvalue()


def _slug(text: str) -> str:
    return re.sub(r"[^\w]+", "-", text.lower()).strip("-")


def _note(group: Sequence[Candidate]) -> str:
    count = sum(candidate.count for candidate in group)
    articles = dict.fromkeys(name for candidate in group for name in candidate.articles)
    return f"{count} × in {', '.join(articles)}: {group[0].examples[0]}"
