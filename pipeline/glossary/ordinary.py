"""Words and everyday expressions in which a term's word or character means something else.

They are found like terms, so that the longest wins, and stand for nothing: 铁 is iron, and 铁路 a railway.
Chinese has no spaces, and a short term is part of many longer words that other languages say without it:
动脉瘤 is an aneurysm and no artery, 辛伐他汀 a name and not the word statin. What other languages may compose of
the term too (肝酶, 肺动脉, 碳酸钠, 血管扩张) is not here, nor what stands across words (低血压 in 降低血压).
"""

from __future__ import annotations

_EVERYDAY = (
    "铁路 地铁 高铁 铁道 铁轨 铁律 铁证 铁杆 铁人 铁匠 铁青 铁观音 铁饭碗 铁丝 铁皮 铁锈 铁锹 铁锤 铁砧 铁链 "
    "铁门 铁板 铁血 铁腕 铁木真 铁石心肠 钢铁 磁铁 烙铁 铸铁 马蹄铁 滑铁卢 手无寸铁 铜牌 银行 银河 铅笔 镁光灯 "
    "硅谷 磷虾 香肠 腊肠 红肠 火腿肠 肠衣 热心肠 心肝 肝胆相照 心血来潮 血拼 脑筋 电脑 骨干 骨气 中风险 缺乏经验 "
    "付出血"
)
_ELEMENTS = (
    "亚铁 铁调素 转铁蛋白 乳铁蛋白 钙调蛋白 钙调素 钙调磷酸 钙调神经 钙黏蛋白 钙粘蛋白 钙卫蛋白 钙网蛋白 "
    "钙蛋白酶 高钙尿 低钙尿 降钙素原 磷酸 卵磷脂 鞘磷脂 有机磷 环磷酰胺 磷灰石 利钠 利尿钠 脑钠肽 高钠血 低钠血 "
    "高钾血 低钾血 高磷血 低磷血"
)
_ENZYMES = (
    "酸酶 氢酶 成酶 合酶 移酶 激酶 原酶 氨酶 胺酶 构酶 解酶 酯酶 脂酶 肽酶 糖酶 苷酶 素酶 旋酶 切酶 裂酶 菌酶 "
    "氮酶 蛋白酶 淀粉酶 脂肪酶 聚合酶 连接酶 端粒酶 氧化酶 羟化酶 磷酸化酶 歧化酶 环化酶 氢化酶 溶酶体 酶原"
)
"""Their endings: 脱氢酶 is a dehydrogenase, while 肝酶 and 消化酶 are enzymes by name."""
_MEDICAL = (
    "动脉瘤 动脉炎 微动脉 血管瘤 血管炎 血管造影 血管成形 血管生成 血管加压素 毛细血管 微血管 脑血管 血压计 "
    "血清素 血清型 血清学 血栓素 血栓烷 血栓性 抗凝血酶 凝血活酶 凝血功能障碍 出血热 重吸收 骨吸收 肾上腺素 "
    "结肠炎 乙状结肠镜 胃肠道 肠道病毒 糖尿病前期 透析液 纳豆激酶 伐他汀"
)

EXPRESSIONS = {
    "zh": tuple(" ".join((_EVERYDAY, _ELEMENTS, _ENZYMES, _MEDICAL)).split()),
    "ru": ("железная дорога", "железный занавес", "золотой стандарт"),
    "en": ("iron out", "gold standard", "gut feeling"),
}
"""By language."""
