"""Words of which no term consists, or with which none begins or ends, by language."""

from __future__ import annotations


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


NO_ACRONYMS = _words(
    """
    IU UI ME МЕ ЕД МКГ МГ КГ МЛ MCG MG KG ML AM PM OK FAQ URL HTML PDF DOI ISBN ISSN TV CD DVD USA UK EU UN
    США РФ ЕС СССР СНГ ООН II III IV VI VII VIII IX XI XII XIII XIV XV XVI XIX XX XXI
    """
)
"""Units, doses, Roman numbers, countries, and what is written in capitals in any text."""

ENGLISH = _words(
    """
    a about above according across actual after again against all almost alone along already also although
    always am among amount an and another answer any anyone anything are around article as ask at available
    average away back based be because become been before began begin being below best better between big both
    bring but by call came can cannot case cause certain change choose clear close combined come common
    compared complete consider contain contains could daily day days dear decide depend depends did different
    do does doing done down due during each early eat eaten effect effects either else end enough especially
    even ever every example fact far few find first follow following for form found four from full further
    gave general get give given gives go goes good got great group groups had half has have having he help
    helps her here high higher him his hold holds hour hours how however i if important in include increase
    increased into is it its itself just keep kind know known large larger last later least leave less let
    level levels like likely list little long longer look lot low lower made main make makes making many may
    maybe me mean means might minute month months more most much must my name near nearly need needs never new
    next no nobody none nor normal not note nothing now number of off often old on once one only open or other
    others our out over own part parts people per perhaps person possible put question questions quite rather
    read reason recent really reduce result results right said same say says second see seem seems seen
    several she should show showed shown shows simple since six size slightly small smaller so some something
    sometimes soon still stop such sure take taken takes taking talk tell than that the their them then there
    therefore these they thing things think third this those though three through thus time times to today
    together too took top total toward try two type types under unless until up upon us use used useful uses
    using usually value values various very want was way ways we week weeks well went were what when where
    whether which while who whole whose why wide will with within without work would year years yes yet you
    young your
    """
)
"""No phrase begins or ends with one of these."""

RUSSIAN = _words(
    """
    автор длинный короткий доза большинство важность вариант вещь взгляд вид влияние внимание возможность вопрос время выбор высокий
    главный год данные действие день десятка дело другой единица задача значение изменение использование
    исследование какой количество конец крупный лицо любой максимум малый месяц место метод минимум минута
    момент наблюдение набор назначение наличие начало небольшой неделя недостаток немного необходимость низкий
    новый нужный объём обычный ответ отличие отсутствие очередь первый пара повод полный половина польза
    помощь порция последний последующий последствие постоянный потребность правило предмет признак пример
    применение принцип причина проблема проект процесс процент разный раз развитие разница ранний результат
    решение роль ряд самый связь сила следующий следствие слово случай смысл снижение совет содержание
    современный состав состояние список способ сравнение средний средство статья степень сторона строка сутки
    счёт таблица текст тема тип точка третий уровень условие участие участник факт форма цель цифра час часть
    человек число читатель шаг эффект явление
    """
)
"""Lemmas of nouns and adjectives with which no term begins or ends."""

CHINESE = _words(
    """
    注意 问题 情况 研究 结果 方法 时候 时间 医生 患者 病人 作用 影响 方面 部分 原因 食物 药物
    人群 成年人 女性 男性 儿童 老人 孩子 朋友 文章 本文 表明 发现 证据 显示 建议 意见 认为 说明
    参考 文献 答案 名称 内容 方式 过程 程度 水平 含量 数量 比例 范围 标准 目标 重要 主要 常见
    不同 相同 相关 直接 间接 自行 自己 通常 一般 特别 尤其 可能 必须 需要 应该 能够 帮助 增加
    减少 降低 提高 升高 下降 改善 保持 开始 停止 继续 发生 出现 形成 引起 导致 造成 进行 受到
    得到 获得 达到 超过 低于 高于 包括 含有 属于 成为 区别 差别 变化 关系 风险 危险 安全 效果
    好处 坏处 要点 小时 分钟 每天 每日 每周 今天 明天 目前 现在 以后 以前 之前 之后 其他 其它
    某些 许多 多数 少数 任何 所有 全部 一些 身体 体内 人体 生活 国家 世界 中国 美国 日本 欧洲
    英国 德国 荷兰 工作 提供 支持 人员 系统 宣布 报告 报道 检查 组织 检测 接触 措施 政府 新型
    死亡 治疗 严重 试验 健康 全球 人类 卫生 症状 传播 爆发 提示 完全 突然 容易 大量 大致 稳定
    调整 损失 满足 合成 补充 形式 主要形式 参考文献 循环 储存 产品 资料 数据 计划 项目 公司 机构
    专家 学者 作者 读者 记者 部门 单位 社会 经济 技术 服务 管理 控制 预防 保护 处理 解决 使用
    服用 食用 利用 采取 选择 决定 判断 比较 观察 调查 分析 评估 测量 计算 记录 显著 明显 轻微
    正常 异常 长期 短期 持续 迅速 缓慢 逐渐 最终 最近 最后 首先 其次 同时 随后 期间 阶段 早期
    晚期 年龄 男子 女子 家庭 学校 城市 地区 地方 部位 位置 联系 关注 了解 知道 相信 担心 希望
    告诉 询问 回答 讨论 介绍 强调 指出 认识 考虑 避免 防止 限制 允许 禁止 要求 推荐 适合 适用
    符合 取决 依赖 足够 缺少 剩余 额外 单独 共同 分别 平均 总体 整个 关键 基本 简单 复杂 困难
    便宜 昂贵 普通 特殊 新的 旧的 名字 东西 办法 机会 能力 力量 条件 环境 基础 来源 途径 机制
    功能 特点 性质 类型 种类 样本 对照 对象 参与 加入 含有量 一样 一起 一直 一旦 一次 第一 第二
    此外 另外 然而 不过 尽管 即使 无论 只有 只要 除非 直到 关于 根据 按照 通过 经过 随着 作为
    由于
    """
)
"""Words of everyday language that a text about health repeats."""
