"""Generated twins of filings for evaluate.py: real names in sentence frames, the same for the same seed."""
import re

ENGLISH_PAIRS = ["{e} ({z})", "{e}* ({z})", "{e} ({z})*", "{e}#({z})", "{e}（{z}）"]
CHINESE_PAIRS = ["{z}（{e}）", "{z} ({e})", "{z}({e})", "{z}（{e}*）"]
MONTHS = "January February March April May June July August September October November December".split()
DIGITS = "〇一二三四五六七八九"


def spelled(random, person):
    """A person's English name as one notice writes it: capitals, hyphen, order."""
    words = person["en"].split()
    places = [i for i, word in enumerate(words) if len(word) > 1 and word.isupper() or word in "OUE"]
    first, last = places[0], places[-1]
    western, surname, given = words[:first], words[first : last + 1], words[last + 1 :]
    if random.random() < 0.5:
        surname = [word.title() for word in surname]
    if random.random() < 0.5:
        given = [" ".join(part.capitalize() for part in word.split("-")) for word in given]
    name = " ".join(surname + given)
    if not western:
        return name
    kind = random.random()
    if kind < 0.5:
        return " ".join(western) + " " + name
    return f"{name}, {' '.join(western)}" if kind < 0.8 else f"{name} {' '.join(western)}"


def sentence_list(items, comma, last):
    return items[0] if len(items) == 1 else comma.join(items[:-1]) + last + items[-1]


def board_sentences(random, persons):
    """The sentence about the Board in both languages, and its names as (English, Chinese)."""
    gender = {p["zh"]: random.choice("mmf") for p in persons}
    names = [(spelled(random, p), p["zh"]) for p in persons]
    count = random.randint(2, 6)
    english, chinese = [], []
    for group in (names[:count], names[count:]):
        mine = [("Mr. " if gender[z] == "m" else "Ms. ") + e for e, z in group]
        theirs = [z + ("先生" if gender[z] == "m" else "女士") for _, z in group]
        random.shuffle(theirs)
        english.append(sentence_list(mine, ", ", " and "))
        chinese.append(sentence_list(theirs, "、", "及"))
    return (
        f"As at the date of this announcement, the executive Directors are {english[0]}; and the independent non-executive Directors are {english[1]}.",
        f"於本公告日期，執行董事為{chinese[0]}；及獨立非執行董事為{chinese[1]}。",
        names,
    )


def different(random, persons, count):
    result, seen = [], set()
    for person in random.sample(persons, min(len(persons), 4 * count)):
        if person["zh"] not in seen and len(result) < count:
            seen.add(person["zh"])
            result.append(person)
    return result


def board(random, persons):
    en, zh, names = board_sentences(random, different(random, persons, 10))
    return {
        "en": "Wing Tat Cold Chain Holdings Limited\n(Stock code: 1234)\n\nANNOUNCEMENT\n\nThe Company announces its results.\n\n"
        f"Hong Kong, 3 March 2025\n\n{en}\n",
        "zh": f"永達冷鏈控股有限公司\n（股份代號：1234）\n\n公告\n\n本公司公佈其業績。\n\n香港，二零二五年三月三日\n\n{zh}\n",
        "board": names,
    }


