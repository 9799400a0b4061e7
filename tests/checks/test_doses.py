"""How much and how often: what is taken is the same in every language, in digits or in words."""

from __future__ import annotations

import pytest

from tests.checks.test_checks import found, named

PERIODS_KEPT: list[tuple[str, ...]] = [
    ("en-ru", "Vitamin D, 20,000 IU once weekly.", "Витамин D, 20 000 МЕ один раз в неделю."),
    ("ru-zh", "Порошок растворяют и пьют дважды в сутки.", "将粉末溶解后服用，一日两次。"),
    ("zh-en", "每晚睡前服用200毫克镁。", "Take 200 mg of magnesium daily before bed."),
    ("en-zh", "Change the patch every other day.", "每隔一天更换一次贴片。"),
    ("en-ru", "Change the patch every other day.", "Меняйте пластырь через день."),
    ("ru-en", "Капли принимают через день.", "The drops are taken on alternate days."),
    # No rates: how long, and when.
    ("en-ru", "He was ill for a week and coughed daily.", "Он болел неделю и ежедневно кашлял."),
    ("zh-en", "每日检查一次，为期一周。", "It is checked once a day for a week."),
    ("ru-en", "Через день после прививки температура спала.", "A day after the shot the fever went down."),
    ("zh-ru", "一年四季每天散步。", "Гуляйте каждый день в любое время года."),
    # Two rates in each.
    ("en-ru", "7,000 IU a week is 1,000 IU a day.", "7000 МЕ в неделю — это 1000 МЕ в сутки."),
]
PERIODS_EXCHANGED: list[tuple[str, ...]] = [
    ("en-ru", "Vitamin D, 20,000 IU once weekly.", "Витамин D, 20 000 МЕ ежедневно."),
    ("ru-en", "Инъекцию делают один раз в месяц.", "The injection is given once a day."),
    ("zh-en", "每周服用一次，每次2万国际单位。", "Take 20,000 IU once a day."),
    ("en-zh", "Adults need about 400 mg a day.", "成年人每周需要约400毫克。"),
    ("ru-zh", "Норма — 350 мг в сутки.", "标准用量为每小时350毫克。"),
    ("zh-ru", "隔日注射一次。", "Инъекция один раз в день."),
    ("en-ru", "The drops are taken every other day.", "Капли принимают каждый день."),
    ("ru-en", "Пейте сироп через день.", "Drink the syrup every day."),
    ("en-zh", "Inject 1 mg/kg per day.", "每小时注射1毫克/公斤。"),
]


@pytest.mark.parametrize("pair", PERIODS_KEPT, ids=named(PERIODS_KEPT))
def test_a_rate_keeps_its_period(pair: tuple[str, ...]) -> None:
    assert found(*pair) == []


@pytest.mark.parametrize("machine", [True, False])
@pytest.mark.parametrize("pair", PERIODS_EXCHANGED, ids=named(PERIODS_EXCHANGED))
def test_a_period_exchanged_is_an_error_whoever_wrote_it(pair: tuple[str, ...], machine: bool) -> None:
    assert ("periods", "error") in found(*pair, machine=machine)


