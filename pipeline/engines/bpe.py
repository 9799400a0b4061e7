"""Moses tokens cut by BPE, as older Argos packages have it, with the places of the pieces."""

from __future__ import annotations

import html
import re
from collections.abc import Sequence
from pathlib import Path

from pipeline.engines.tokenizer import clean
from pipeline.model import Span

_GLUE = "@@"


class MosesBpe:
    """See `pipeline.engines.tokenizer.Tokenizer`."""

    def __init__(self, path: Path, source: str, target: str) -> None:
        from argostranslate.apply_bpe import BPE
        from sacremoses.normalize import MosesPunctNormalizer
        from sacremoses.tokenize import MosesDetokenizer, MosesTokenizer

        self.normalizer = MosesPunctNormalizer(source)
        self.tokenizer = MosesTokenizer(source)
        self.detokenizer = MosesDetokenizer(target)
        with path.open(encoding="utf-8") as file:
            self.bpe = BPE(file)

    def encode(self, text: str) -> tuple[list[str], list[Span]]:
        tokens = self.tokenizer.tokenize(self.normalizer.normalize(clean(text)))
        pieces = [str(piece) for piece in self.bpe.segment_tokens(tokens) if piece]
        return pieces, place(text, pieces)

    def decode(self, pieces: Sequence[str]) -> tuple[str, list[Span]]:
        words = re.sub(r"@@( |$)", "", " ".join(pieces)).split(" ")
        text = str(self.detokenizer.detokenize([word for word in words if word]))
        return text, place(text, pieces)


def place(text: str, pieces: Sequence[str]) -> list[Span]:
    """Where pieces stand in a text that differs from them in spaces, and a little in punctuation.

    A word is sought from where the one before ended; one that is not there as it is (quotes that
    were normalised) takes as many characters as it has.
    """
    spans: list[Span] = []
    position = 0
    for word in _words(pieces):
        shown = [html.unescape(part) for part in _unescaped(word)]
        whole = "".join(shown)
        while position < len(text) and text[position].isspace():
            position += 1
        # Not further than a few characters: an equal word later on is another word.
        found = text.find(whole, position, position + len(whole) + 8)
        at = found if found >= 0 else position
        for part in shown:
            end = min(len(text), at + len(part))
            spans.append(Span(at, end))
            at = end
        position = at
    return spans


def _words(pieces: Sequence[str]) -> list[list[str]]:
    """Pieces of the same word together, without the marks that glue them."""
    words: list[list[str]] = [[]]
    for piece in pieces:
        glued = piece.endswith(_GLUE)
        words[-1].append(piece[: -len(_GLUE)] if glued else piece)
        if not glued:
            words.append([])
    return [word for word in words if word]


def _unescaped(word: list[str]) -> list[str]:
    """The pieces, with an entity of Moses (`&apos;`) that was cut put into the first of them."""
    whole = "".join(word)
    if "&" not in whole or "".join(html.unescape(part) for part in word) == html.unescape(whole):
        return word
    return [html.unescape(whole), *[""] * (len(word) - 1)]