def date(random):
    year, month, day = random.randint(2016, 2025), random.randint(1, 12), random.randint(1, 28)
    if random.random() < 0.5:
        return f"{day} {MONTHS[month - 1]} {year}", f"{year}年{month}月{day}日"
    tens = {0: "", 1: "十", 2: "二十"}[day // 10] + ("" if day % 10 == 0 else DIGITS[day % 10])
    months = ("十" if month >= 10 else "") + ("" if month == 10 else DIGITS[month % 10])
    return f"{day} {MONTHS[month - 1]} {year}", "".join(DIGITS[int(c)] for c in str(year)).replace("〇", "零") + f"年{months}月{tens}日"


def money(random):
    kind = random.randint(0, 3)
    if kind == 0:
        value = random.randint(2, 999)
        return f"HK${value} million", f"{value}百萬港元"
    if kind == 1:
        value = random.randint(11, 999)
        return f"RMB{value / 10:.1f} billion", f"人民幣{value}億元"
    if kind == 2:
        value = random.randint(2, 99) * 10000
        return f"HK${value:,}", f"{value // 10000}萬港元"
    value = random.randint(10000, 999999)
    return f"US${value:,}", f"{value:,}美元"


def filled(random, frame, company, issuer):
    """A frame with values, and the companies that it names."""
    en, zh = frame
    values = {"{s}": ("the Company", "本公司")}
    used = []
    for key in ("{c0}", "{c1}"):
        if key in en:
            other = company()
            while other in used or other == issuer:
                other = company()
            used.append(other)
            values[key] = (other["en"], other["zh"])
    for number in "01":
        values[f"{{d{number}}}"] = date(random)
        values[f"{{m{number}}}"] = money(random)
        values[f"{{q{number}}}"] = (f"{random.randint(11, 990) / 10:.1f}",) * 2
        values[f"{{k{number}}}"] = (f"{random.randint(1001, 99999):,}",) * 2
        values[f"{{n{number}}}"] = (str(random.randint(2, 40)),) * 2
        values[f"{{x{number}}}"] = (f"{random.randint(21, 990) / 100:.2f}",) * 2
    for key, (mine, theirs) in values.items():
        en, zh = en.replace(key, mine), zh.replace(key, theirs)
    if en.endswith(".."):
        en = en[:-1]
    return (en[0].upper() + en[1:], zh), used


def filing(random, frames, persons, companies):
    """A notice in both languages with what corresponds: sentences dropped or joined, the board in another order."""
    issuer = random.choice(companies)
    headings = random.sample(frames["heading"], random.randint(2, 5))
    english, chinese, aligned = [], [], []
    shown = [set(), set()]
    for heading in headings:
        english.append(heading[0])
        chinese.append(heading[1])
        aligned.append(heading)
        for _ in range(random.randint(1, 4)):
            mine, theirs = [], []
            for frame in random.sample(frames["twin"], random.randint(1, 4)):
                pair, used = filled(random, frame, lambda: random.choice(companies), issuer)
                kind = random.random()
                names = {(c["en"], c["zh"]) for c in used}
                if kind < 0.04:
                    mine.append(pair[0])
                elif kind < 0.08:
                    theirs.append(pair[1])
                else:
                    mine.append(pair[0])
                    theirs.append(pair[1])
                    aligned.append(pair)
                if kind >= 0.04:
                    shown[1] |= names
                if kind < 0.04 or kind >= 0.08:
                    shown[0] |= names
            # The two versions may divide their paragraphs differently.
            if mine and theirs and len(theirs) > 1 and random.random() < 0.15:
                chinese += ["".join(theirs[:1]), "".join(theirs[1:])]
            elif theirs:
                chinese.append("".join(theirs))
            if mine:
                english.append(" ".join(mine))
    board_en, board_zh, names = board_sentences(random, different(random, persons, 10))
    aligned.append((board_en, board_zh))
    code, (day_en, day_zh) = random.randint(1, 9999), date(random)
    return {
        "en": f"{issuer['en']}\n(Incorporated in the Cayman Islands with limited liability)\n(Stock code: {code:04d})\n\nVOLUNTARY ANNOUNCEMENT\n\n"
        + "\n\n".join(english)
        + f"\n\nBy order of the Board\n{issuer['en']}\n{names[0][0]}\nChairman\n\nHong Kong, {day_en}\n\n{board_en}\n",
        "zh": f"{issuer['zh']}\n（於開曼群島註冊成立的有限公司）\n（股份代號：{code:04d}）\n\n自願公告\n\n"
        + "\n\n".join(chinese)
        + f"\n\n承董事會命\n{issuer['zh']}\n主席\n{names[0][1]}\n\n香港，{day_zh}\n\n{board_zh}\n",
        "alignments": aligned,
        "companies": sorted((shown[0] & shown[1]) | {(issuer["en"], issuer["zh"])}),
        "board": names,
    }
