"""Which rung makes a draft, what it makes of it, and what is told of it."""

from __future__ import annotations

import pytest

from pipeline.draft import Job, draft_all
from pipeline.drafting.masking import MOST_STYLES
from pipeline.glossary.concepts import Concept, Form, Glossary, Policy, Terms
from pipeline.glossary.matching import TermBase
from pipeline.inline import plain
from pipeline.model import Draft, Hypothesis, Link, Request, Span
from tests.drafting.replay import ReplayEngine, job, linked, locked_alone, replay, unbracketed

HEALTH = locked_alone()


def draft(pair: str, source: str, *targets: str) -> Draft:
    """The draft of a bracketed source whose hypotheses are the bracketed targets."""
    language, target = pair.split("-")
    engine = replay((source, text) for text in targets)
    return draft_all([job(unbracketed(source)[0], language, target, HEALTH)], engine, HEALTH)[0]


def checks(found: Draft) -> list[str]:
    return [finding.check for finding in (*found.withheld, *found.findings)]


# --- rung 1 ---------------------------------------------------------------------------------------


def test_a_sentence_that_says_the_term_right_is_left_as_it_is() -> None:
    """In another form than the preferred one, too: nothing is forced into it."""
    found = draft("en-ru", "[Vitamin K2] slows [calcification].", "[K2] замедляет [обызвествление].")
    assert (found.text, found.findings) == ("K2 замедляет обызвествление.", ())


def test_the_likeliest_hypothesis_that_keeps_the_terms_wins_over_a_mended_one() -> None:
    found = draft(
        "en-ru",
        "[Arterial calcification] is slow.",
        "[Отложение извести] идёт медленно.",
        "[Кальцификация артерий] протекает медленно.",
    )
    assert (found.text, found.findings) == ("Кальцификация артерий протекает медленно.", ())


def test_a_segment_that_is_right_costs_one_request_and_no_calibration() -> None:
    engine = replay([("[Vitamin K2] helps.", "[Витамин K2] помогает.")])
    draft_all([job("Vitamin K2 helps.", "en", "ru", HEALTH)], engine, HEALTH)
    assert sum(len(call) for call in engine.calls) == 1


# --- rung 2 ---------------------------------------------------------------------------------------

PLACED = [
    # Russian: case, number, agreement
    ("en-ru", "It slows [arterial stiffness].", "Он замедляет [окоченение трубок].", "Он замедляет жёсткость артерий."),
    ("zh-ru", "它能减缓[动脉钙化]。", "Он замедляет [отложение извести].", "Он замедляет кальцификацию артерий."),
    (
        "en-ru",
        "This dangerous [bleeding], caused by [warfarin], had been hidden.",
        "Эта опасная [кровопотеря], вызванная [крысиным ядом], была скрыта.",
        "Это опасное кровотечение, вызванное варфарином, было скрыто.",
    ),
    (
        "en-ru",
        "[1:Osteocalcin] needs [2:vitamin K2].",
        "[2:Вещество К-два] нужно [1:костной извести].",
        "Витамин K2 нужен остеокальцину.",
    ),
    ("en-ru", "The [calcified] valve is hard.", "[Окаменевший] клапан твёрд.", "Кальцинированный клапан твёрд."),
    ("en-ru", "He is at the [cheese] counter.", "Он у [брынзового] прилавка.", "Он у прилавка сыра."),
    ("en-ru", "It is the word for [menaquinone].", "Это слово для [менаквинона].", "Это слово для менахинона."),
    # English: articles, plural, possessive, capitals
    ("ru-en", "Нужен [фермент].", "A [catalyst] is needed.", "An enzyme is needed."),
    ("ru-en", "[Ферменты] нужны.", "[Catalysts] are needed.", "Enzymes are needed."),
    ("ru-en", "Просвет [артерии] мал.", "The [tube's] width is small.", "The artery's width is small."),
    ("ru-en", "Опасна [кальцификация].", "[Deposits of lime] are dangerous.", "Calcification is dangerous."),
    ("zh-en", "有两种[利尿剂]。", "There are two [water pills].", "There are two diuretics."),
    ("zh-en", "[骨质疏松症]很常见。", "[Brittle skeletons] are common.", "Osteoporosis is common."),
    # Chinese: no spaces between Han characters, measure words untouched, particles left
    ("en-zh", "It slows [arterial calcification].", "它能减缓[血管 变硬]。", "它能减缓动脉钙化。"),
    ("ru-zh", "Есть [фермент], который нужен.", "有一种[催化剂]是必需的。", "有一种酶是必需的。"),
    ("en-zh", "Vitamin D3 and [vitamin K2] help.", "维生素D3和[维他命 K 2]有帮助。", "维生素D3和维生素K2有帮助。"),
    ("en-zh", "MGP and [vitamin K2] help.", "MGP 和[维他命 K 2]对 MGP 有帮助。", "MGP 和维生素K2 对 MGP 有帮助。"),
    # the source's word was left
    ("en-zh", "The artery hardens.", "artery会硬化。", "动脉会硬化。"),
    # numbers, units and names
    ("ru-en", "Принимайте [2000 МЕ] в день.", "Take [200 ME] a day.", "Take 2000 IU a day."),
    ("ru-en", "Риск снизился в [1,8 раза].", "The risk fell [18 times].", "The risk fell 1.8 times."),
    ("en-zh", "Take [100 mcg] a day.", "每天服用[100毫克]。", "每天服用100微克。"),
    ("en-ru", "Take [50–200 mcg] a day.", "Пейте [50–20 мкг] в день.", "Пейте 50–200\u00a0мкг в день."),
    ("en-ru", "[Vitamin B12] is in meat.", "[Витамин Б12] есть в мясе.", "Витамин B12 есть в мясе."),
]  # fmt: skip