DOSES_KEPT: list[tuple[str, ...]] = [
    ("en-ru", "Take 500 mg at dinner.", "Принимайте за ужином пятьсот миллиграммов."),
    ("ru-en", "Выпейте 150 мл воды.", "Drink one hundred and fifty millilitres of water."),
    ("zh-ru", "每天服用四百国际单位。", "Принимайте четыреста международных единиц в день."),
    ("ru-zh", "Достаточно двадцати пяти микрограммов.", "25微克就足够了。"),
    ("en-zh", "Two or three milligrams will do.", "两三毫克就够了。"),
    ("zh-en", "约百分之十五的人缺镁。", "About 15% of people lack magnesium."),
    ("ru-en", "Литр воды и несколько сотен граммов риса.", "A litre of water and several hundred grams of rice."),
    ("zh-ru", "盐不到百分之零点五。", "Соли меньше 0,5 %."),
]  # fmt: skip
DOSES_EXCHANGED: list[tuple[str, ...]] = [
    ("ru-en", "Тридцать пять миллиграммов — обычная доза.", "Three hundred and fifty milligrams is the usual dose."),
    ("zh-ru", "每天两百毫克。", "Двадцать миллиграммов в день."),
    ("en-zh", "Take six hundred milligrams a day.", "每天服用六千毫克。"),
    ("ru-zh", "Не больше восьмисот микрограммов в сутки.", "每天不超过八千微克。"),
    # What merely looks like a number answers no dose.
    ("ru-en", "Доза 5 г может вызвать понос.", "The dose may cause diarrhoea."),
    ("en-zh", "Take 10 mg; it is a great help.", "请服用，效果十分好。"),
    ("en-zh", "Take 1 mg as a rule.", "一般需要服用。"),
    ("ru-zh", "Принимайте 3 мг в третьем триместре.", "在第三孕期服用。"),
    ("zh-en", "服用3毫克。", "Take the third dose."),
]  # fmt: skip


@pytest.mark.parametrize("pair", DOSES_KEPT, ids=named(DOSES_KEPT))
def test_doses_in_words_agree_with_doses_in_digits(pair: tuple[str, ...]) -> None:
    assert found(*pair, machine=False) == []


@pytest.mark.parametrize("pair", DOSES_EXCHANGED, ids=named(DOSES_EXCHANGED))
def test_a_dose_lost_or_exchanged_in_words_is_an_error(pair: tuple[str, ...]) -> None:
    assert ("numbers", "error") in found(*pair, machine=False)


QUANTITIES_KEPT: list[tuple[str, ...]] = [
    ("en-ru", "Take two capsules three times a day.", "Принимайте по 2 капсулы 3 раза в день."),
    ("zh-ru", "每日两次，每次一片。", "По одной таблетке дважды в сутки."),
    ("ru-en", "Начните с полтаблетки.", "Start with half a tablet."),
    ("en-zh", "Two and a half tablets are enough.", "两片半就够了。"),
    ("zh-en", "服药后两个半小时再吃饭。", "Eat two and a half hours after taking it."),
    ("en-ru", "Add a level teaspoon of salt.", "Добавьте чайную ложку соли."),
    ("ru-zh", "Растворите две столовые ложки порошка.", "将两汤匙粉末溶解。"),
    ("en-ru", "The course lasted two weeks.", "Курс длился четырнадцать дней."),
    ("en-zh", "Some of the tablets are broken; take a whole tablet.", "有些药片碎了，请服用整片。"),
    ("zh-en", "3月5日起连续七天服药。", "From 5 March the tablets were taken for seven days."),
    ("en-ru", "Two million to three million years ago.", "От двух до трёх миллионов лет назад."),
    ("ru-en", "Риск был в два раза выше; пейте её раз в день.", "It was two times as high; drink it once a day."),
]  # fmt: skip
QUANTITIES_EXCHANGED: list[tuple[str, ...]] = [
    ("en-ru", "Take one tablet twice a day.", "Принимайте по одной таблетке четыре раза в день."),
    ("zh-en", "每日两次，每次一片。", "Three tablets twice a day."),
    ("en-zh", "Take it three times a day after lunch.", "每天一次，午饭后服用。"),
    ("ru-zh", "Капсулу принимают один раз в сутки.", "胶囊每天服用两次。"),
    ("en-ru", "Take 1 capsule 3 times a day.", "Принимайте по 3 капсулы 1 раз в день."),
    ("ru-en", "Выпейте половину таблетки.", "Drink a whole tablet."),
    ("zh-en", "每晚服半片。", "Take a tablet every night."),
    ("en-zh", "Half a tablet is enough.", "一片半就够了。"),
    ("en-ru", "Two and a half tablets.", "Две таблетки."),
    ("en-ru", "The course lasts six weeks.", "Курс длится шесть месяцев."),
    ("zh-ru", "饭后两小时服用。", "Принимайте через два дня после еды."),
    ("ru-en", "Между дозами три часа.", "Leave thirty hours between doses."),
    ("ru-zh", "Дайте ребёнку 4 капли.", "给孩子4茶匙。"),
    ("en-ru", "One teaspoon of syrup.", "Одна столовая ложка сиропа."),
    ("en-zh", "Take 5 drops.", "服用5毫升。"),
]  # fmt: skip


