"""Words that make a number a bound, in three languages, each from below and from above.

`_` stands for a space.
"""

from __future__ import annotations

SYMBOLS = ("[≥>＞≧⩾]=?", "[≤<＜≦⩽]=?")
"""In all languages, also right behind a letter: `eGFR≥60`."""

BEFORE = {
    "en": (
        r"""at_least not?_(?:less|fewer|earlier|sooner|younger|lower|shorter|smaller|lighter)_than
        (?:more|older|greater|higher|longer|later|larger|bigger|heavier)_than over above exceed(?:s|ed|ing)?
        minimum(?:_of)?""",
        """at_most not?_(?:more|older|greater|higher|longer|later|larger|bigger|heavier)_than not_exceed(?:ing)? up_to
        (?:less|fewer|earlier|sooner|younger|lower|shorter|smaller|lighter)_than under below within maximum(?:_of)?""",
    ),
    "ru": (
        r"""не_(?:менее|меньше|ниже|реже|раньше|ранее|моложе|младше)(?:,?_чем)? минимум по_(?:крайней|меньшей)_мере
        хотя_бы более(?:_чем)? больше(?:_чем)? (?:позже|позднее),?_чем свыше выше превыша\w+ старше
        дольше(?:_чем)? чаще от""",
        r"""не_(?:более|больше|выше|чаще|позднее|позже|старше|дольше)(?:,?_чем)? максимум не_превыша\w+
        менее(?:_чем)? меньше(?:_чем)? (?:раньше|ранее),?_чем ниже моложе младше
        короче реже до""",
    ),
    "zh": (
        r"""(?:(?<!低)至少|起码|最少)(?:(?![不超高低多少大小以于的])[\u4e00-\u9fff]){0,5}
        不(?:得|应|宜|要|可|能)?[少低小早]于 超过了? 多于 大于(?:或?等于)? 高于 晚于""",
        r"""(?:最多|至多)(?:(?![不超高低多少大小以于的])[\u4e00-\u9fff]){0,5}
        不(?:得|应|宜|要|可|能|会)?超过
        不(?:得|应|宜|要|可|能)?[多高大晚迟]于 不到 不足 不满 少于 低于 小于(?:或?等于)? 早于 未满
        多达""",
    ),
}
"""Before a number."""
BEHIND = {
    "en": (
        r"""(?:[\w/]{1,10}_)?or_(?:more|higher|over|above|older|longer|greater|later)
        and_(?:above|over|older|up) \+
        (?:[a-z]+_)?at_(?:the_)?least(?=[.,;:)]|$)""",
        r"""(?:[\w/]{1,10}_)?or_(?:less|fewer|lower|below|under|younger|earlier|shorter|smaller)
        and_(?:under|below|younger)
        (?:[a-z]+_)?at_(?:the_)?most(?=[.,;:)]|$)""",
    ),
    "ru": (
        r"(?:[\w/]{1,10}_)?(?:и|или)_(?:более|выше|старше|больше|дольше)",
        r"(?:[\w/]{1,10}_)?(?:и|или)_(?:менее|ниже|младше|меньше|моложе)",
    ),
    "zh": (
        "(?:[度个人名次例种片粒滴颗位项家倍]|摄氏度)?[及或]?以上 [及或]更[多高] 多 余 之?后(?:才|再|方可)",
        "(?:[度个人名次例种片粒滴颗位项家倍]|摄氏度)?[及或]?以下 以内 之内 [及或]更[少低]",
    ),
}
FAR = {
    "en": (
        "(?:minimum|minimal|lowest|smallest)",
        "(?:maximum|maximal|highest|largest)",
        r"[A-Za-z' —–:-]{1,40}",
    ),
    "ru": (
        r"(?:минимальн\w+|наименьш\w+|сам\w+_низк\w+)",
        r"(?:максимальн\w+|наибольш\w+|сам\w+_высок\w+)",
        r"[А-Яа-яё —–:-]{1,40}",
    ),
    "zh": ("(?:最小|最低|最少)", "(?:最大|最高|最多|上限)", r"(?!的)[\u4e00-\u9fff：:]{0,14}"),
}
"""From below, from above, and what may stand between them and a number: its noun and its verb."""
