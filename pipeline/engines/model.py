"""One CTranslate2 model with its tokenizer: distinct texts in, hypotheses out."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from pipeline.engines.packages import InstalledPackage, damaged
from pipeline.engines.tokenizer import Tokenizer, load_tokenizer
from pipeline.errors import EngineError
from pipeline.model import Hypothesis, Link, Span
from pipeline.settings import EngineSettings

CHUNK = 256
"""Texts given to CTranslate2 in one call: progress is told in between, and memory is bounded."""
BATCH_TOKENS = 2048
LONGEST = 200
"""Pieces of a text that is translated in one go; a longer one is cut at clauses."""
_CLAUSE = re.compile(r"(?<=[,;:，、；：。！？.!?])\s*|\s+(?=[—–(（])")


@dataclass(slots=True)
class _Part:
    """A text, or a stretch of a long one, as pieces."""

    text: int
    """Index of the text."""
    offset: int
    pieces: list[str]
    spans: list[Span]


def load_model(package: InstalledPackage, settings: EngineSettings) -> Model:
    """Load a package's weights and tokenizer. Raises EngineError (`package-damaged`)."""
    import ctranslate2

    try:
        # The translator brackets what it is given as its config.json says (BOS, EOS).
        inter, intra = _threads(settings)
        translator = ctranslate2.Translator(
            str(package.model),
            device="cpu",
            compute_type=settings.compute_type,
            inter_threads=inter,
            intra_threads=intra,
        )
        tokenizer = load_tokenizer(package.path, package.source, package.target)
    except Exception as error:  # the libraries raise RuntimeError, ValueError, OSError for broken files
        raise damaged(package.path, f"{type(error).__name__}: {error}") from error
    return Model(translator, tokenizer, settings, package)


