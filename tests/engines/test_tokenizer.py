"""Pieces and their places, exact on both sides."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.engines.bpe import MosesBpe, place
from pipeline.engines.tokenizer import SentencePiece, clean, join_pieces, settle_spans
from pipeline.model import Span
from tests.engines.tiny import BPE_CODES, SENTENCES

STARTER = Path(__file__).parents[2] / "pipeline" / "engines" / "starter" / "sentencepiece.model"
ANY_TEXT = st.text(max_size=60)


@pytest.fixture(scope="module")
def pieces() -> SentencePiece:
    return SentencePiece(STARTER)


@pytest.mark.parametrize(
    "text", [*SENTENCES, "A_B __init__", "Ёлка, ещё", "维生素 K₂", "😀 и 👩‍🔬", "a\u00a0b"]
)
def test_pieces_stand_where_their_letters_are(pieces: SentencePiece, text: str) -> None:
    """Every visible character belongs to a piece, in order."""
    found, spans = pieces.encode(text)
    assert len(found) == len(spans)
    assert spans == sorted(spans)
    covered = {at for span in spans for at in range(span.start, span.end)}
    hidden = {"\u200d", "\u00a0", " "}
    assert {at for at, c in enumerate(text) if c not in hidden} <= covered


def test_a_word_is_where_it_stands(pieces: SentencePiece) -> None:
    """White space of any kind around it belongs to no piece; a lone `▁` stands for the word behind it."""
    text = "  Витамин\tK2  и кальций"
    found, spans = pieces.encode(text)
    shown = [(p.strip("▁"), text[s.start : s.end]) for p, s in zip(found, spans, strict=True)]
    assert all(word == place for word, place in shown if word)
    assert "".join(word for word, _ in shown) == "ВитаминK2икальций"


def test_all_bytes_of_a_character_stand_for_it(pieces: SentencePiece) -> None:
    found, spans = pieces.encode("a 😀.")
    assert [s for p, s in zip(found, spans, strict=True) if p.startswith("<0x")] == [Span(2, 3)] * 4


def test_a_normalised_character_is_one_place_for_its_pieces(pieces: SentencePiece) -> None:
    """`½` becomes `1⁄2`, the ligature `ﬁ` becomes `fi`."""
    _, spans = pieces.encode("½")
    assert set(spans) == {Span(0, 1)}
    _, spans = pieces.encode("ﬁne")
    assert (spans[0].start, spans[-1].end) == (0, 3)


def test_spans_lose_their_spaces_and_empty_ones_stand_for_what_follows() -> None:
    assert settle_spans("a  b", [(0, 1), (1, 2), (2, 4), (4, 4)]) == [(0, 1), (3, 4), (3, 4), (3, 4)]
    assert settle_spans("  ", [(0, 1), (1, 2)]) == [(0, 0), (0, 0)]
    assert settle_spans("", []) == []


@pytest.mark.parametrize("text", [*SENTENCES, "snake_case and __dunder__", "😀 ок"])
def test_joined_pieces_are_the_text(pieces: SentencePiece, text: str) -> None:
    """Underscores survive; SentencePiece's own normalisation is all that changes."""
    found, _ = pieces.encode(text)
    joined, spans = join_pieces(found)
    assert joined == pieces.processor.normalize(text).replace("▁", " ").strip()
    shown = "".join(joined[s.start : s.end] for s in dict.fromkeys(spans))
    assert shown == joined.replace(" ", "")


@given(
    st.lists(st.sampled_from(["▁", "▁a", "b", "_", "<0xF0>", "<0x9F>", "<0x98>", "<0x80>", "<0x41>", "。"]))
)
def test_target_places_are_in_order_inside_the_text_and_free_of_outer_spaces(pieces: list[str]) -> None:
    text, spans = join_pieces(pieces)
    assert len(spans) == len(pieces)
    assert text == text.strip(" ")
    assert all(0 <= s.start <= s.end <= len(text) for s in spans)
    assert all(a.start <= b.start for a, b in pairwise(spans))
    for piece, span in zip(pieces, spans, strict=True):
        if not piece.startswith("<0x"):
            assert text[span.start : span.end] == piece.replace("▁", "")