@pytest.mark.parametrize("pair", QUANTITIES_KEPT, ids=named(QUANTITIES_KEPT))
def test_quantities_may_be_written_in_any_way(pair: tuple[str, ...]) -> None:
    assert not {"quantities", "numbers", "units"} & {name for name, _ in found(*pair)}


@pytest.mark.parametrize("machine", [True, False])
@pytest.mark.parametrize("pair", QUANTITIES_EXCHANGED, ids=named(QUANTITIES_EXCHANGED))
def test_a_quantity_exchanged_is_an_error_whoever_wrote_it(pair: tuple[str, ...], machine: bool) -> None:
    assert ("quantities", "error") in found(*pair, machine=machine)


SAID_OTHERWISE: list[tuple[str, ...]] = [
    ("en-ru", "About 50% of the women were tired.", "Примерно половина женщин уставала."),
    ("zh-en", "约50%的人失眠。", "About half of the people slept badly."),
    ("en-zh", "Some 75% of adults are affected.", "约四分之三的成年人受影响。"),
    ("ru-zh", "Примерно 33 % взрослых.", "约三分之一的成年人。"),
    ("en-ru", "The dose fell by 50%.", "Доза снизилась вдвое."),
    ("zh-en", "七成老人缺钙。", "Calcium is short in 70% of the old."),
    ("en-ru", "Four out of five sleep well.", "Хорошо спят 80 %."),
    ("en-ru", "Dinner was at 7 p.m.", "Ужин был в 19:00."),
    ("ru-en", "Приём в 20:00.", "The visit is at 8 p.m."),
    ("zh-ru", "晚上9点睡觉。", "Сон в 21:00."),
    ("en-ru", "Over 65s need more protein.", "Людям старше 65 лет нужно больше белка."),
    ("ru-en", "800 ЕД витамина D в сутки.", "800 IU of vitamin D a day."),
    ("en-ru", "Drink 1.5 glasses of water.", "Выпейте полтора стакана воды."),
    ("en-ru", "Wait 30 minutes.", "Подождите полчаса."),
    ("zh-ru", "6个月后复查。", "Повторите анализ через полгода."),
    ("ru-en", "В течение суток.", "Within 24 hours."),
    ("en-ru", "It took 14 days.", "Это заняло две недели."),
    ("zh-ru", "7天后复诊。", "Придите снова через неделю."),
    ("ru-en", "Боль усилилась в 2 раза.", "The pain doubled."),
    ("en-zh", "The score was 2 times as high.", "评分翻了一番。"),
    ("en-ru", "A 3-fold rise.", "Трёхкратный рост."),
    ("en-ru", "After 1 year the pain was gone.", "Через год боль прошла."),
    ("zh-ru", "每日1次，每次1粒。", "По капсуле в день."),
    ("en-ru", "Drink 1 glass of milk.", "Выпейте стакан молока."),
    ("en-zh", "Take 1/2 tablet.", "服用半片。"),
    ("ru-en", "Примите 1/2 таблетки.", "Take ½ tablet."),
    ("en-ru", "Take 1 1/2 tablets.", "Примите полторы таблетки."),
    ("ru-en", "Это заметили у 2/3 больных.", "It was seen in two thirds of the patients."),
    ("en-ru", "It was seen in 2/3 of the patients.", "Это заметили у 2 из 3 больных."),
    ("zh-ru", "约1/5的人。", "Примерно 1/ 5 людей."),
    ("en-zh", "1 g of salt.", "1000毫克盐。"),
    ("en-ru", "It was 98.6 °F (37 °C).", "Было 37 °C."),
    ("en-ru", "Store below 77 degrees Fahrenheit.", "Хранить при температуре ниже 25 °C."),
    ("zh-en", "华氏77度以下保存。", "Store below 77 °F."),
    ("ru-en", "Хранить при 25 градусах Цельсия.", "Store at 25 °C."),
]
EXCHANGED: list[tuple[str, ...]] = [
    ("en-ru", "Take 1/2 tablet.", "Принимайте 1–2 таблетки.", "numbers"),
    ("zh-en", "每次1/2片。", "1–2 tablets each time.", "numbers"),
    ("en-ru", "Store below 77 °F.", "Хранить при температуре ниже 77 °C.", "units"),
    ("ru-en", "Введите 40 ЕД инсулина.", "Inject 40 IU of insulin.", "units"),
    ("en-ru", "About 60% were women.", "Примерно половина — женщины.", "numbers"),
    # What a dose is reckoned for.
    ("en-ru", "A level of 30 ng/mL is enough.", "Достаточно уровня 30 нг/л."),
    ("ru-en", "В растворе 2 мг/мл железа.", "The solution has 2 mg/L of iron."),
    ("zh-en", "血糖为5毫摩尔/升。", "The glucose was 5 mmol/dL."),
    ("en-zh", "A calcium of 11 mg/dL is high.", "血钙11毫克/升偏高。"),
    ("ru-en", "Доза — 3 мг на кг веса.", "The dose is 3 mg."),
    ("zh-ru", "每公斤体重每天8毫克。", "8 мг в сутки."),
    ("zh-en", "每千克饲料含4毫克锌。", "4 mg of zinc per gram of feed."),
    # Turned round, and without their signs.
    ("en-ru", "Mix them in a ratio of 3:1.", "Смешайте в соотношении 1:3.", "numbers"),
    ("zh-ru", "血压为150/95毫米汞柱。", "Давление 95/150 мм рт. ст.", "numbers"),
    ("en-ru", "A T-score of −2.5 is low.", "T-критерий 2,5 — это мало.", "numbers"),
    ("ru-en", "Заморозьте при −18 °C.", "Freeze at 18 °C.", "numbers"),
    ("zh-en", "T值低于-3即为重度。", "A T-score below 3 is severe.", "numbers"),
    ("en-ru", "Use by 12 May 2027.", "Годен до 12 марта 2027 года.", "numbers"),
    ("ru-zh", "Годен до 3 июня 2027 года.", "有效期至2027年7月3日。", "numbers"),
]
TURNED_NOT: list[tuple[str, ...]] = [
    ("en-ru", "A level of 30 ng/mL is enough.", "Достаточно уровня 30 нг/мл."),
    ("zh-ru", "每公斤体重每天8毫克。", "8 мг на килограмм веса в сутки."),
    ("ru-en", "Доза — 3 мг на кг веса.", "Per kg of weight, the dose is 3 mg."),
    ("en-ru", "Mix them in a ratio of 3 to 1.", "Смешайте в соотношении 3:1."),
    ("en-ru", "A T-score of −2.5 is low.", "T-критерий -2,5 — это мало."),
    ("zh-en", "零下18℃冷冻。", "Freeze at −18 °C."),
    ("ru-en", "За 2–3 недели, обычно 5 –10 дней.", "In 2–3 weeks, usually 5–10 days."),
    ("en-ru", "It changed by −1.2% a year.", "Показатель снижался на 1,2 % в год."),
    ("en-ru", "May 2027 was warm; it may rain on 3 June.", "Май 2027 года был тёплым; 3 июня возможен дождь."),
    ("en-ru", "Doses of 500/125 mg, 24/7.", "Дозы 500/125 мг, 24/7."),
    ("zh-en", "2027年7月3日到期。", "Expires 7/3/2027."),
]  # fmt: skip


