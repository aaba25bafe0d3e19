"""Build the tables of the name model: ``surnames.tsv``, ``given.tsv`` and ``words.tsv``.

Sources: the dictionary of jieba (MIT; words with frequency and part of speech, among them some 70,000
personal names) and the surnames with frequencies of Faker's zh_CN provider (MIT).

Every figure is a natural logarithm of a probability, times ten, rounded: integers load fast.

Usage: ``pip install jieba faker && python scripts/build_names.py laomo_extract/lexicon``
"""

from __future__ import annotations

import math
import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from importlib import metadata
from pathlib import Path

# Compound surnames that the sources lack or count too low; the list of the 百家姓 and later censuses.
COMPOUND = (
    "欧阳 司马 上官 诸葛 东方 皇甫 尉迟 公孙 慕容 令狐 司徒 司空 夏侯 呼延 端木 百里 东郭 南宫 西门 宇文 长孙 "
    "轩辕 独孤 拓跋 澹台 濮阳 公冶 太史 申屠 闻人 赫连 钟离 单于 万俟 第五 纳兰 鲜于 闾丘 亓官 仲孙 宗政"
).split()
# Surnames of the census lists that Faker lacks; rare, so given the floor.
RARE = (
    "雒 药 番 氾 呙 戢 禤 撖 郄 智 妥 苌 侴 岐 帖 拱 邸 降 依 普 刀 岩 召 罕 俸 零 僮 奉 税 秘 睢 洒 喇 者 纳 锁 昂 才 仁 多 尕 完 旦 拉 桑 "
    "乌 乐 于 云 井 亓 仇 仉 从 仝 介 付 仰 伊 佘 佟 佴 侍 信 修 储 兰 冀 冉 农 冷 冼 冒 凌 凤 初 刁 别 功 匡 区 卓 卜 卞 占 卫 厉 双 古 召 台 司 吉 后 向 吕 员 "
    "哈 啜 单 南 博 卢 印 党 全 公 关 兴 养 冶 乔 习 买 亢 仲 任 伏 伍 位 何 侯 俞 保 倪 候 傅 元 充 冬 凯 利 刘 剧 力 励 劳 勾 包 华 及 叶 同 呼 和 咸 商 喻 嘉 "
    "国 圣 坚 城 堵 塔 墨 声 多 天 奚 奇 好 如 妙 姚 姜 娄 娜 子 孔 字 宁 安 官 宣 宫 宰 家 容 宿 密 富 封 将 尉 尚 尤 尧 尹 居 展 山 岑 岩 岳 崇 崔 左 巢 巨 巩 "
    "巫 帅 师 席 常 干 平 年 幸 广 库 应 庞 庹 康 庾 廉 廖 延 建 开 弋 弓 强 归 当 征 律 徐 德 忻 怀 急 恩 恽 惠 慎 慕 戈 战 戚 户 房 扈 折 抗 支 攸 敖 教 敬 斗 "
    "斯 方 施 旦 旷 易 星 春 昝 是 晁 晋 晏 景 曲 月 有 木 未 权 束 来 松 柏 查 柯 柳 柴 栗 桂 桑 梁 梅 植 楚 楼 樊 次 欧 步 武 母 毋 毕 毛 水 江 池 汝 汤 汪 沃 "
    "沈 沙 沐 泰 洛 洪 海 涂 淡 温 游 湛 满 滑 滕 漆 潘 濮 火 烟 焦 燕 牛 牟 牧 狄 狐 玉 甄 甘 生 用 甫 由 申 男 畅 白 皮 益 盖 盘 盛 相 真 眭 瞿 石 磨 祁 祖 祝 "
    "禄 禹 秋 程 税 稽 穆 空 窦 章 童 竹 竺 符 管 米 粟 糜 索 终 经 练 绳 缪 罕 羊 翁 翟 老 耿 聂 肖 能 臧 舒 良 色 艾 芦 芮 花 苍 苏 苑 苗 苟 英 茅 茹 荀 荆 荣 "
    "莘 莫 萧 蒙 蒲 蒿 蓝 蓟 蓬 蔚 蔡 蔺 虎 虞 衣 袁 裘 裴 褚 覃 解 訾 詹 言 计 许 谈 谌 谢 谭 谯 谷 豆 贝 费 贲 赏 赖 赫 路 车 辛 辜 边 达 逄 逯 遆 邓 邝 邢 那 "
    "邬 邰 邱 邵 郁 郅 郎 郏 郑 郗 郜 郝 郦 都 鄂 鄢 鄞 酆 金 钟 钱 钮 铁 锁 锺 闫 闭 闵 闻 闾 问 阎 阙 阚 阳 阴 阿 陆 降 隆 雍 雪 雷 霍 青 靖 靳 鞠 韦 韩 韶 项 "
    "须 颛 饶 马 骆 高 鱼 鲍 鲜 鲁 鹿 麦 麻 黎 黑 齐 龙 龚 庄 乜 苦 危 明 时 贺 喜 贡 东 成 严 文 门 丰 丛 宗 寇 余 戴 宋 熊 纪 屈 董 杜 阮 贾 颜 郭 林 夏 田 胡 "
    "万 丁 杭 诸 嵇 於 羿 汲 邴 段 巴 隗 宓 班 栾 暴 钭 戎 薄 籍 屠 胥 姬 扶 郤 璩 寿 通 浦 连 宦 暨 衡 弘 殴 殳 越 夔 厍 融 简 曾 蒯 红 桓 督 法 钦 缑 况 琴 伯 "
    "丘 寻 邱 晁 笪 爱 福 代 秦 卿 撒 回 邸 树 但 种 逢 宛 冮 揭 遇 颉 禚 斛 綦 隋 矫 曹 辇 芳 骞 才 乾 拜 勉 者 仵 "
).split()

