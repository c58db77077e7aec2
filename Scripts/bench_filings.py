#!/usr/bin/env python3
"""Writes filings to measure speed with: bench_filings.py BYTES FOLDER [--files] [--seed N]

Three kinds, each about BYTES of UTF-8: english, chinese, bilingual. FOLDER/KIND.jsonl holds one {"id", "text"} a line; with --files
FOLDER/KIND/ holds the same as text files. Issuers, names, dates and figures are put together from word lists, so that the share of notices,
names, tables and plain prose is that of a filing and no two documents are alike. The same seed gives the same bytes.
"""
import argparse
import json
import random
from pathlib import Path

PLACES = [("Nanjing", "南京"), ("Shenzhen", "深圳"), ("Foshan", "佛山"), ("Hangzhou", "杭州"), ("Xiamen", "廈門"), ("Chengdu", "成都"), ("Qingdao", "青島")]
BRANDS = [("Evergreen", "長青"), ("Harbour", "海港"), ("Golden Bridge", "金橋"), ("Prosper", "興隆"), ("Morning Star", "晨星"), ("Silver Peak", "銀峰"), ("Jade", "翡翠")]
TRADES = [("Logistics", "物流"), ("Biotechnology", "生物科技"), ("Electronics", "電子"), ("Property Management", "物業管理"), ("Medical Equipment", "醫療器械"), ("New Energy", "新能源"), ("Textile", "紡織")]
FORMS = [("Co., Ltd.", "有限公司"), ("Company Limited", "有限公司"), ("Joint Stock Co., Ltd.", "股份有限公司")]
PEOPLE = [("Chan Tai Man", "陳大文"), ("Lau Siu Wah", "劉小華"), ("Wang Jianguo", "王建國"), ("Ho Ka Yan", "何嘉欣"), ("Zhang Minghui", "張明輝")]

NOTICE_EN = (
    "Hong Kong Exchanges and Clearing Limited and The Stock Exchange of Hong Kong Limited take no responsibility for the contents of this "
    "announcement, make no representation as to its accuracy or completeness and expressly disclaim any liability whatsoever for any loss "
    "howsoever arising from or in reliance upon the whole or any part of the contents of this announcement.")
NOTICE_ZH = (
    "香港交易及結算所有限公司及香港聯合交易所有限公司對本公告的內容概不負責，對其準確性或完整性亦不發表任何聲明，並明確表示，概不對因本公告全部或"
    "任何部分內容而產生或因倚賴該等內容而引致的任何損失承擔任何責任。")
CAUTION_EN = "Shareholders and potential investors of the Company are advised to exercise caution when dealing in the shares of the Company."
CAUTION_ZH = "本公司股東及潛在投資者於買賣本公司股份時務請審慎行事。"

PROSE_EN = [
    "The Group recorded revenue of approximately HK${a}.{b} million for the period, representing an increase of {c}% over the same period of the previous year.",
    "The increase was mainly attributable to higher sales of the {trade} segment in {place} and the opening of {c} new branches during the period under review.",
    "On {day} {month} {year}, {full} entered into an agreement with a bank in {place} for a term loan of RMB{a} million at an annual rate of {b}.{c}%.",
    "The consideration was determined after arm's length negotiations with reference to the net asset value of {full} as at {day} {month} {year}.",
    "As at the end of the period, the Group had {a} employees, of whom {c} were engaged in research and development and {b} in administration.",
    "The Directors are of the view that the terms of the transaction are fair and reasonable and in the interests of the shareholders as a whole.",
    "Net cash generated from operating activities amounted to HK${a}.{b} million, and the gearing ratio was {c}% as compared with {b}% a year ago.",
]
PROSE_ZH = [
    "本集團於期內錄得收益約{a}.{b}百萬港元，較去年同期增加{c}%，主要由於{zplace}的{ztrade}分部銷售上升所致。",
    "於{year}年{m}月{day}日，{zfull}與{zplace}一間銀行訂立協議，內容有關本金額為人民幣{a}百萬元的定期貸款，年利率為{b}.{c}%。",
    "代價乃經參考{zfull}於{year}年{m}月{day}日的資產淨值後公平磋商釐定，並將以本集團內部資源撥付。",
    "於期末，本集團共有{a}名僱員，其中{c}名從事研究及開發工作，{b}名從事行政工作，薪酬乃按其表現及市場慣例釐定。",
    "董事認為交易條款屬公平合理，並符合本公司及股東的整體利益，且於本集團日常業務過程中按一般商業條款訂立。",
    "經營活動所得現金淨額為{a}.{b}百萬港元，而資產負債比率為{c}%，去年則為{b}%，流動資金狀況保持穩健。",
]
MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"]


class Issuer:
    def __init__(self, pick):
        place, brand, trade, form = pick(PLACES), pick(BRANDS), pick(TRADES), pick(FORMS)
        self.en = f"{place[0]} {brand[0]} {trade[0]} {form[0]}"
        self.zh = place[1] + brand[1] + trade[1] + form[1]
        self.short = f"{place[0]} {brand[0]}", place[1] + brand[1]
        self.place, self.trade = place, trade


