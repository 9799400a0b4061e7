"""Text to pieces and back, with the place of each piece in the text.

Packages come with SentencePiece or with Moses and BPE. argostranslate's own decoding turns
underscores into spaces, so pieces are joined here.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Protocol

from pipeline.engines.reading import InstalledPackage
from pipeline.model import Span

_BYTE = re.compile(r"<0x([0-9A-F]{2})>")
_SPACE = "▁"
_TOKEN = re.compile(r">>(\w+)<<")


class Tokenizer(Protocol):
    def encode(self, text: str) -> tuple[list[str], list[Span]]:
        """Pieces, and the span of each in the text."""
        ...

    def decode(self, pieces: Sequence[str]) -> tuple[str, list[Span]]:
        """Text, and the span of each piece in it."""
        ...


def load_tokenizer(package: InstalledPackage) -> Tokenizer:
    """The tokenizer of a package. Raises what the libraries raise for a damaged file."""
    if package.tokenizer == "sentencepiece":
        return SentencePiece(package.tokenizer_file)
    from pipeline.engines.bpe import MosesBpe

    return MosesBpe(package.tokenizer_file, package.source, package.target)


def clean(text: str) -> str:
    """What a model is shown of a text: of the same length, so that places stay.

    White space of all kinds and control characters are spaces, lone surrogates (which the
    libraries refuse) are U+FFFD, and `>>ru<<`, a command to many models, is broken up.
    """
    shown = "".join(_clean_character(c) for c in text) if not text.isprintable() else text
    return _TOKEN.sub(r"> \1 <", shown) if ">>" in shown else shown


def _clean_character(character: str) -> str:
    if character.isprintable():
        return character
    code = ord(character)
    if character.isspace() or code < 0x20 or 0x7F <= code < 0xA0:
        return " "
    return "\ufffd" if 0xD800 <= code < 0xE000 else character


class SentencePiece:
    def __init__(self, path: Path) -> None:
        import sentencepiece

        self.processor: Any = sentencepiece.SentencePieceProcessor(model_file=str(path))

    def encode(self, text: str) -> tuple[list[str], list[Span]]:
        found = self.processor.encode(clean(text), return_type="offset_mapping")
        return list(found["pieces"]), settle_spans(text, found["offsets"])

    def decode(self, pieces: Sequence[str]) -> tuple[str, list[Span]]:
        return join_pieces(pieces)


def settle_spans(text: str, offsets: Sequence[tuple[int, int]]) -> list[Span]:
    """Spans without the white space around them, none empty where there is anything to stand for.

    SentencePiece gives an empty span to a lone `▁`, to all bytes of a character but the last, and
    to all but the last piece of a character that it normalised (`½`): they stand for what follows.
    """
    spans: list[Span] = []
    after = Span(len(text), len(text))
    for start, end in reversed(offsets):
        while start < end and text[start].isspace():
            start += 1
        while start < end and text[end - 1].isspace():
            end -= 1
        if start < end:
            after = Span(start, end)
        spans.append(after)
    spans.reverse()
    # The last ones have nothing behind them: they stand for what is before.
    before = next((span for span in reversed(spans) if span.start < span.end), Span(0, 0))
    return [span if span.start < span.end else before for span in spans]


def join_pieces(pieces: Sequence[str]) -> tuple[str, list[Span]]:
    """The text of SentencePiece pieces: `▁` is a space, `<0xE4>` a byte; no white space at its ends.

    A character made of several bytes is the span of each of them; spaces belong to no span.
    """
    parts: list[str] = []
    spans: list[Span] = []
    length = 0
    pending = bytearray()

    def flush() -> None:
        nonlocal length
        if not pending:
            return
        shown = pending.decode("utf-8", "ignore")
        spans[-len(pending) :] = _byte_spans(bytes(pending), length, len(shown))
        parts.append(shown)
        length += len(shown)
        pending.clear()

    for piece in pieces:
        if piece.startswith("<0x") and (found := _BYTE.fullmatch(piece)):
            pending.append(int(found.group(1), 16))
            spans.append(Span(length, length))
            continue
        if pending:
            flush()
        shown = piece.replace(_SPACE, " ")
        shown = shown if length else shown.lstrip(" ")
        spans.append(Span(length + len(shown) - len(shown.lstrip(" ")), length + len(shown)))
        parts.append(shown)
        length += len(shown)
    flush()
    whole = "".join(parts)
    text = whole.strip()  # bytes may be white space too
    if len(text) == len(whole):
        return text, spans
    first = len(whole) - len(whole.lstrip())

    def inside(place: int) -> int:
        return max(0, min(place - first, len(text)))

    return text, [Span(inside(s.start), inside(s.end)) for s in spans]


def _byte_spans(data: bytes, start: int, length: int) -> list[Span]:
    """The character that each byte belongs to; broken characters were dropped and have no place."""
    spans: list[Span] = []
    position = start
    while len(spans) < len(data):
        at = len(spans)
        for width in (1, 2, 3, 4):
            try:
                data[at : at + width].decode("utf-8")
            except UnicodeDecodeError:
                continue
            if at + width > len(data):
                continue
            spans += [Span(position, position + 1)] * width
            position += 1
            break
        else:
            spans.append(Span(position, position))
    return [Span(min(s.start, start + length), min(s.end, start + length)) for s in spans]
