"""Where a word stands that may turn what is said into its opposite."""

from __future__ import annotations

import re

from pipeline.model import Span
from pipeline.statements.negations import Negations

_BORDER = re.compile(
    r"[.,:](?!\d)|[;!?，。；：！？—]|\b(?:and|but|и|но|а)\b|但是?|而且|并且?|(?<=[一-鿿])而(?=[一-鿿])",
    re.IGNORECASE,
)


def clause(text: str, span: Span) -> Span:
    """The part of a sentence, between commas or before and behind an `and`, in which `span` stands."""
    start = max((m.end() for m in _BORDER.finditer(text) if m.end() <= span.start), default=0)
    end = min((m.start() for m in _BORDER.finditer(text) if m.start() >= span.end), default=len(text))
    return Span(start, end)


def is_denied(text: str, word: re.Match[str], negations: Negations) -> bool:
    """Whether something denies in the clause of a word, besides the word (`unsafe`) and its parts."""
    start, end = clause(text, Span(*word.span()))
    spans = negations.plain + negations.firm + negations.partly + negations.denials
    return any(start < s.end and s.start < end and not _is_own(s, Span(*word.span())) for s in spans)


def _is_own(denial: Span, word: Span) -> bool:
    """Whether a denial is a word, or a part of it: 不 in 不安全, `insufficient`; not 没有 before 有活性."""
    return (word.start <= denial.start and denial.end <= word.end) or (
        denial.start <= word.start and word.end <= denial.end
    )