@pytest.mark.parametrize(("pair", "source", "target", "expected"), PLACED)
def test_the_term_goes_where_the_engine_has_its_own_word(
    pair: str, source: str, target: str, expected: str
) -> None:
    found = draft(pair, source, target)
    assert found.text == expected, [f.message for f in found.withheld]
    assert set(checks(found)) <= {"term-placed", "number-placed"}


def test_a_missing_term_that_other_checks_miss_as_well_is_put_in_its_place() -> None:
    """The check of safety words says of `kidney` what the terminology check says, in its own way."""
    found = draft("en-ru", "A [kidney] transplant helps many.", "Пересадка [письма] помогает многим.")
    assert found.text == "Пересадка почки помогает многим.", checks(found)


def test_the_reviewer_is_told_what_was_put_where() -> None:
    found = draft("en-ru", "It slows [arterial calcification].", "Он замедляет [отложение извести].")
    (told,) = found.findings
    assert (told.check, told.severity) == ("term-placed", "warning")
    assert "кальцификацию артерий" in told.message
    assert "отложение извести" in told.message


DECLINED = [
    (
        "the words for the term are scattered",
        "Salt hardens [arteries].",
        "Соль [кровяные] крепит очень [трубки].",
        1,
    ),
    ("the word for the term is a verb", "It [inflammation] in old age.", "Он [затвердевает] в старости.", 1),
    ("a number stands there", "Bread for four, and [natto].", "Хлеб на [четыре] стола.", 1),
    ("there are no words for the term", "Salt hardens [arteries].", "Соль[] делает их твёрдыми.", 1),
    ("two terms look at the same words", "[1:Warfarin] and [2:osteocalcin] meet.", "[1:Яд] встречается.", 2),
]


@pytest.mark.parametrize(("why", "source", "target", "missing"), DECLINED, ids=[row[0] for row in DECLINED])
def test_in_doubt_nothing_is_placed_and_the_draft_is_withheld(
    why: str, source: str, target: str, missing: int
) -> None:
    text, spans = unbracketed(source)
    if why.startswith("two"):
        halves = (Link(spans[1], Span(0, 1)), Link(spans[2], Span(1, 2)))
        made = Hypothesis(unbracketed(target)[0], -0.4, halves)
    elif why.startswith("the words"):
        one, two = target.replace("[кровяные]", "[1:кровяные]"), "[трубки]"
        made = _scattered(text, one.replace(two, "[2:трубки]"), spans[1])
    else:
        made = linked(source, target)
    found = draft_all([job(text, "en", "ru", HEALTH)], ReplayEngine({text: (made,)}), HEALTH)[0]
    assert found.text == ""
    assert checks(found).count("term-missing") == missing