def test_white_space_made_of_bytes_is_no_end_of_a_text() -> None:
    """A weak model begins with a tab or a line separator, byte by byte."""
    text, spans = join_pieces(["<0x09>", "▁", "<0xE2>", "<0x80>", "<0xA8>", "▁доза", "▁90", "<0x0A>"])
    assert text == "доза 90"
    assert [text[s.start : s.end] for s in spans] == ["", "", "", "", "", "доза", "90", ""]


def test_broken_bytes_are_dropped() -> None:
    text, spans = join_pieces(["▁a", "<0xF0>", "<0x9F>", "b", "<0xD0>", "<0x9A>"])
    assert text == "abК"
    assert spans == [(0, 1), (1, 1), (1, 1), (1, 2), (2, 3), (2, 3)]


@given(ANY_TEXT | st.text(st.characters(codec=None, categories=["Cs", "Cc", "Zs", "Ll"])))
def test_cleaning_keeps_every_place(text: str) -> None:
    shown = clean(text)
    assert len(shown) == len(text)
    shown.encode("utf-8")
    assert not any(ord(c) < 0x20 for c in shown)


def test_a_command_to_the_model_is_broken_up(pieces: SentencePiece) -> None:
    assert clean("see >>ru<< here") == "see > ru < here"
    assert ">>ru<<" not in pieces.encode("see >>ru<< here")[0]


@given(ANY_TEXT)
def test_any_text_has_pieces_with_places(text: str) -> None:
    found, spans = SentencePiece(STARTER).encode(text) if text else ([], [])
    assert len(found) == len(spans)
    assert all(0 <= s.start <= s.end <= len(text) for s in spans)


@pytest.fixture(scope="module")
def moses(tmp_path_factory: pytest.TempPathFactory) -> MosesBpe:
    path = tmp_path_factory.mktemp("bpe") / "bpe.model"
    path.write_text(BPE_CODES, encoding="utf-8")
    return MosesBpe(path, "en", "ru")


def test_bpe_pieces_are_those_of_argostranslate(moses: MosesBpe, tmp_path: Path) -> None:
    from argostranslate.tokenizer import BPETokenizer

    path = tmp_path / "bpe.model"
    path.write_text(BPE_CODES, encoding="utf-8")
    theirs = BPETokenizer(path, "en", "ru")
    for text in (*SENTENCES, "It's “new” & R&D <b>", "vitamins_K2 don't"):
        assert moses.encode(text)[0] == theirs.encode(text)
        assert moses.decode(moses.encode(text)[0])[0] == theirs.decode(theirs.encode(text))


def test_bpe_pieces_have_places_in_the_source(moses: MosesBpe) -> None:
    text = "Vitamin  K2 isn't new (R&D_x)."
    found, spans = moses.encode(text)
    assert "".join(text[s.start : s.end] for s in spans) == text.replace(" ", "")
    assert len(found) == len(spans)


def test_bpe_pieces_have_places_in_the_translation(moses: MosesBpe) -> None:
    text, spans = moses.decode(["vit@@", "am@@", "in", "_x", "&apos;s", "(", "K2", ")", ",", "ок", "."])
    assert "_x" in text
    assert "".join(text[s.start : s.end] for s in spans) == text.replace(" ", "")
    assert text[spans[6].start : spans[6].end] == "K2"


def test_a_dangling_mark_of_bpe_is_no_text(moses: MosesBpe) -> None:
    assert moses.decode(["vit@@"])[0] == "vit"
    assert moses.decode([])[0] == ""


@given(ANY_TEXT, st.lists(st.text(max_size=6).filter(lambda t: " " not in t), max_size=8))
def test_places_of_any_words_stay_inside_the_text(text: str, words: list[str]) -> None:
    spans = place(text, words)
    assert len(spans) == len(words)
    assert all(0 <= s.start <= s.end <= len(text) for s in spans)