def _threads(settings: EngineSettings) -> tuple[int, int]:
    """Many small beat few large: one batch a core, each with one thread."""
    cores = os.cpu_count() or 1
    inter = settings.inter_threads or max(1, min(cores, 8))
    return inter, settings.intra_threads or max(1, cores // inter)


class Model:
    def __init__(
        self, translator: Any, tokenizer: Tokenizer, settings: EngineSettings, package: InstalledPackage
    ) -> None:
        self.translator = translator
        self.tokenizer = tokenizer
        self.settings = settings
        self.limit = min(LONGEST, package.position_limit - 8) if package.position_limit else LONGEST

    def check(self, package: InstalledPackage) -> None:
        """An unknown prefix token silently becomes `<unk>`, and the output is in any language."""
        prefix = package.target_prefix
        if not prefix:
            return
        pieces, _ = self.tokenizer.encode(prefix)
        if [p for p in pieces if p != "▁"] != [prefix]:
            raise damaged(package.path, f"its target prefix {prefix} is not in its vocabulary")

    def translate(
        self, texts: Sequence[str], package: InstalledPackage, hypotheses: int
    ) -> Iterator[tuple[str, tuple[Hypothesis, ...]]]:
        """Hypotheses of each text, short texts first. Raises EngineError when memory does not suffice."""
        parts = [part for index, text in enumerate(texts) for part in self._parts(index, text)]
        left = dict.fromkeys(range(len(texts)), 0)
        for part in parts:
            left[part.text] += 1
        results: dict[int, list[tuple[_Part, tuple[Hypothesis, ...]]]] = {index: [] for index in left}
        for index, count in left.items():
            if not count:
                yield texts[index], (Hypothesis("", 0.0),)
        parts.sort(key=lambda part: len(part.pieces))
        for begin in range(0, len(parts), CHUNK):
            chunk = parts[begin : begin + CHUNK]
            for part, found in zip(chunk, self._batch(chunk, package, hypotheses, BATCH_TOKENS), strict=True):
                results[part.text].append((part, found))
                left[part.text] -= 1
                if not left[part.text]:
                    yield texts[part.text], _joined(results.pop(part.text), package.target)

    def _parts(self, index: int, text: str) -> Iterator[_Part]:
        for offset, stretch in self._stretches(text):
            pieces, spans = self.tokenizer.encode(stretch)
            if pieces:
                yield _Part(index, offset, pieces, [Span(s.start + offset, s.end + offset) for s in spans])

    def _stretches(self, text: str) -> Iterator[tuple[int, str]]:
        """The text whole, or cut at clauses, at spaces, at last anywhere, so that the model takes each part."""
        if len(text) <= self.limit // 2 or len(self.tokenizer.encode(text)[0]) <= self.limit:
            yield 0, text
            return
        start = 0
        while start < len(text):
            end = self._furthest(text, start)
            yield start, text[start:end]
            start = end

    def _furthest(self, text: str, start: int) -> int:
        # A piece may be a byte: four pieces a character at worst.
        size = self.limit * 6
        while (
            size > self.limit // 4 and len(self.tokenizer.encode(text[start : start + size])[0]) > self.limit
        ):
            size = size * 3 // 4
        if start + size >= len(text):
            return len(text)
        window = text[start : start + size]
        cuts = [found.end() for found in _CLAUSE.finditer(window) if found.end() > size // 3]
        if not cuts:
            cuts = [found.end() for found in re.finditer(r"\s+", window) if found.end() > size // 3]
        return start + (cuts[-1] if cuts else len(window))

    def _batch(
        self, parts: Sequence[_Part], package: InstalledPackage, hypotheses: int, tokens: int
    ) -> list[tuple[Hypothesis, ...]]:
        longest = max(len(part.pieces) for part in parts)
        bound = min(longest * 3 + 24, self.limit + 40)
        prefix = [package.target_prefix] if package.target_prefix else []
        try:
            results = self.translator.translate_batch(
                [part.pieces for part in parts],
                target_prefix=[prefix] * len(parts) if prefix else None,
                beam_size=max(1, self.settings.beam_size),
                num_hypotheses=max(1, min(hypotheses, self.settings.beam_size)),
                return_scores=True,
                return_attention=True,
                max_batch_size=tokens,
                batch_type="tokens",
                max_decoding_length=bound,
                max_input_length=0,
                replace_unknowns=False,
            )
        except (RuntimeError, MemoryError) as error:
            if len(parts) > 1:
                half = len(parts) // 2
                return self._batch(parts[:half], package, hypotheses, max(64, tokens // 2)) + self._batch(
                    parts[half:], package, hypotheses, max(64, tokens // 2)
                )
            raise EngineError(
                "engine-failed", f"The engine failed: {error}.", path=str(package.path)
            ) from error
        return [
            tuple(
                self._hypothesis(part, list(pieces), score, attention, len(prefix), bound)
                for pieces, score, attention in zip(
                    result.hypotheses, result.scores, result.attention, strict=True
                )
            )
            for part, result in zip(parts, results, strict=True)
        ]

    def _hypothesis(
        self, part: _Part, pieces: list[str], score: float, attention: Any, skip: int, bound: int
    ) -> Hypothesis:
        truncated = len(pieces) >= bound
        pieces, rows = pieces[skip:], attention[skip:]
        sources = [_strongest(row, part.spans) for row in rows]
        for at, piece in enumerate(pieces):
            if piece == "<unk>" and at < len(sources):
                pieces[at] = part.pieces[part.spans.index(sources[at])]
        text, spans = self.tokenizer.decode(pieces)
        links = tuple(
            Link(source, target)
            for source, target in zip(sources, spans, strict=False)
            if source.start < source.end and target.start < target.end
        )
        return Hypothesis(text.strip(), float(score), links, truncated)


def _strongest(row: Sequence[float], spans: Sequence[Span]) -> Span:
    best = max(range(min(len(row), len(spans))), key=lambda i: row[i])
    return spans[best]


def _joined(parts: list[tuple[_Part, tuple[Hypothesis, ...]]], target: str) -> tuple[Hypothesis, ...]:
    """Hypotheses of a whole text; the parts of a long one are joined, best with best."""
    if len(parts) == 1:
        return parts[0][1]
    parts.sort(key=lambda item: item[0].offset)
    space = "" if target == "zh" else " "
    made = []
    for rank in range(min(len(found) for _, found in parts)):
        text, links, score = "", [], 0.0
        for _, found in parts:
            start = len(text) + (len(space) if text else 0)
            text = f"{text}{space}{found[rank].text}" if text else found[rank].text
            links += [
                Link(k.source, Span(k.target.start + start, k.target.end + start)) for k in found[rank].links
            ]
            score += found[rank].score / len(parts)
        made.append(Hypothesis(text, score, tuple(links), any(found[rank].truncated for _, found in parts)))
    return tuple(made)