@pytest.mark.parametrize("pair", SAID_OTHERWISE + TURNED_NOT, ids=named(SAID_OTHERWISE + TURNED_NOT))
def test_what_is_said_in_another_way_is_not_told(pair: tuple[str, ...]) -> None:
    assert not {"quantities", "numbers", "units"} & {name for name, _ in found(*pair)}


@pytest.mark.parametrize("wrong", EXCHANGED, ids=named(EXCHANGED))
def test_parts_denominators_signs_and_months_are_kept(wrong: tuple[str, ...]) -> None:
    pair, text, translation, check = (*wrong, "units")[:4]
    assert (check, "error") in found(pair, text, translation, machine=False)


HEADS = [
    ("units", "en-ru", "Content, mcg", "Содержание, мг"),
    ("units", "en-zh", "Content, mcg", "含量（毫克）"),
    ("units", "zh-en", "含量（微克）", "Content (mg)"),
    ("units", "en-ru", "Dose (IU)", "Доза (мкг)"),
    ("numbers", "en-zh", "In January it began.", "二月开始。"),
    ("numbers", "zh-en", "六月开始。", "It began in July."),
    ("numbers", "en-zh", "In March 2020 it began.", "2020年四月开始。"),
    ("numbers", "en-zh", "In May it began.", "6月开始。"),
    ("numbers", "en-ru", "Ratio 1:2 of Ca to Mg: see below.", "Соотношение Ca и Mg 2:1: см. ниже."),
    ("tags", "ru-zh", "Са<sup>2+</sup> и Mg<sup>2+</sup>", "<sup>2+</sup>和Mg<sup>2+</sup>"),
]