def figures(rng, issuer):
    month = rng.randrange(12)
    return {
        "a": rng.randint(10, 999), "b": rng.randint(1, 9), "c": rng.randint(2, 88), "day": rng.randint(1, 28), "month": MONTHS[month],
        "m": month + 1, "year": rng.randint(2015, 2026), "full": issuer.short[0], "zfull": issuer.short[1], "trade": issuer.trade[0],
        "ztrade": issuer.trade[1], "place": issuer.place[0], "zplace": issuer.place[1],
    }


def wrapped(text, width):
    """Hard-wrapped lines, as a PDF gives them."""
    lines, line, used = [], "", 0
    for word in text.split(" ") if " " in text else list(text):
        step = len(word) * (2 if word and word[0] > "\u2e7f" else 1) + 1
        if used + step > width and line:
            lines.append(line.rstrip())
            line, used = "", 0
        line += word + (" " if " " in text else "")
        used += step
    return "\n".join([*lines, line.rstrip()])


def english(rng, issuer, other):
    say = lambda: rng.choice(PROSE_EN).format(**figures(rng, other))
    parts = [NOTICE_EN, f"{issuer.en.upper()}", f"(Stock Code: {rng.randint(1, 9999):04})", "VOLUNTARY ANNOUNCEMENT"]
    parts.append(f"This announcement is made by {issuer.en} (the “Company”, together with its subsidiaries, the “Group”) on a voluntary basis.")
    parts.append(f"The Board announces that {other.en}* (“{other.short[0]}”), a subsidiary of the Company, has begun its operations.")
    for _ in range(rng.randint(6, 30)):
        text = " ".join(say() for _ in range(rng.randint(1, 5)))
        parts.append(wrapped(text, 92) if rng.random() < 0.5 else text)
    parts.append("Revenue\t" + "\t".join(f"{rng.randint(1000, 9_000_000):,}" for _ in range(3)))
    person = rng.choice(PEOPLE)[0]
    parts += [CAUTION_EN, f"By order of the Board\n{issuer.en}\n{person}\nChairman", "* For identification purposes only"]
    return "\n\n".join(parts) + "\n"


def chinese(rng, issuer, other):
    say = lambda: rng.choice(PROSE_ZH).format(**figures(rng, other))
    parts = [NOTICE_ZH, issuer.zh, f"（股份代號：{rng.randint(1, 9999):04}）", "自願公告"]
    parts.append(f"本公告由{issuer.zh}（「本公司」，連同其附屬公司統稱「本集團」）自願作出。")
    parts.append(f"董事會宣佈，本公司附屬公司{other.zh}（「{other.short[1]}」）已開始營運。")
    for _ in range(rng.randint(6, 30)):
        text = "".join(say() for _ in range(rng.randint(1, 5)))
        if rng.random() < 0.3:
            text = " ".join(text)
        parts.append(wrapped(text, 84) if rng.random() < 0.4 else text)
    parts.append("收益\t" + "\t".join(f"{rng.randint(1000, 9_000_000):,}" for _ in range(3)))
    person = rng.choice(PEOPLE)[1]
    parts += [CAUTION_ZH, f"承董事會命\n{issuer.zh}\n主席\n{person}"]
    return "\n\n".join(parts) + "\n"


def bilingual(rng, issuer, other):
    parts = [NOTICE_EN, NOTICE_ZH, f"{issuer.en}\n{issuer.zh}", f"(Stock Code 股份代號: {rng.randint(1, 9999):04})"]
    parts.append(f"The Board announces that {other.en}* ({other.zh}) (“{other.short[0]}”), a subsidiary of the Company, has begun its operations.")
    for _ in range(rng.randint(5, 22)):
        values = figures(rng, other)
        parts.append(rng.choice(PROSE_EN).format(**values))
        parts.append(rng.choice(PROSE_ZH).format(**values))
    person = rng.choice(PEOPLE)
    parts += [f"Mr. {person[0]}        {person[1]}先生", CAUTION_EN, CAUTION_ZH, "* For identification purposes only 僅供識別"]
    return "\n\n".join(parts) + "\n"


KINDS = {"english": english, "chinese": chinese, "bilingual": bilingual}


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("bytes", type=int)
    arguments.add_argument("folder", type=Path)
    arguments.add_argument("--files", action="store_true")
    arguments.add_argument("--seed", type=int, default=1)
    options = arguments.parse_args()
    options.folder.mkdir(parents=True, exist_ok=True)
    for kind, make in KINDS.items():
        rng = random.Random(f"{kind} {options.seed}")
        issuers = [Issuer(rng.choice) for _ in range(40)]
        size = number = 0
        if options.files:
            (options.folder / kind).mkdir(exist_ok=True)
        with open(options.folder / f"{kind}.jsonl", "w", encoding="utf-8") as lines:
            while size < options.bytes:
                text = make(rng, rng.choice(issuers), rng.choice(issuers))
                size += len(text.encode())
                lines.write(json.dumps({"id": f"{kind}-{number}", "text": text}, ensure_ascii=False) + "\n")
                if options.files:
                    (options.folder / kind / f"{number:06}.txt").write_text(text, encoding="utf-8")
                number += 1
        print(f"{kind}: {number} filings, {size} bytes")


if __name__ == "__main__":
    main()
