"""Random text, entries and catalogues, as Russian, English and Chinese articles make them."""

from __future__ import annotations

from datetime import UTC, datetime

from hypothesis import strategies as st

from pipeline.model import Catalogue, Entry

_RUSSIAN = "витамин K2 <s1>менахинон</s1> «доза» 100–200 мкг, артерий. нельзя; и\u00a0др. т.е."
_ENGLISH = 'Take MK-7 <a1>daily,</a1> "not" p < 0.05 don\'t exceed (see fig. 2) https://example.org/k2'
_CHINESE = "维生素K2 每天100微克， 不得超过。 <i1/> “骨钙素” （MGP） 《指南》 —— ……"
_ODD = ("\\", "\\n", '"', "\t", "\n", "\u2028", "\u0085", "#", "#~", "msgid")
_WORDS = (*_RUSSIAN.split(" "), *_ENGLISH.split(" "), *_CHINESE.split(" "), *_ODD)
# Lines of comments hold no line ends; all other characters may stand in a string or comment.
_LINE = st.characters(exclude_categories=["Cs"], exclude_characters="\n\r\0")


def texts(*, min_size: int = 0) -> st.SearchStrategy[str]:
    """Words of three languages with tags, quotes, backslashes and line ends, or any characters at all."""
    words = st.lists(st.sampled_from(_WORDS), min_size=min_size, max_size=30).map(" ".join)
    anything = st.text(st.characters(exclude_categories=["Cs"]), min_size=min_size, max_size=20)
    return words | anything


def comment_lines() -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(texts().map(_one_line) | st.text(_LINE, max_size=20), max_size=3).map(tuple)


def _one_line(text: str) -> str:
    return text.replace("\n", " ").replace("\r", " ").replace("\0", "")


_FLAGS = st.lists(st.sampled_from(["fuzzy", "no-wrap", "c-format", "my-flag"]), unique=True).map(tuple)
_REFERENCES = st.lists(
    st.sampled_from(["sources/en/k2.md:3", "статья о K2.md:12", "文章 一.html", "a.txt"]), max_size=4
).map(tuple)
_CONTEXTS = st.sampled_from(["p", "p#2", "li", "meta:description"]) | texts(min_size=1)


@st.composite
def entries(draw: st.DrawFn) -> Entry:
    previous = draw(st.none() | texts())
    return Entry(
        context=draw(_CONTEXTS),
        text=draw(texts(min_size=1)),
        translation=draw(texts()),
        flags=draw(_FLAGS),
        comments=draw(comment_lines()),
        extracted=draw(comment_lines()),
        references=draw(_REFERENCES),
        previous_context=draw(st.none() | texts()) if previous is not None else None,
        previous_text=previous,
        obsolete=draw(st.booleans()),
    )


@st.composite
def catalogues(draw: st.DrawFn) -> Catalogue:
    names = st.sampled_from(["Project-Id-Version", "Language", "X-Generator", "X-Команда"])
    values = st.text(_LINE, max_size=20).map(str.strip)
    header = draw(st.lists(st.tuples(names, values), max_size=4, unique_by=lambda pair: pair[0]))
    found = draw(st.lists(entries(), max_size=6, unique_by=lambda entry: entry.key))
    # Obsolete entries are written last.
    return Catalogue(
        (*header, ("Content-Type", "text/plain; charset=UTF-8")),
        tuple(sorted(found, key=lambda entry: entry.obsolete)),
        draw(comment_lines()),
        draw(_FLAGS),
    )


NOW = datetime(2026, 3, 4, 5, 6, tzinfo=UTC)

_RU = (
    "Матриксный Gla-белок (MGP) не пускает кальций в стенку артерии.",
    "Взрослым, принимающим <s1>варфарин</s1>, нельзя начинать приём добавок без врача: дозы 45–90 мкг и те опасны.",
    "В 1997 году мыши, рождённые без него, показали, что он делает для <a1>артерий.</a1>",
    "доза", "100–200 мкг", "См. рис. 2, табл. 3 и «Источники в еде»; т.е. натто, сыр \\ масло.",
)  # fmt: skip
_EN = (
    "Matrix Gla protein keeps calcium out of the artery wall.",
    "Do <s1>not</s1> start supplements before 7 p.m., \"doctors\" say, unless you've asked: even 45 mcg may matter.",
    "dose", "K2", "See https://example.org/a/very/long/path/to/a/page,with,commas?and=query (fig. 2).",
)  # fmt: skip
_ZH = (
    "基质Gla蛋白（MGP）能阻止钙沉积在动脉壁内。",
    "正在服用<s1>华法林</s1>的成年人，未经医生许可不得自行开始补充：即使45～90微克，也可能影响凝血。",
    "剂量", "每天100–200微克", "“骨钙素”——见《指南》第3章，血中维生素D（25-OH-D）含量也要查……",
)  # fmt: skip


def sentences() -> st.SearchStrategy[str]:
    """Realistic text of one language: one to three sentences."""

    def of(pool: tuple[str, ...], joiner: str) -> st.SearchStrategy[str]:
        return st.lists(st.sampled_from(pool), min_size=1, max_size=3).map(joiner.join)

    return of(_RU, " ") | of(_EN, " ") | of(_ZH, "")