def _scattered(source: str, target: str, term: Span) -> Hypothesis:
    text, spans = unbracketed(target)
    return Hypothesis(text, -0.4, tuple(Link(term, span) for span in spans.values()))


def test_a_draft_that_placing_would_break_is_withheld() -> None:
    """The number is lost as well, and nothing looks at it."""
    found = draft("en-ru", "Take 100 mcg against [bleeding].", "Принимайте против [кровопотери].")
    assert found.text == ""
    assert "numbers" in checks(found)


def test_a_withheld_draft_tells_the_term_the_approved_translation_and_the_place() -> None:
    found = draft("en-ru", "The [heart attack] came at night.", "Ночью он [занемог].")
    message = next(f.message for f in found.withheld if f.check == "term-missing")
    assert "heart attack" in message
    assert "инфаркт миокарда" in message
    assert "занемог" in message


def test_an_offered_draft_has_what_could_be_mended_and_tells_what_could_not() -> None:
    engine = replay([("The [heart attack] and 5 mg of warfarin.", "[Сердечная атака] и что-то ещё там.")])
    jobs = [job("The heart attack and 5 mg of warfarin.", "en", "ru", HEALTH)]
    (found,) = draft_all(jobs, engine, HEALTH, offer_withheld=True)
    assert found.text == "Инфаркт миокарда и что-то ещё там."
    assert {"term-missing", "numbers", "term-placed"} <= {f.check for f in found.findings}


def test_tags_follow_a_placed_term() -> None:
    source = "It slows <s1>arterial calcification</s1> a little."
    made = linked("It slows [arterial calcification] a little.", "Он немного замедляет [отложение извести].")
    engine = ReplayEngine({plain(source): (made,)})
    (found,) = draft_all([job(source, "en", "ru", HEALTH)], engine, HEALTH)
    assert found.text == "Он немного замедляет <s1>кальцификацию артерий</s1>."
    assert "tags-placed" not in checks(found)


# --- rung 3 ---------------------------------------------------------------------------------------


def masked_engine(plainly: str, masked: str) -> ReplayEngine:
    """Answers plainly without links; `masked` is what it makes of a text with placeholders."""

    def answer(request: Request) -> tuple[Hypothesis, ...]:
        return (Hypothesis(masked if "XT0X" in request.text else plainly, -0.4),)

    return ReplayEngine(otherwise=answer)


MASKED = [
    ("en-ru", "A lack of vitamin K2 is rare.", "Это бывает.", "Нехватка XT0X редка.", "Нехватка витамина K2 редка."),
    ("en-ru", "With natto and osteocalcin.", "Это еда с ними.", "С XT0X и xt 1 x.", "С натто и остеокальцином."),
    ("en-ru", "It slows arterial stiffness.", "Он её замедляет.", "Он снижает XT0X.", "Он снижает жёсткость артерий."),
    ("en-ru", "Men with fractures suffer.", "Они терпят.", "Люди с XT0X терпят.", "Люди с переломами терпят."),
    ("zh-en", "他吃M钙片。", "He eats.", "He takes MXT0X tablets.", "He takes M calcium tablets."),
    ("zh-ru", "他有一块钙化斑。", "Да.", "У него одна XT0X бляшка.", "У него одна кальцинированная бляшка."),
    ("zh-en", "这是镁缺乏。", "It is.", "It is XT0XXT1X.", "It is magnesium deficiency."),
    ("ru-en", "Это фермент.", "It is.", "It is a XT0X.", "It is an enzyme."),
    ("ru-en", "Ферменты нужны.", "They are.", "XT0X are needed.", "Enzymes are needed."),
    ("en-zh", "It slows arterial calcification.", "它变慢。", "它能减缓 XT0X 。", "它能减缓动脉钙化。"),
    ("en-ru", "See https://example.org/k2 for more.", "Подробнее тут.", "Подробнее: XT0X.", "Подробнее: https://example.org/k2."),
    ("ru-zh", "Принимайте 2000 МЕ в день.", "每天服用2000。", "每天服用 ＸＴ０Ｘ 。", "每天服用2000国际单位。"),
]  # fmt: skip


@pytest.mark.parametrize(("pair", "source", "plainly", "masked", "expected"), MASKED)
def test_masked_text_is_restored_in_the_form_of_its_place(
    pair: str, source: str, plainly: str, masked: str, expected: str
) -> None:
    language, target = pair.split("-")
    engine = masked_engine(plainly, masked)
    (found,) = draft_all([job(source, language, target, HEALTH)], engine, HEALTH)
    assert found.text == expected, [f.message for f in found.withheld]