# Found in lists of rare surnames, but in running text all but always another word.
NO_SURNAME = "子木急修经买过都有家"
SHARPEN = 1.35

# Letters of foreign names in Chinese: the dictionary's 托尔斯泰 and 马拉多纳 say nothing of Chinese names.
FOREIGN = set("尔斯克拉特尼亚姆格夫蒂切赫扎塔奥埃托图卡基耶姬莎娃伊阿巴科罗瓦维迪纳弗鲁")

# Faker writes 肖 as 萧 and 于 as 0.0074; these are the shares (per cent) of the 2020 register, rounded.
CORRECTED = {"于": 0.62, "肖": 0.45, "付": 0.2, "闫": 0.25, "覃": 0.2, "冉": 0.08}
# Surnames that are verbs and particles first of all: a name has to be sure from what is around it.
CORRECTED |= dict.fromkeys("来买相从由过都有通员拜逢", 0.003) | {"和": 0.01, "应": 0.02}


def dictionary() -> Iterator[tuple[str, int, str]]:
    """Words of jieba's dictionary with frequency and part of speech."""
    import jieba

    with Path(jieba.__file__).with_name("dict.txt").open(encoding="utf-8") as lines:
        for line in lines:
            word, count, tag = line.split()
            yield word, int(count), tag


def scaled(probability: float) -> int:
    """Ten times the logarithm, rounded."""
    return round(10 * math.log(probability))


def main(folder: Path) -> None:
    """Write the three tables into ``folder``."""
    from faker.providers.person.zh_CN import Provider

    note = (
        f"# Derived from jieba {metadata.version('jieba')} (MIT) and Faker {metadata.version('faker')} (MIT) "
        "by scripts/build_names.py; figures are 10 ln p."
    )
    # Faker's list leaves half of the people to its first ten names and rounds the rare ones up, so the
    # weights of its tail are kept only as an order of magnitude.
    weights: dict[str, float] = {name: float(weight) for name, weight in Provider.last_names.items()}
    floor = 0.005
    for name in (*RARE, *COMPOUND):
        weights.setdefault(name, floor)
    weights.update(CORRECTED)
    for name in NO_SURNAME:
        weights.pop(name, None)
    total_weight = sum(weights.values())

    words = list(dictionary())
    total = sum(count for _, count, _ in words)
    second: Counter[str] = Counter()
    third: Counter[str] = Counter()
    only: Counter[str] = Counter()
    for word, _, tag in words:
        if tag != "nr" or FOREIGN & set(word):
            continue
        size = 2 if word[:2] in weights and len(word) > 3 else 1
        if weights.get(word[:size], 0.0) < 0.02:
            continue
        given = word[size:]
        if len(given) == 1:
            only[given] += 1
        elif len(given) == 2:
            second[given[0]] += 1
            third[given[1]] += 1
    # Two-character names are few in the dictionary, so their last character leans on the last of longer ones.
    single = {char: only[char] * 4 + 0.4 * third[char] for char in set(only) | set(third)}

    def table(counts: Mapping[str, float], chars: list[str]) -> dict[str, float]:
        # The dictionary holds each name once, which makes rare characters look common: the exponent undoes that.
        weight = {char: (counts.get(char, 0) + 0.3) ** SHARPEN for char in chars}
        mass = sum(weight.values())
        return {char: weight[char] / mass for char in chars}

    chars = sorted(set(second) | set(third) | set(only))
    anywhere: Counter[str] = Counter()
    for word, count, tag in words:
        if tag != "nr":
            for char in word:
                anywhere[char] += count
    characters = anywhere.total()
    columns = [table(counts, chars) for counts in (second, third, single)]
    columns.append({char: max(anywhere[char], 1) / characters for char in chars})
    (folder / "surnames.tsv").write_text(
        "\n".join(
            [
                "# Surname and its frequency among people.",
                note,
                *(f"{name}\t{scaled(weight / total_weight)}" for name, weight in sorted(weights.items())),
            ]
        )
        + "\n",
        encoding="utf-8",
    )
    (folder / "given.tsv").write_text(
        "\n".join(
            [
                "# Character of a given name: as the first of two, as the second of two, as the only one; in any text.",
                note,
                *(f"{char}\t" + "\t".join(str(scaled(column[char])) for column in columns) for char in chars),
            ]
        )
        + "\n",
        encoding="utf-8",
    )
    kept = [
        (word, count, tag)
        for word, count, tag in words
        if (len(word) == 1 and count >= 3)
        or (2 <= len(word) <= 4 and count >= (20 if len(word) == 2 else 12) and not tag.startswith("nr"))
    ]
    (folder / "words.tsv").write_text(
        "\n".join(
            [
                "# Common word, its frequency in running text, and its part of speech (first letter).",
                note,
                *(f"{word}\t{scaled(max(count, 1) / total)}\t{tag[0]}" for word, count, tag in sorted(kept)),
            ]
        )
        + "\n",
        encoding="utf-8",
    )


if __name__ == "__main__":
    main(Path(sys.argv[1]))
