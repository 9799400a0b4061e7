"""Bytes to text and back: BOM, declared charset, UTF-8, detection."""

from __future__ import annotations

import codecs
import re

from pipeline.errors import ArticleError

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_MAGIC = (
    b"\x89PNG",
    b"GIF8",
    b"\xff\xd8\xff",
    b"%PDF",
    b"PK\x03\x04",
    b"\x1f\x8b",
    b"RIFF",
    b"\x7fELF",
    b"\xd0\xcf\x11\xe0",
)
_DECLARED = re.compile(
    rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]+)|<\?xml[^>]{0,100}?encoding\s*=\s*["']([\w.:-]+)""",
    re.I,
)
_LARGER = {
    **dict.fromkeys(("gb2312", "gbk", "x-gbk", "gb_2312-80"), ("gb18030",)),
    **dict.fromkeys(("big5", "big5-hkscs", "x-x-big5"), ("big5hkscs", "cp950")),
    **dict.fromkeys(("iso-8859-1", "latin1", "us-ascii", "ascii"), ("cp1252",)),
    **dict.fromkeys(("utf-16", "utf-16le", "utf-16be", "utf8", "unicode"), ("utf-8",)),
}
"""What browsers read in place of a declared charset (WHATWG Encoding Standard)."""
_DETECTABLE = ("utf_8", "cp1251", "koi8_r", "gb18030", "big5", "cp866")


def decode(data: bytes, path: str = "", *, declares: bool = True) -> tuple[str, str]:
    """The text of a file and the codec that turns it back into the same bytes; a BOM stays in the text.

    Tried in order: byte order mark, the charset that HTML or XML declares (`declares`: whether the file's format can),
    UTF-8, English with the quotation marks of Windows, detection among the encodings of Russian and Chinese.
    Raises ArticleError.
    """
    for bom, codec in _BOMS:
        if data.startswith(bom):
            return _strictly(data, codec, path), codec
    if data.startswith(_MAGIC) or b"\0" in data[:65536]:
        raise ArticleError(
            "binary-file",
            "The file is no text.",
            path=path,
            advice="Save the article as .txt, .md or .html, or move the file out of the source folder.",
        )
    for codec in _declared(data) if declares else ():
        if (text := _exact(data, codec)) is not None:
            return text, codec
    if (text := _exact(data, "utf-8")) is not None:
        return text, "utf-8"
    if (text := _exact(data, "cp1252")) is not None and _is_english(text):
        return text, "cp1252"
    return _detect(data, path)


def _declared(data: bytes) -> list[str]:
    """Codecs for the charset that a page declares, as browsers take it: the larger one of a family first."""
    found = _DECLARED.search(data[:4096])
    if not found:
        return []
    name = (found.group(1) or found.group(2)).decode("ascii", "replace").lower()
    codecs_of = []
    for known in (*_LARGER.get(name, ()), name):
        try:
            codecs_of.append(codecs.lookup(known).name)
        except LookupError:
            continue
    return codecs_of


def _exact(data: bytes, codec: str) -> str | None:
    """The text, if it goes back to the same bytes."""
    try:
        text = data.decode(codec)
        return text if text.encode(codec) == data else None
    except (UnicodeError, LookupError):
        return None


def _strictly(data: bytes, codec: str, path: str) -> str:
    text = _exact(data, codec)
    if text is None:
        raise _undecodable(data, codec, path)
    return text


def _detect(data: bytes, path: str) -> tuple[str, str]:
    from charset_normalizer import from_bytes

    for match in from_bytes(data[:200_000], cp_isolation=list(_DETECTABLE)):
        text = _exact(data, match.encoding)
        if text is not None and _is_text(text, match.encoding):
            return text, match.encoding
    raise _undecodable(data, "utf-8", path)


_TYPOGRAPHIC = re.compile(r"[‘’“”–—…•°±²³µ·×½¼¾£€®™©\u00a0]|(?<![à-ÿ])[àáâäåçèéêëíîïñóôöúûü](?![à-ÿ])")


def _is_english(text: str) -> bool:
    """Whether all that is not ASCII are typographic marks and a few single accented letters (`naïve`)."""
    foreign = [c for c in text if not c.isascii()]
    return len(foreign) <= 0.15 * len(text) and len(foreign) == len(_TYPOGRAPHIC.findall(text))


_EXPECTED = re.compile(r"[А-Яа-яЁё\u3000-\u303f\u3400-\u9fff\uff00-\uffef«»„“”‘’—–…№°·×±²³µ€©\u00a0]")
_LETTERS = re.compile(r"[А-Яа-яЁё\u3400-\u9fff]")


def _is_text(text: str, codec: str) -> bool:
    """Whether what a codec made of the bytes is Russian or Chinese: detection guesses boldly.

    Nearly all that is not ASCII is a letter or mark of these languages, and capitals do not
    stand inside words, as they do when one Cyrillic encoding is read as another.
    """
    sample = text[:50_000]
    foreign = sum(1 for c in sample if not c.isascii())
    expected = len(_EXPECTED.findall(sample))
    letters = len(_LETTERS.findall(sample))
    inverted = len(re.findall(r"[а-яё][А-ЯЁ]", sample))
    # A few words of Russian are words in more than one encoding.
    least = 8 if codec in ("utf_8", "gb18030", "big5") else 30
    return letters >= least and expected >= 0.95 * foreign and inverted <= 0.02 * letters


def _undecodable(data: bytes, codec: str, path: str) -> ArticleError:
    try:
        data.decode(codec)
        place = 0
    except UnicodeDecodeError as error:
        place = error.start
    return ArticleError(
        "undecodable",
        f"Byte {place} cannot be read as text in any known encoding.",
        path=path,
        line=data.count(b"\n", 0, place) + 1,
        advice="Save the file in UTF-8.",
    )
