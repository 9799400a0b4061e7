"""Texts that are nearly the same, by an inverted index over their words.

    words          which texts hold a word (FTS5, no positions)
    frequency      how many texts hold it

A text is compared with those that share its rarest words; the rarer a word, the more it counts.
"""

from __future__ import annotations

import heapq
import math
import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from pipeline.languages import LANGUAGES
from pipeline.memory.lookup import match_of, of_text, select
from pipeline.memory.units import Match, rank, text_hash
from pipeline.memory.words import index_terms, tokens

POSTINGS = 1_500
"""Texts that are looked at for their words, about; the rarest words come first."""
AT_LEAST = 3
"""Words that are looked for in any case."""
CANDIDATES = 40
"""Texts that are compared word by word."""


def terms_of(words: Sequence[str], language: str) -> list[str]:
    """Under what a text is put into the index: its words as ASCII, apart from those of other languages."""
    return [f"{language}{text_hash(term) >> 23:010x}" for term in index_terms(words, language)]


def fuzzy(db: sqlite3.Connection, source: str, target: str, text: str, least: int, limit: int) -> list[Match]:
    """Units with nearly this text, the nearest first; `least`: percent, 1 to 99."""
    from rapidfuzz.distance import Indel

    wanted = tokens(text, source)
    best: list[tuple[float, int]] = []
    for identity, candidate, size in _candidates(db, wanted, source):
        low, high = sorted((size, len(wanted)))
        if not high or 200 * low < least * (low + high) or candidate == text:
            continue
        found = tokens(candidate, source)
        likeness = Indel.normalized_similarity(wanted, found, score_cutoff=least / 100)
        if likeness:
            best.append((likeness, identity))
    matches: list[Match] = []
    for likeness, identity in sorted(best, reverse=True):
        matches += of_text(db, identity, target, min(99, int(likeness * 100)))
        if len(matches) >= limit:
            break
    return sorted(matches, key=rank)[:limit]


def _candidates(
    db: sqlite3.Connection, wanted: Sequence[str], language: str
) -> Iterable[tuple[int, str, int]]:
    """Texts that share rare words with the one that is looked for."""
    scores: dict[int, float] = {}
    looked = 0
    for number, (count, term) in enumerate(_by_rarity(db, terms_of(wanted, language))):
        if number >= AT_LEAST and looked + count > POSTINGS:
            break
        weight = 1 / math.log(2 + count)
        query = "SELECT rowid FROM words WHERE words MATCH ? LIMIT ?"
        for (identity,) in db.execute(query, (term, POSTINGS)).fetchall():
            scores[identity] = scores.get(identity, 0.0) + weight
        looked += min(count, POSTINGS)
    nearest = heapq.nsmallest(CANDIDATES, scores, key=lambda identity: (-scores[identity], identity))
    marks = ",".join("?" * len(nearest))
    return db.execute(f"SELECT id, text, size FROM texts WHERE id IN ({marks})", nearest).fetchall()


def _by_rarity(db: sqlite3.Connection, terms: Sequence[str]) -> list[tuple[int, str]]:
    marks = ",".join("?" * len(terms))
    rows = db.execute(f"SELECT texts, term FROM frequency WHERE term IN ({marks})", terms)
    return sorted(rows.fetchall())


def add_words(db: sqlite3.Connection, indexed: Iterable[tuple[int, Sequence[str]]]) -> None:
    """Put texts, by their numbers, into the index under their terms."""
    counts: Counter[str] = Counter()
    rows = []
    for identity, terms in indexed:
        counts.update(terms)
        rows.append((identity, " ".join(terms)))
    db.executemany("INSERT INTO words(rowid, terms) VALUES (?, ?)", rows)
    _count(db, counts)


def _count(db: sqlite3.Connection, counts: Mapping[str, int]) -> None:
    db.executemany(
        "INSERT INTO frequency(term, texts) VALUES (?1, ?2) ON CONFLICT(term) DO UPDATE SET texts = texts + ?2",
        sorted(counts.items()),
    )


def search(db: sqlite3.Connection, text: str, limit: int) -> Iterator[Match]:
    """Units one of whose sides holds all words of a text, in any language, in the direction of the unit."""
    for language in LANGUAGES:
        terms = terms_of(tokens(text, language), language)
        if terms:
            query = "SELECT rowid FROM words WHERE words MATCH ? ORDER BY rowid DESC LIMIT ?"
            for (identity,) in db.execute(query, (" AND ".join(terms), limit)).fetchall():
                for column in ("source", "target"):
                    rows = db.execute(f"{select()} WHERE p.{column} = ?", (identity,))
                    yield from (match_of(row, 100) for row in rows)
