"""The words of a term with all forms under which a text may hold them."""

from __future__ import annotations

from pipeline.glossary import russian_terms
from pipeline.glossary.concepts import Form
from pipeline.glossary.tokens import TO_CYRILLIC, TO_LATIN, Words
from pipeline.grammar import english
from pipeline.grammar.features import ALIKE, KNOWN, Inflected, unchanging

_ALIKE_CYRILLIC = frozenset("АВЕКМНОРСТХУ")
_ALIKE_LATIN = frozenset("ABEKMHOPCTYX")


def inflected(words: Words, form: Form, language: str) -> list[Inflected]:
    """The words of a form in all their inflections, spellings and look-alikes, in their order."""
    written = [words.written(i) for i in range(len(words))]
    if language == "ru":
        joined = [words.before(i + 1) == "-" for i in range(len(words) - 1)] + [False]
        made = russian_terms.inflected(words.folded, written, joined, form)
    elif language == "en":
        made = [english.inflected(word, form.pos) for word in words.folded]
    else:
        made = [unchanging(word) for word in words.folded]
    return [
        _with_lookalike(word, text, language, len(made)) for word, text in zip(made, written, strict=True)
    ]


def _with_lookalike(word: Inflected, written: str, language: str, count: int) -> Inflected:
    """The word, also as it looks in letters of the other alphabet (`К` for the `K` of `K2`).

    Not for a Russian text's word that stands alone: `РАН` is the Academy, and `PAH` a hypertension.
    """
    if language == "ru" and count == 1:
        return word
    if set(written) <= _ALIKE_LATIN:
        table = TO_CYRILLIC
    elif set(written) <= _ALIKE_CYRILLIC and language == "ru":
        table = TO_LATIN
    else:
        return word
    alike = {form.translate(table): reading & ~KNOWN | ALIKE for form, reading in word.forms.items()}
    return Inflected(f"{word.key}~", {**word.forms, **alike}, word.cases, word.agrees, word.head)