def test_what_the_engine_gets_right_is_not_masked_at_first() -> None:
    """Two requests: with placeholders for the missing term alone, then for all that is locked."""
    engine = masked_engine("Витамин K2 помогает ему.", "nothing")
    draft_all([job("Vitamin K2 helps osteocalcin.", "en", "ru", HEALTH)], engine, HEALTH)
    asked = [[r.text for r in call] for call in engine.calls[1:3]]
    assert asked == [["Vitamin K2 helps XT0X."], ["XT0X helps XT1X."]]


def test_where_a_placeholder_is_lost_another_style_is_tried() -> None:
    """What came back whole in the first style is not asked for again."""

    def answer(request: Request) -> tuple[Hypothesis, ...]:
        kept = request.text.startswith("A lack of [0]")
        return (Hypothesis("Нехватка [0] редка." if kept else "Это бывает.", -0.4),)

    engine = ReplayEngine(otherwise=answer)
    (found,) = draft_all([job("A lack of vitamin K2 is rare.", "en", "ru", HEALTH)], engine, HEALTH)
    assert found.text == "Нехватка витамина K2 редка."
    assert [[r.text for r in call] for call in engine.calls[1:3]] == [
        ["A lack of XT0X is rare."],
        ["A lack of [0] is rare."],
    ]


def test_a_place_that_no_link_tells_does_not_keep_a_term_from_being_masked() -> None:
    """By elimination `затвердевает` is left for the term, which is no verb; nothing says that it stands for it."""
    text, target = "Salt and broccoli harden.", "Соль затвердевает."
    links = (Link(Span(0, 4), Span(0, 4)),)
    engine = ReplayEngine(
        {text: (Hypothesis(target, -0.4, links),)},
        otherwise=lambda _: (Hypothesis("Соль и XT0X твердеют.", -0.4),),
    )
    (found,) = draft_all([job(text, "en", "ru", HEALTH)], engine, HEALTH)
    assert found.text == "Соль и брокколи твердеют."


def test_a_term_that_fits_nowhere_is_not_masked_either() -> None:
    """The engine says it with a verb, which the term has not: a placeholder would be put in a verb's place."""
    engine = replay([("The [inflammation] came at night.", "Ночью он [занемог].")])
    draft_all([job("The inflammation came at night.", "en", "ru", HEALTH)], engine, HEALTH)
    assert engine.calls[1] == []


def test_a_part_of_a_longer_chinese_word_is_not_masked() -> None:
    """The engine reads 肝素 (heparin) as one word: 肝 (liver) in it is no liver."""
    heparin = Link(Span(0, 2), Span(0, 7))
    engine = ReplayEngine({"肝素很安全。": (Hypothesis("Heparin is safe.", -0.4, (heparin,)),)})
    (found,) = draft_all([job("肝素很安全。", "zh", "en", HEALTH)], engine, HEALTH)
    assert engine.calls[1:] == [[], []]
    assert found.text == "" or "liver" not in found.text.lower()


def test_a_weak_sentence_is_not_mended() -> None:
    made = linked("It slows [arterial stiffness].", "Он замедляет [окоченение трубок].", score=-1.2)
    engine = ReplayEngine({"It slows arterial stiffness.": (made,)})
    (found,) = draft_all([job("It slows arterial stiffness.", "en", "ru", HEALTH)], engine, HEALTH)
    assert found.text == ""


def test_tags_follow_restored_terms() -> None:
    source = "A lack of <s1>vitamin K2</s1> is rare."
    masked = Hypothesis("Нехватка XT0X редка.", -0.4, (Link(Span(10, 14), Span(9, 13)),))
    engine = ReplayEngine(
        otherwise=lambda r: (masked if "XT0X" in r.text else Hypothesis("Он редок.", -0.4),)
    )
    (found,) = draft_all([job(source, "en", "ru", HEALTH)], engine, HEALTH)
    assert found.text == "Нехватка <s1>витамина K2</s1> редка."


