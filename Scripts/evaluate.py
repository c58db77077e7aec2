#!/usr/bin/env python3
"""How well names are aligned: python3 Scripts/evaluate.py BINARY [--part tune|test|all] [--misses N]

Real names (Corpus/evaluation) in invented sentences. A name belongs to the part `tune` or `test` by a hash of its
Chinese side; look at the misses of `tune` only. Floors of `test` are in Corpus/evaluation/floors.tsv: exit 1 below one.
"""
import argparse
import collections
import hashlib
import json
import os
import random
import re
import resource
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import evaluation_twins as twins

FOLDER = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "Corpus", "evaluation")
SCHEMES = ["hong-kong", "pinyin", "wade-giles", "southeast-asia"]


def part_of(name):
    return "test" if hashlib.sha256(name.encode()).digest()[0] % 2 else "tune"


def rows(name, part=None):
    """Rows of a table as dictionaries; those of one part where it is told by `zh`."""
    with open(os.path.join(FOLDER, name), encoding="utf-8") as file:
        lines = [line.rstrip("\n").split("\t") for line in file if not line.startswith("#")]
    result = [dict(zip(lines[0], line)) for line in lines[1:]]
    return [r for r in result if part in (None, "all") or part_of(r["zh"]) == part]


def run(binary, arguments, text=None):
    result = subprocess.run([binary, *arguments], input=text, capture_output=True)
    if result.returncode:
        sys.exit(f"{binary} {' '.join(arguments)}: {result.stderr.decode(errors='replace')[-400:]}")
    return result.stdout


def person_key(name):
    """Letters of the words, whatever their order."""
    name = re.sub(r"\b(Mr|Ms|Mrs|Miss|Dr)\.? ", "", name)
    return "".join(sorted(re.sub(r"[^a-zü]", " ", name.lower()).split()))


def company_key(name):
    return re.sub(r"^the ", "", re.sub(r"[\s.,]+", " ", name.replace("（", "(").replace("）", ")")).strip().lower())


class Measure:
    """Counts of one measure: right, wrong and left alone, with the misses as lines."""

    def __init__(self, name, kind):
        self.name, self.kind = name, kind
        self.right = self.wrong = self.abstained = 0
        self.misses = []

    def add(self, outcome, message):
        setattr(self, outcome, getattr(self, outcome) + 1)
        if outcome != "right":
            self.misses.append(f"{outcome}: {message}")

    @property
    def total(self):
        return self.right + self.wrong + self.abstained

    @property
    def recall(self):
        return self.right / max(1, self.total)

    @property
    def precision(self):
        return self.right / max(1, self.right + self.wrong)

    @property
    def f1(self):
        return 2 * self.right / max(1, 2 * self.right + self.wrong + self.abstained)


