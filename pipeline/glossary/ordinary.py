"""Everyday expressions in which a term's word or character means something else.

They are found like terms, so that the longest wins, and stand for nothing: 铁 is iron, and 铁路 a railway.
"""

from __future__ import annotations

EXPRESSIONS = {
    "zh": (
        "铁路", "地铁", "高铁", "铁道", "铁轨", "铁律", "铁证", "铁杆", "铁人", "铁匠", "铁青",
        "铁观音", "铁饭碗", "铜牌", "银行", "银河", "铅笔", "镁光灯", "硅谷", "磷虾", "香肠", "腊肠",
        "红肠", "火腿肠", "肠衣", "热心肠", "心肝", "肝胆相照", "心血来潮", "血拼", "脑筋", "电脑", "骨干",
        "骨气",
    ),
    "ru": ("железная дорога", "железный занавес", "золотой стандарт"),
    "en": ("iron out", "gold standard", "gut feeling"),
}  # fmt: skip
"""By language."""