@pytest.mark.parametrize(("check", "pair", "text", "translation"), HEADS)
def test_units_of_columns_months_ratios_and_ions_are_kept(
    check: str, pair: str, text: str, translation: str
) -> None:
    assert (check, "error") in found(pair, text, translation, machine=False)


@pytest.mark.parametrize(
    ("pair", "text", "translation"),
    [
        ("en-zh", "Content (mcg/100 g)", "含量（微克/100克）"),
        ("ru-en", "Содержание, мкг", "Content, µg"),
        ("ru-en", "Са<sup>2+</sup> и Mg<sup>2+</sup>", "Ca<sup>2+</sup> and Mg<sup>2+</sup>"),
        ("zh-en", "六个月后复查。", "Check again after six months."),
        ("zh-ru", "四月开始。", "Началось в апреле."),
    ],
)
def test_what_is_kept_in_another_notation_is_no_finding(pair: str, text: str, translation: str) -> None:
    assert not {"units", "numbers", "tags"} & {check for check, _ in found(pair, text, translation)}


HALVES = [
    ("ru-en", "Курс длится полтора месяца.", "The course lasts a month."),
    ("ru-en", "Через полчаса после укола.", "An hour and a half after the injection."),
    ("zh-en", "疗程一个半月。", "The course is a month."),
    ("en-zh", "It lasts an hour and a half.", "持续一小时。"),
    ("en-ru", "Wait an hour.", "Подождите полтора часа."),
]


@pytest.mark.parametrize(("pair", "text", "translation"), HALVES)
def test_half_a_time_more_is_another_time(pair: str, text: str, translation: str) -> None:
    assert ("quantities", "error") in found(pair, text, translation, machine=False)


@pytest.mark.parametrize(
    ("pair", "text", "translation"),
    [
        ("en-ru", "Wait an hour and a half.", "Подождите полтора часа."),
        ("ru-en", "Курс длится полтора месяца.", "The course lasts six weeks."),
        ("ru-en", "Через полчаса.", "After 30 minutes."),
        ("en-ru", "He slept for half the day.", "Полдня он спал."),
        ("ru-zh", "Полкило рыбы в неделю.", "每周半公斤鱼。"),
    ],
)
def test_half_a_time_may_be_told_in_another_unit(pair: str, text: str, translation: str) -> None:
    assert not {"quantities", "numbers"} & {check for check, _ in found(pair, text, translation)}