def test_placeholders_that_changed_places_are_told() -> None:
    engine = masked_engine("Они нужны друг другу.", "XT1X нужен для XT0X.")
    (found,) = draft_all([job("Osteocalcin needs vitamin K2.", "en", "ru", HEALTH)], engine, HEALTH)
    assert found.text == "Витамин K2 нужен для остеокальцина."
    assert "lock-order" in checks(found)


# --- rung 4 ---------------------------------------------------------------------------------------


def test_pieces_around_a_term_are_translated_and_joined() -> None:
    answers = {
        "In older women from the north,": "У пожилых женщин с севера",
        "was seen more often than in men.": "Наблюдалась чаще, чем у мужчин.",
    }
    engine = ReplayEngine(
        otherwise=lambda r: (
            Hypothesis(
                answers.get(r.text, "У пожилых женщин с севера она наблюдалась чаще, чем у мужчин."), -0.4
            ),
        )
    )
    source = "In older women from the north, arterial stiffness was seen more often than in men."
    (found,) = draft_all([job(source, "en", "ru", HEALTH)], engine, HEALTH)
    assert found.text == "У пожилых женщин с севера жёсткость артерий наблюдалась чаще, чем у мужчин."
    assert "in-pieces" in checks(found)


@pytest.mark.parametrize(
    ("pair", "source"),
    [
        ("en-ru", "In older women from the north, magnesium intake was seen to be lower than in men."),
        ("en-ru", "In this land of many lakes and rivers old people get too little magnesium."),
        ("zh-en", "住在北方湖边的许多老年妇女，镁摄入量比当地男性还要低得多。"),
    ],
)
def test_parts_of_a_phrase_are_not_translated_by_themselves(pair: str, source: str) -> None:
    """`intake` and `镁` of `摄入量` make no sentence without what they belong to."""
    said = {
        "en-ru": "На севере этой страны, где много озёр и рек, старым людям чего-то не хватало.",
        "zh-en": "Many of the older women who live near the northern lakes got less of it than the men did.",
    }
    engine = ReplayEngine(otherwise=lambda _: (Hypothesis(said[pair], -0.4),))
    draft_all([job(source, *pair.split("-"), HEALTH)], engine, HEALTH)
    assert engine.calls[-1] == []


def test_short_pieces_are_not_worth_it() -> None:
    engine = ReplayEngine(otherwise=lambda _: (Hypothesis("Нет.", -0.4),))
    draft_all([job("It slows arterial stiffness a bit.", "en", "ru", HEALTH)], engine, HEALTH)
    assert engine.calls[-1] == []


# --- all of it ------------------------------------------------------------------------------------


def test_each_rung_is_one_call_for_all_segments_that_need_it() -> None:
    """Masking has one for each style of placeholders that is tried, pieces one."""
    texts = [f"Osteocalcin is number {n}." for n in range(10, 40)] + ["The sun is warm."]
    engine = ReplayEngine(otherwise=lambda _: (Hypothesis("Солнце тёплое.", -0.4),))
    draft_all([job(text, "en", "ru", HEALTH) for text in texts], engine, HEALTH)
    assert len(engine.calls) <= 2 + 2 * MOST_STYLES
    assert len(engine.calls[0]) == 31
    assert not any("sun" in request.text for call in engine.calls[1:] for request in call)


def test_drafts_do_not_depend_on_what_else_is_drafted() -> None:
    pairs = [(row[0], row[1], row[2]) for row in PLACED if row[0] == "en-ru"]
    engine = replay((source, target) for _, source, target in pairs)
    jobs: list[Job] = [job(unbracketed(source)[0], "en", "ru", HEALTH) for _, source, _ in pairs]
    together = draft_all(jobs, engine, HEALTH)
    assert together == [draft_all([one], engine, HEALTH)[0] for one in jobs]
    assert together[::-1] == draft_all(jobs[::-1], engine, HEALTH)


def test_a_term_that_the_glossary_forbids_is_never_locked() -> None:
    terms = {"en": Terms(Form("detox")), "ru": Terms(Form("детокс"))}
    base = TermBase(Glossary({"detox": Concept("detox", Policy.FORBID, terms)}))
    engine = replay([("A [detox] diet is popular.", "Очищающая [диета] популярна.")])
    (found,) = draft_all([job("A detox diet is popular.", "en", "ru", base)], engine, base)
    assert (found.text, found.findings) == ("Очищающая диета популярна.", ())
