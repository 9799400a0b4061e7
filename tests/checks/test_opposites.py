"""The translation says the other end of a thing than the source."""

from __future__ import annotations

import pytest

from pipeline.checks.opposites import Opposite
from tests.checks.test_checks import named, subject

TURNED = [
    # A denial in another clause changes nothing here.
    ("en-ru", "Take it before lunch and do not crush it.", "Принимайте после обеда и не измельчайте."),
    ("en-zh", "Raises the INR; do not combine.", "会降低INR；请勿合用。"),
    ("ru-en", "Алкоголь нельзя; капли принимайте перед сном.", "No alcohol; take the drops after sleep."),
    ("zh-en", "不要掰开，饭后服用。", "Do not break it; take it before meals."),
    ("ru-zh", "Не вызывает сонливости и безопасен.", "不会引起困倦，但有害。"),
    ("en-ru", "It is not habit-forming and lowers blood sugar.", "Не вызывает привычки и повышает сахар."),
    # Both clauses deny, and of different things.
    ("en-ru", "It does not increase the risk.", "Это не снижает риск."),
    # Before and after in words of their own.
    ("ru-en", "За час до еды.", "An hour after a meal."),
    ("ru-zh", "За 20 минут до завтрака.", "早餐后20分钟。"),
    ("zh-ru", "手术前停服。", "Прекратите приём после операции."),
    ("en-zh", "MGP suppresses calcification.", "MGP促进钙化。"),
    ("zh-en", "镁能抑制这种酶。", "Magnesium activates this enzyme."),
    ("ru-zh", "Витамин активирует этот белок.", "该维生素抑制这种蛋白。"),
    ("en-ru", "Take magnesium with meals.", "Принимайте магний натощак."),
    ("zh-en", "空腹服用钙片。", "Take the calcium tablet with a meal."),
    ("en-zh", "One capsule in the morning.", "睡前一粒。"),
    ("ru-en", "Одна капсула вечером.", "One capsule in the morning."),
    ("en-zh", "An excess of iron is harmful.", "缺铁有害。"),
    ("ru-en", "Избыток йода вредит.", "Iodine deficiency does harm."),
    ("en-zh", "It prevents kidney stones.", "它会导致肾结石。"),
    ("ru-en", "Магний вызывает судороги.", "Magnesium relieves cramps."),
    ("en-ru", "Stop the tablets and call a doctor.", "Продолжайте приём таблеток и вызовите врача."),
    ("zh-ru", "出现瘀伤请停药。", "При синяках продолжайте приём."),
    ("ru-en", "Магний расширяет артерии.", "Magnesium constricts the arteries."),
    ("zh-en", "镁使肌肉放松。", "Magnesium makes muscles tighten."),
    ("en-zh", "Her sleep improved.", "她的睡眠恶化了。"),
    ("ru-zh", "Анализы ухудшились.", "化验结果有所好转。"),
    ("en-ru", "MK-7 has a long half-life.", "У MK-7 короткий период полувыведения."),
    ("zh-ru", "短期服用。", "Принимать длительно."),
    ("en-zh", "For people with hypothyroidism.", "适用于甲状腺功能亢进者。"),
    ("zh-en", "低血压患者慎用。", "Use with caution in high blood pressure."),
    ("ru-en", "При гиперкальциемии нужен врач.", "Hypocalcemia needs a doctor."),
    ("en-ru", "Vitamin K is a fat-soluble vitamin.", "Витамин K — водорастворимый витамин."),
    ("ru-en", "Рыбий жир разжижает кровь.", "Fish oil thickens the blood."),
    ("ru-zh", "Начинайте с малых доз.", "从大剂量开始。"),
    ("ru-en", "Результат положительный.", "The result is negative."),
    # Words whose opposite has a negative prefix, in both directions.
    ("en-zh", "The capsule is ineffective.", "该胶囊有效。"),
    ("zh-ru", "钙片有效。", "Кальций неэффективен."),
    ("ru-en", "Добавка неэффективна при подагре.", "The supplement is effective in gout."),
    ("en-ru", "It is unsafe while nursing.", "Это безопасно при кормлении."),
    ("en-ru", "It is safe to combine them.", "Сочетать их небезопасно."),
    ("ru-zh", "Большие количества небезопасны.", "大量服用是安全的。"),
    ("en-zh", "The data are insufficient.", "数据充足。"),
    ("ru-en", "Исследований достаточно.", "Studies are insufficient."),
    ("ru-en", "Неизвестно, вредит ли это плоду.", "It is known whether this harms the fetus."),
    ("zh-ru", "病因未知。", "Причина известна."),
    ("en-ru", "Her blood sugar was unstable.", "Её сахар был стабилен."),
    ("en-ru", "It is impossible to overdose.", "Передозировка возможна."),
    ("en-ru", "Harm is unlikely.", "Вред вероятен."),
    ("ru-zh", "Несовместим с тетрациклином.", "与四环素相容。"),
    ("en-zh", "Inactive MGP cannot guard the aorta.", "活化的MGP无法保护主动脉。"),
    ("en-ru", "The difference was statistically significant.", "Различие было статистически незначимым."),
    ("ru-en", "Нерастворимые соли усваиваются хуже.", "Soluble salts are absorbed worse."),
    ("en-ru", "Wine is inadvisable.", "Вино желательно."),
    ("en-ru", "The device is unreliable.", "Прибор надёжен."),
    ("zh-en", "损伤不可逆。", "The damage is reversible."),
    ("en-ru", "The findings are inconclusive.", "Данные убедительны."),
    ("zh-ru", "血钙异常。", "Кальций крови в норме."),
]
KEPT = [
    ("en-ru", "Take it before lunch and do not crush it.", "Принимайте до обеда и не измельчайте."),
    ("en-zh", "It is not safe in pregnancy.", "妊娠期服用不安全。"),
    ("zh-en", "大量服用不安全。", "Large amounts are dangerous."),
    ("ru-en", "Это небезопасно.", "It is not safe."),
    ("en-ru", "The drug is not effective.", "Препарат неэффективен."),
    ("ru-zh", "Препарат не эффективен.", "该药无效。"),
    ("zh-en", "该药无效。", "The drug does not work."),
    ("zh-ru", "证据不足。", "Доказательств мало."),
    ("en-ru", "There is not enough evidence.", "Доказательств недостаточно."),
    ("ru-en", "Неизвестно, безопасно ли это.", "No one knows whether this is safe."),
    ("en-zh", "It is unknown why.", "原因尚不清楚。"),
    ("en-ru", "No interaction is known.", "О взаимодействии неизвестно."),
    ("zh-en", "不可能过量。", "An overdose cannot happen."),
    ("ru-en", "Вряд ли это опасно.", "This is unlikely to be dangerous."),
    ("en-zh", "Salt does not lower pressure, it raises it.", "盐不会降压，反而会升压。"),
    ("ru-en", "Риск не повышается.", "The risk stays low."),
    ("en-ru", "In rats, high doses shrank the deposits.", "У крыс большие дозы уменьшали отложения."),
    ("zh-en", "收缩压下降，舒张压不变。", "Systolic pressure fell, and diastolic pressure did not change."),
    ("en-zh", "It dilates the vessels.", "它能舒张血管。"),
    ("ru-en", "Принимайте не натощак, а во время еды.", "Take it with meals."),
    ("zh-ru", "早晚各一粒。", "По одной капсуле утром и вечером."),
    ("en-zh", "Long-term use is unsafe.", "长期使用不安全。"),
    ("en-ru", "It no longer helps.", "Больше он не помогает."),
    ("zh-en", "用于低血压。", "For low blood pressure."),
    ("en-ru", "It lowers high blood pressure.", "Снижает повышенное давление."),
    ("zh-en", "降低高血压患者的血压。", "It lowers blood pressure in people with hypertension."),
    ("ru-zh", "Врачи предупреждают, что магний вызывает диарею.", "医生提醒，镁会引起腹泻。"),
    ("en-zh", "Prevents bone loss caused by deficiency.", "预防缺乏引起的骨质流失。"),
    ("ru-en", "Неактивная форма не работает.", "The inactive form does not work."),
    ("en-ru", "The virus was inactivated by heat.", "Нагрев лишил вирус активности."),
    ("en-zh", "Do not stop; continue the course.", "不要停药，请继续疗程。"),
    ("ru-en", "Не прекращайте приём.", "Continue taking it."),
    ("zh-ru", "不要停药。", "Продолжайте приём."),
    ("en-ru", "Vitamin C dissolves in water.", "Витамин C растворим в воде."),
    ("en-ru", "In the weeks before the illness.", "В последние недели до болезни."),
    ("en-zh", "Some of the enzyme stays inactive.", "一部分酶没有活性。"),
    (
        "en-ru",
        "There was no gain over placebo after a year.",
        "За год преимущества перед плацебо не возникло.",
    ),
    ("ru-zh", "Гипотензивные средства принимают утром.", "降高血压的药早上服用。"),
    ("en-zh", "Oxalates are insoluble.", "草酸盐难溶于水。"),
]
MORE_AND_LESS = [
    ("en-ru", "Eat more fibre.", "Ешьте меньше клетчатки."),
    ("en-zh", "Drink more water.", "少喝水。"),
    ("ru-en", "Ешьте больше сыра.", "Eat less cheese."),
    ("zh-en", "少吃盐。", "Eat more salt."),
    ("zh-ru", "多吃蔬菜。", "Ешьте меньше овощей."),
    ("en-ru", "It is more common in men.", "У мужчин встречается реже."),
    ("ru-zh", "Это бывает редко.", "这种情况经常发生。"),
]
ADVICE = [
    ("ru-en", "Показания: гипомагниемия, судороги.", "Contraindications: hypomagnesaemia and cramps."),
    ("en-zh", "It is indicated for acute bleeding.", "急性出血者禁用。"),
    ("ru-zh", "Можно всем, кроме детей.", "所有人都可以用，包括儿童。"),
    ("en-ru", "Bleeding is a rare side effect.", "Кровотечение — частый побочный эффект."),
    ("ru-en", "Добавка плохо переносится.", "The supplement is well tolerated."),
    ("zh-ru", "轻度肾病患者可以使用。", "Можно больным с тяжёлой болезнью почек."),
    ("en-zh", "Patients must carry a warning card.", "患者可以携带警示卡。"),
    ("ru-en", "Зверобой ослабляет действие лекарства.", "St John's wort strengthens the drug."),
]
USAGE = [
    ("ru-en", "Возможно, K2 замедляет потерю костной массы.", "K2 has been shown to slow bone loss."),
    ("ru-zh", "Вероятно, добавка полезна.", "该补充剂肯定有益。"),
    ("en-ru", "You need not fast before the test.", "Перед анализом есть нельзя."),
    ("ru-zh", "Препарат можно не отменять.", "不得停药。"),
    ("zh-ru", "不必停药。", "Препарат отменять нельзя."),
    ("en-zh", "Store away from sunlight.", "置于阳光下保存。"),
    ("zh-ru", "开封后冷藏保存。", "После вскрытия хранить при комнатной температуре."),
    ("en-ru", "Call your doctor if the pain gets worse.", "Позвоните врачу, если боль пройдёт."),
    ("zh-en", "缓慢静脉滴注。", "Give as a rapid intravenous bolus."),
]
TURNED += MORE_AND_LESS + ADVICE + USAGE
KEPT += [
    ("en-ru", "Eat less salt.", "Ограничьте соль."),
    ("en-zh", "Grandfather never measured anything.", "爷爷从来不用量具。"),
    ("zh-en", "可能有效，但尚未证实。", "It may work, but this is not proven."),
    ("ru-en", "Хранить в тёмном прохладном месте.", "Keep in a cool place, away from light."),
    ("en-ru", "You do not need to avoid sunlight.", "Солнца избегать не нужно."),
    ("zh-en", "多喝水，少喝酒。", "Drink more water and less alcohol."),
    ("ru-en", "Не более 4 г в день.", "No more than 4 g a day."),
    ("en-zh", "It is more or less safe.", "它基本安全。"),
    ("ru-zh", "Больше он не помогает.", "它不再有效，很少有用。"),
    ("en-ru", "Most often it is mild.", "Чаще всего оно протекает легко."),
    ("en-zh", "We will repeat the test before we decide.", "我们复查后再决定。"),
    ("ru-en", "Жёсткость артерий уменьшилась.", "Arterial stiffness improved."),
    ("zh-en", "除钙外，还需要镁。", "Besides calcium, magnesium is needed, too."),
    ("ru-zh", "Можно всем, кроме детей.", "除儿童外均可服用。"),
]


@pytest.mark.parametrize(("pair", "text", "translation"), TURNED, ids=named(TURNED))
def test_the_opposite_is_an_error_of_a_draft(pair: str, text: str, translation: str) -> None:
    assert "error" in [f.severity.value for f in Opposite().run(subject(pair, text, translation))]


@pytest.mark.parametrize(("pair", "text", "translation"), TURNED[:3], ids=named(TURNED[:3]))
def test_a_person_is_warned_of_it(pair: str, text: str, translation: str) -> None:
    found = Opposite().run(subject(pair, text, translation, machine=False))
    assert [f.severity.value for f in found] == ["warning"]


@pytest.mark.parametrize(("pair", "text", "translation"), KEPT, ids=named(KEPT))
def test_the_same_said_in_other_words_is_no_finding(pair: str, text: str, translation: str) -> None:
    assert list(Opposite().run(subject(pair, text, translation))) == []