class Evaluation:
    def __init__(self, binary, part):
        self.binary, self.part = binary, part
        self.measures = []
        # Confidence and evidence of pairs, and whether they are right.
        self.pairs = []
        self.persons = rows("persons.tsv", part)
        self.companies = rows("companies.tsv", part)
        self.frames = collections.defaultdict(list)
        for frame in rows("frames.tsv"):
            self.frames[frame["use"]].append((frame["en"], frame["zh"]))

    def measure(self, name, kind):
        self.measures.append(Measure(name, kind))
        return self.measures[-1]

    def each(self, work, jobs):
        with ThreadPoolExecutor(os.cpu_count() or 2) as pool:
            return list(pool.map(work, jobs))

    def note(self, name, is_right):
        """A pair above the floor, for the reliability table."""
        kinds = [e["kind"] for e in name.get("evidence", [])] or ["none"]
        self.pairs.append((name["confidence"], kinds[0], is_right))

    # Boards of ten, the Chinese in another order.

    def boards(self, count):
        for scheme in SCHEMES:
            random_numbers = random.Random(f"board {scheme}")
            persons = [p for p in self.persons if p["scheme"] == scheme]
            measure = self.measure(f"boards of ten, {scheme}", "pairs")
            boards = [twins.board(random_numbers, persons) for _ in range(count)]
            for gold, found in zip(boards, self.each(self.twin, boards)):
                self.score_board(measure, gold["board"], found["names"])

    def score_board(self, measure, board, names):
        expected = {zh: person_key(en) for en, zh in board}
        found = {n["zh"]: n for n in names if n["kind"] == "person" and n["en"] and n["zh"]}
        for en, zh in board:
            if zh in found:
                is_right = person_key(found[zh]["en"]) == expected[zh]
                self.note(found[zh], is_right)
                measure.add("right" if is_right else "wrong", f"{zh} is {en}, not {found[zh]['en']}")
            else:
                measure.add("abstained", f"{zh} {en}")
        for zh, name in found.items():
            if zh not in expected:
                self.note(name, False)
                measure.add("wrong", f"{zh} {name['en']}")

    def twin(self, gold):
        with tempfile.TemporaryDirectory() as folder:
            paths = []
            for language in ("en", "zh"):
                paths.append(os.path.join(folder, f"notice.{language}.txt"))
                with open(paths[-1], "w", encoding="utf-8") as file:
                    file.write(gold[language])
            return json.loads(run(self.binary, ["twin", *paths]))

    # One against all.

    def one_against_all(self):
        with tempfile.TemporaryDirectory() as folder:
            for scheme in SCHEMES:
                persons = [p for p in self.persons if p["scheme"] == scheme]
                measure = self.measure(f"persons one against all, {scheme}", "pairs")
                found = self.match(folder, [p["en"] for p in persons], [p["zh"] for p in persons], "person")
                for p in persons:
                    zh = found.get(p["en"])
                    outcome = "abstained" if zh is None else "right" if zh == p["zh"] else "wrong"
                    measure.add(outcome, f"{p['en']} {p['zh']} {zh or ''}")

    def match(self, folder, en, zh, kind, together=False):
        paths = [os.path.join(folder, "en.txt"), os.path.join(folder, "zh.txt")]
        for path, lines in zip(paths, (en, zh)):
            with open(path, "w", encoding="utf-8") as file:
                file.write("".join(line + "\n" for line in lines))
        how = ["--each"] if not together else []
        lines = run(self.binary, ["match", *paths, "--kind", kind, *how]).decode().splitlines()
        return {line.split("\t")[0]: line.split("\t")[1] for line in lines}

    # Lists.

    def lists(self):
        """Full English names and short Chinese ones of companies, as two lists."""
        companies = [c for c in self.companies if c["shortZh"] != "-" and c["class"] != "free"]
        measure = self.measure("companies, short to full names", "pairs")
        with tempfile.TemporaryDirectory() as folder:
            full = [c["zh"] for c in companies]
            # Of one language: what the brand means does not matter.
            named = [c for c in self.companies if c["shortZh"] != "-"]
            chinese = self.measure("companies, short to full Chinese", "pairs")
            found = self.match(folder, [c["shortZh"] for c in named], [c["zh"] for c in named], "organization", together=True)
            for c in named:
                zh = found.get(c["shortZh"])
                outcome = "abstained" if zh is None else "right" if zh == c["zh"] else "wrong"
                chinese.add(outcome, f"{c['shortZh']} {c['zh']} {zh or ''}")
            found = self.match(folder, [c["en"] for c in companies], full, "organization", together=True)
            listed = self.measure("companies, two lists", "pairs")
            for c in companies:
                zh = found.get(c["en"])
                outcome = "abstained" if zh is None else "right" if zh == c["zh"] else "wrong"
                listed.add(outcome, f"{c['en']} {c['zh']} {zh or ''}")
            found = self.match(folder, [c["en"] for c in companies], [c["shortZh"] for c in companies], "organization", together=True)
            for c in companies:
                zh = found.get(c["en"])
                outcome = "abstained" if zh is None else "right" if zh == c["shortZh"] else "wrong"
                measure.add(outcome, f"{c['en']} {c['shortZh']} {zh or ''}")

    # Stated pairs.

    def documents(self, texts):
        """Documents of texts, in order."""
        lines = "".join(json.dumps({"id": str(i), "text": text}) + "\n" for i, text in enumerate(texts))
        with tempfile.NamedTemporaryFile(suffix=".jsonl") as file:
            file.write(lines.encode())
            file.flush()
            output = run(self.binary, ["clean", "--from", "jsonl", "--format", "json", file.name])
        return [json.loads(line) for line in output.splitlines()]

    def stated(self, use, names, count):
        measures = {lang: self.measure(f"stated pairs, {use}, {lang}", "stated") for lang in ("English", "Chinese")}
        random_numbers = random.Random(f"stated {use}")
        texts, gold = [], []
        for name in names:
            en, zh = (name["en"], name["zh"]) if use == "company" else (twins.spelled(random_numbers, name), name["zh"])
            frames = random_numbers.sample(self.frames[use], min(count, len(self.frames[use])))
            for english, chinese in frames:
                if chinese == "-":
                    texts.append(english.replace("{p}", random_numbers.choice(twins.ENGLISH_PAIRS).format(e=en, z=zh)))
                else:
                    texts.append(chinese.replace("{p}", random_numbers.choice(twins.CHINESE_PAIRS).format(e=en, z=zh)))
                gold.append((en, zh, "English" if chinese == "-" else "Chinese"))
        key = company_key if use == "company" else person_key
        for text, (en, zh, language), document in zip(texts, gold, self.documents(texts)):
            pairs = [n for n in document["names"] if n["en"] and n["zh"]]
            right = [n for n in pairs if key(n["en"]) == key(en) and company_key(n["zh"]) == company_key(zh)]
            wrong = [n for n in pairs if n not in right and self.overlaps(n, en, zh)]
            for n in right + wrong:
                self.note(n, n in right)
            outcome = "right" if right else "wrong" if wrong else "abstained"
            shown = ", ".join(f"{n['en']} = {n['zh']}" for n in wrong)
            measures[language].add(outcome, f"{text[:110]} | {shown}")

    @staticmethod
    def overlaps(name, en, zh):
        a, b = company_key(name["zh"]), company_key(zh)
        c, d = company_key(name["en"]), company_key(en)
        # Short names that are inferred are not the stated pair.
        return name["form"] == "full" and (a in b or b in a or c in d or d in c)

    def short_forms(self):
        """Both short forms defined beside the full names in one circular; acronyms stand for the full Chinese name."""
        named, acronyms = self.measure("short forms, defined", "pairs"), self.measure("acronyms, defined", "pairs")
        companies = [c for c in self.companies if c["shortZh"] != "-" and c["shortEn"] != "-" and c["class"] != "free"]
        texts = []
        for c in companies:
            texts.append(
                f"The Company entered into a supply contract with {c['en']} (“{c['shortEn']}”) ({c['zh']}, 「{c['shortZh']}」) on 3 May 2024.\n\n"
                f"Under the contract, {c['shortEn']} will deliver the goods in June.\n\n根據合約，{c['shortZh']}將於六月交付貨物。\n")
        for c, document in zip(companies, self.documents(texts)):
            pairs = [n for n in document["names"] if n["en"] and n["zh"]]
            message = f"{c['shortEn']} {c['shortZh']} of {c['en']} {c['zh']}"
            words = set(company_key(c["en"]).split())
            if set(company_key(c["shortEn"]).split()) <= words:
                self.score_short(named, pairs, c["shortZh"], "zh", {c["shortEn"], c["en"]}, "en", message)
            else:
                self.score_short(acronyms, pairs, c["shortEn"], "en", {c["shortZh"], c["zh"]}, "zh", message)

    def score_short(self, measure, pairs, name, side, others, other_side, message):
        keys = {company_key(other) for other in others}
        found = next((n for n in pairs if company_key(n[side]) == company_key(name)), None)
        if found is None:
            measure.add("abstained", message)
            return
        is_right = company_key(found[other_side]) in keys
        self.note(found, is_right)
        measure.add("right" if is_right else "wrong", f"{message}: {found[other_side]}")

    # Twins.

    def filings(self, count):
        random_numbers = random.Random("twins")
        golds = [twins.filing(random_numbers, self.frames, self.persons, self.companies) for _ in range(count)]
        aligned = self.measure("twins, sentences", "aligned")
        boards = self.measure("twins, boards", "pairs")
        names = self.measure("twins, companies", "pairs")
        for gold, found in zip(golds, self.each(self.twin, golds)):
            expected = {(plain(a), plain(b)) for a, b in gold["alignments"]}
            made = {(plain(a["en"]), plain(a["zh"])) for a in found["alignments"] if a["en"] and a["zh"]}
            known = {side for pair in expected for side in pair}
            for pair in sorted(expected):
                aligned.add("right" if pair in made else "abstained", f"{pair[0][:80]} | {pair[1][:40]}")
            for pair in sorted(made - expected):
                if pair[0] in known or pair[1] in known:
                    aligned.add("wrong", f"{pair[0][:80]} | {pair[1][:40]}")
            self.score_board(boards, gold["board"], [n for n in found["names"] if n["zh"] in {z for _, z in gold["board"]}])
            pairs = {company_key(n["zh"]): n for n in found["names"] if n["kind"] == "organization" and n["en"] and n["zh"]}
            for en, zh in gold["companies"]:
                name = pairs.pop(company_key(zh), None)
                if name is None:
                    names.add("abstained", f"{en} {zh}")
                    continue
                is_right = company_key(name["en"]) == company_key(en)
                self.note(name, is_right)
                names.add("right" if is_right else "wrong", f"{zh} is {en}, not {name['en']}")
            sides = {company_key(en) for en, _ in gold["companies"]}
            for name in pairs.values():
                if company_key(name["en"]) in sides:
                    self.note(name, False)
                    names.add("wrong", f"{name['zh']} {name['en']}")

    # Time.

    def board_time(self):
        """Milliseconds that a board of 30 x 30 takes, the start of the program taken away."""
        random_numbers = random.Random("time")
        persons = random_numbers.sample(self.persons, 30)
        en, zh = [p["en"] for p in persons], [p["zh"] for p in persons]
        with tempfile.TemporaryDirectory() as folder:
            def seconds(boards):
                # Of the processor, not of the wall: other work on the machine is not counted.
                before = resource.getrusage(resource.RUSAGE_CHILDREN)
                self.match(folder, (en + [""]) * boards, (zh + [""]) * boards, "person", together=True)
                after = resource.getrusage(resource.RUSAGE_CHILDREN)
                return after.ru_utime - before.ru_utime
            few = min(seconds(1) for _ in range(5))
            many = min(seconds(401) for _ in range(3))
        return 1000 * (many - few) / 400


