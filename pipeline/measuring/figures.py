"""What translations are worth beside human ones: scores and shares, from texts alone."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.checks.base import Subject
from pipeline.checks.registry import run_checks
from pipeline.engines.measured import Figures
from pipeline.errors import EngineError
from pipeline.glossary.matching import TermBase
from pipeline.languages import word_count
from pipeline.measuring.sets import Row
from pipeline.typography import Rules, typeset

_LENGTH = frozenset({"length"})
_REPEATED = frozenset({"loop", "doubled"})
_UNTRANSLATED = frozenset({"same-as-source", "untranslated", "script", "empty"})


def figures(
    rows: Sequence[Row],
    translations: Sequence[str],
    source: str,
    target: str,
    *,
    terms: TermBase | None = None,
    seconds: float = 0.0,
    seen: float = 0.0,
    at: float = 0.0,
) -> Figures:
    """The figures of translations of some rows, at least one; see `Figures` for their meaning.

    Raises EngineError (`library-missing`) without sacrebleu.
    """
    found = [_checks(row, text, source, target) for row, text in zip(rows, translations, strict=True)]
    chrf, bleu = scores(translations, [row.reference for row in rows], target)
    words = sum(word_count(row.text, source) for row in rows)

    def share(checks: frozenset[str]) -> float:
        return sum(bool(checks & told) for told in found) / len(rows)

    return Figures(
        rows=len(rows),
        chrf=chrf,
        bleu=bleu,
        length=share(_LENGTH),
        half_width=sum(has_half_width(text, target) for text in translations) / len(rows),
        repeated=share(_REPEATED),
        untranslated=share(_UNTRANSLATED),
        speed=words / seconds if seconds else 0.0,
        seen=seen,
        terms=term_success(rows, translations, source, target, terms) if terms else -1.0,
        at=at,
    )


def scores(translations: Sequence[str], references: Sequence[str], target: str) -> tuple[float, float]:
    """chrF (character 6-grams) and BLEU, 0 to 100. Raises EngineError (`library-missing`)."""
    try:
        from sacrebleu.metrics.bleu import BLEU
        from sacrebleu.metrics.chrf import CHRF
    except ImportError as error:
        raise EngineError(
            "library-missing",
            f"Packages are measured with sacrebleu, which cannot be used here: {error}.",
            advice="Install what termlock's requirements.txt names, or: pip install sacrebleu",
        ) from error
    bleu = BLEU(tokenize="zh" if target == "zh" else "13a")
    texts, humans = list(translations), [list(references)]
    return float(CHRF().corpus_score(texts, humans).score), float(bleu.corpus_score(texts, humans).score)


def _checks(row: Row, translation: str, source: str, target: str) -> frozenset[str]:
    """Ids of what the checks find, the same that drafts are judged by."""
    if not translation.strip():
        return _UNTRANSLATED | _LENGTH
    subject = Subject(source, target, row.text, translation, row.text, translation, machine=True)
    return frozenset(finding.check for finding in run_checks(subject))


def has_half_width(text: str, language: str) -> bool:
    """Whether a Chinese text has marks that typography would make full-width."""
    return language == "zh" and typeset(text, "zh", Rules(zh_spaces=False)) != text


def term_success(
    rows: Sequence[Row], translations: Sequence[str], source: str, target: str, terms: TermBase
) -> float:
    """Share of the terms in the source texts, each concept once a row, that stand in an approved form.

    Under 0 if there is no term.
    """
    asked = missed = 0
    for row, translation in zip(rows, translations, strict=True):
        matches = tuple(m for m in terms.find(row.text, source) if terms.approved(m, target))
        asked += len({match.concept for match in matches})
        missed += len({match.concept for match in terms.missing(matches, target, translation, whole=True)})
    return 1 - missed / asked if asked else -1.0
