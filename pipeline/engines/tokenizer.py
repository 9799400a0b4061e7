"""Text to pieces and back, with the place of each piece in the text.

Packages come with SentencePiece or with Moses and BPE. The library's own decoding turns
underscores into spaces, so pieces are joined here.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Protocol

from pipeline.model import Span

_BYTE = re.compile(r"<0x([0-9A-F]{2})>")
_SPACE = "▁"


class Tokenizer(Protocol):
    def encode(self, text: str) -> tuple[list[str], list[Span]]:
        """Pieces, and the span of each in the text."""
        ...

    def decode(self, pieces: Sequence[str]) -> tuple[str, list[Span]]:
        """Text, and the span of each piece in it."""
        ...


def load_tokenizer(package: Path, source: str, target: str) -> Tokenizer:
    """The tokenizer of a package. Raises what the libraries raise for a damaged file."""
    if (package / "sentencepiece.model").is_file():
        return SentencePiece(package / "sentencepiece.model")
    return MosesBpe(package / "bpe.model", source, target)


class SentencePiece:
    def __init__(self, path: Path) -> None:
        import sentencepiece

        self.processor: Any = sentencepiece.SentencePieceProcessor(model_file=str(path))

    def encode(self, text: str) -> tuple[list[str], list[Span]]:
        pieces = list(self.processor.encode(text, out_type=str))
        return pieces, place_pieces(text, pieces)

    def decode(self, pieces: Sequence[str]) -> tuple[str, list[Span]]:
        return join_pieces(pieces)


def place_pieces(text: str, pieces: Sequence[str]) -> list[Span]:
    """Where pieces stand in the text that they were made of; near enough where it was normalised."""
    spans: list[Span] = []
    position = 0
    for piece in pieces:
        while position < len(text) and text[position].isspace():
            position += 1
        surface = piece.lstrip(_SPACE)
        if _BYTE.fullmatch(piece):
            end = min(len(text), position + 1)
            # A character of several bytes is several pieces: only the last one moves on.
            last = int(piece[3:5], 16) < 0x80 or _ends_character(text, position, spans)
            spans.append(Span(position, end))
            position = end if last else position
            continue
        place = _find(text, surface, position)
        spans.append(place)
        position = max(position, place.end)
    return spans


def _ends_character(text: str, position: int, spans: Sequence[Span]) -> bool:
    if position >= len(text):
        return True
    width = len(text[position].encode("utf-8", "surrogatepass"))
    before = 0
    for span in reversed(spans):
        if span.start != position or before >= width - 1:
            break
        before += 1
    return before + 1 >= width


def _find(text: str, surface: str, position: int) -> Span:
    if not surface:
        return Span(position, position)
    if text.startswith(surface, position):
        return Span(position, position + len(surface))
    # The text was normalised (NFKC): take characters until they make up the piece.
    end = position
    while end < len(text) and len(unicodedata.normalize("NFKC", text[position:end]).strip()) < len(surface):
        end += 1
    return Span(position, end)


def join_pieces(pieces: Sequence[str]) -> tuple[str, list[Span]]:
    """The text of SentencePiece pieces: `▁` is a space, `<0xE4>` a byte."""
    parts: list[str] = []
    spans: list[Span] = []
    length = 0
    pending: list[int] = []

    def flush() -> None:
        nonlocal length
        if pending:
            shown = bytes(pending).decode("utf-8", "ignore")
            for at in range(len(spans) - len(pending), len(spans)):
                spans[at] = Span(length, length + len(shown))
            parts.append(shown)
            length += len(shown)
            pending.clear()

    for piece in pieces:
        if found := _BYTE.fullmatch(piece):
            pending.append(int(found.group(1), 16))
            spans.append(Span(length, length))
            continue
        flush()
        shown = piece.replace(_SPACE, " ")
        if length == 0:
            shown = shown.lstrip(" ")
        spans.append(Span(length + len(shown) - len(shown.lstrip(" ")), length + len(shown)))
        parts.append(shown)
        length += len(shown)
    flush()
    return "".join(parts), spans


class MosesBpe:
    """Moses tokens cut by BPE, as older packages have it; places of pieces are not kept."""

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
        tokens = self.tokenizer.tokenize(self.normalizer.normalize(text))
        pieces = list(self.bpe.segment_tokens(tokens))
        return pieces, [Span(0, 0)] * len(pieces)

    def decode(self, pieces: Sequence[str]) -> tuple[str, list[Span]]:
        words = " ".join(pieces).replace("@@ ", "").split(" ")
        return str(self.detokenizer.detokenize(words)), [Span(0, 0)] * len(pieces)