def digest():
    """Of the sets that the floors are for."""
    hasher = hashlib.sha256()
    for name in ("companies.tsv", "frames.tsv", "persons.tsv"):
        with open(os.path.join(FOLDER, name), "rb") as file:
            hasher.update(file.read())
    return hasher.hexdigest()[:16]


def plain(text):
    return re.sub(r"\s+", " ", text).strip().lower()


def reliability(pairs):
    """Lines of the table: confidence against the share that is right, and by evidence."""
    lines = ["", f"{'confidence':<12}{'pairs':>7}{'right':>9}"]
    for low, high in ((0.90, 0.92), (0.92, 0.94), (0.94, 0.96), (0.96, 0.98), (0.98, 1.01)):
        right = [r for c, _, r in pairs if low <= c < high]
        if right:
            lines.append(f"{low:.2f}-{min(high, 1):.2f}   {len(right):>7}{100 * sum(right) / len(right):>8.1f}%")
    lines.append(f"{'evidence':<12}{'pairs':>7}{'right':>9}")
    for kind in sorted({k for _, k, _ in pairs}):
        right = [r for _, k, r in pairs if k == kind]
        lines.append(f"{kind:<12}{len(right):>7}{100 * sum(right) / len(right):>8.1f}%")
    return lines


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("binary")
    parser.add_argument("--part", choices=["tune", "test", "all"], default="test")
    parser.add_argument("--misses", type=int, default=0, help="show up to so many of each measure")
    parser.add_argument("--only", default="", help="measures whose name holds this are shown")
    parser.add_argument("--no-time", action="store_true", help="leave the time out")
    arguments = parser.parse_args()
    evaluation = Evaluation(os.path.abspath(arguments.binary), arguments.part)
    evaluation.boards(60)
    evaluation.one_against_all()
    evaluation.lists()
    evaluation.stated("company", evaluation.companies, 6)
    evaluation.stated("person", evaluation.persons, 2)
    evaluation.short_forms()
    evaluation.filings(60)

    values = {}
    print(f"part: {arguments.part}\n{'':<44}{'count':>7}{'recall':>9}{'precision':>11}{'wrong':>8}")
    for m in evaluation.measures:
        if arguments.only not in m.name:
            continue
        wrong = m.wrong / max(1, m.total)
        f1 = f"   F1 {m.f1:.3f}" if m.kind == "aligned" else ""
        print(f"{m.name:<44}{m.total:>7}{100 * m.recall:>8.1f}%{100 * m.precision:>10.1f}%{100 * wrong:>7.1f}%{f1}")
        values[m.name + ": recall"] = m.recall
        values[m.name + ": precision"] = m.precision
        for miss in m.misses[: arguments.misses]:
            print("    " + miss)
    right = [r for _, _, r in evaluation.pairs]
    values["pairs at or above 0.90: precision"] = sum(right) / max(1, len(right))
    paired = [m for m in evaluation.measures if m.name in ("twins, boards", "twins, companies")]
    together = Measure("twins, names", "pairs")
    for m in paired:
        together.right, together.wrong = together.right + m.right, together.wrong + m.wrong
        together.abstained += m.abstained
    values["twins, names: recall"], values["twins, names: precision"] = together.recall, together.precision
    values["twins, sentences: F1"] = next(m.f1 for m in evaluation.measures if m.name == "twins, sentences")
    print(f"names from twins: recall {100 * together.recall:.1f}%, precision {100 * together.precision:.1f}%")
    print("\n".join(reliability(evaluation.pairs)))
    print(f"{'all':<12}{len(right):>7}{100 * sum(right) / max(1, len(right)):>8.1f}%")
    if not arguments.no_time:
        print(f"a board of 30 x 30: {evaluation.board_time():.2f} ms")
    if arguments.part != "test" or arguments.only:
        return
    below = []
    for floor in rows("floors.tsv"):
        if floor["measure"] == "sets":
            if floor["floor"] != digest():
                below.append(f"BELOW sets: they changed ({digest()}); measure anew and look at the floors")
            continue
        value = values.get(floor["measure"])
        if value is None or value < float(floor["floor"]):
            shown = "not measured" if value is None else f"{value:.4f}"
            below.append(f"BELOW {floor['measure']}: {shown}, the floor is {floor['floor']}")
    print("\n".join(below) or "at or above all floors")
    sys.exit(1 if below else 0)


if __name__ == "__main__":
    main()
