#!/usr/bin/env python3
"""Compares what `normalize clean --format json` says of the corpus with its gold files.

    score_corpus.py BINARY [FOLDER...] [--floors] [--misses N]

A gold file (see Corpus/README.md) lists what a reader of the filing would say. Ten shares are printed: full pairs found, other pairs found,
kind and form of found pairs right, pairs that are in the gold or optional, forbidden pairs absent, names of one language found, strings kept, strings removed and in the
ledger, residue absent, metadata right (issuer, codes, title, date, official sides). With --floors the exit status is 1 where a share is below its floor:
what holds today, so that it never gets worse unnoticed. Raise a floor when the program gets better.
"""
import argparse
import json
import subprocess
import sys
import unicodedata
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FLOORS = {
    "full pairs": 0.99, "other pairs": 0.97, "labels": 0.99, "precision": 0.99, "forbidden": 1.0,
    "one language": 0.90, "kept": 0.99, "removed": 0.98, "absent": 0.99, "metadata": 0.99,
}
QUOTES = str.maketrans({"‘": "'", "’": "'", "“": '"', "”": '"'})


def key(text):
    """How gold and output are compared: compatibility forms, case, quotes, marks and blanks do not matter."""
    folded = unicodedata.normalize("NFKC", text or "").casefold().translate(QUOTES)
    return " ".join(folded.split()).strip("*# ")


def dense(text):
    """Without any white space: a ledger holds raw text, where Han may be spaced and lines broken."""
    return "".join(key(text).split())


class Filing:
    """One filing's document against its gold; `facts` are (share, holds, what was expected)."""

    def __init__(self, document, gold):
        self.document, self.gold, self.facts = document, gold, []
        self.pairs = {(key(n["en"]), key(n["zh"])): n for n in document["names"] if n["en"] and n["zh"]}
        self.names()
        self.text()
        self.metadata()

    def say(self, share, holds, message):
        self.facts.append((share, bool(holds), message))

    def names(self):
        right = set()
        for en, zh, kind, form in self.gold["pairs"]:
            right.add((key(en), key(zh)))
            found = self.pairs.get((key(en), key(zh)))
            self.say("full pairs" if form == "full" else "other pairs", found, f"no {form} pair {en} = {zh}")
            if found:
                labels = found["kind"], found["form"]
                self.say("labels", labels == (kind, form), f"{en} = {zh} is {labels}, not {(kind, form)}")
        right |= {(key(pair[0]), key(pair[1])) for pair in self.gold.get("optional", [])}
        for pair, name in sorted(self.pairs.items()):
            witnessed = {e["kind"] for e in name["evidence"]} - {"lexicon", "glossary"}
            if witnessed or not name["evidence"]:
                self.say("precision", pair in right, f"not in the gold: {name['en']} = {name['zh']}")
        # What the lexicon knows of a name is right wherever the name stands.
        chinese = {zh for (_, zh), name in self.pairs.items() if {e["kind"] for e in name["evidence"]} - {"lexicon"}}
        for en, zh, *_ in self.gold.get("forbidden", []):
            self.say("forbidden", key(zh) not in chinese, f"forbidden: {en} = {zh}")

        alone = {key(side) for name in self.document["names"] for side in (name["en"], name["zh"]) if side}
        for name in self.gold.get("mentions", []):
            self.say("one language", key(name) in alone, f"no name {name}")

    def text(self):
        text = key(self.document["text"])
        ledger = dense(" ".join(cut["text"] for cut in self.document["removed"]))
        for part in self.gold.get("kept", []):
            self.say("kept", key(part) in text, f"lost: {part}")
        for part in self.gold.get("removed", []):
            self.say("removed", key(part) not in text and dense(part) in ledger, f"not removed: {part}")
        for part in self.gold.get("absent", []):
            there = key(part) in text if key(part) else part in self.document["text"]
            self.say("absent", not there, f"still there: {part!r}")

    def metadata(self):
        metadata = self.document["metadata"]
        issuer = self.gold["issuer"]
        for side in ("en", "zh"):
            if issuer.get(side):
                said = metadata["issuer"][side]
                self.say("metadata", key(said) == key(issuer[side]), f"issuer.{side} is {said}, not {issuer[side]}")
        codes = issuer.get("stockCodes", [])
        self.say("metadata", metadata["stockCodes"] == codes, f"codes are {metadata['stockCodes']}, not {codes}")
        for field in ("title", "date"):
            if self.gold.get(field):
                self.say("metadata", dense(metadata[field]) == dense(self.gold[field]), f"{field} is {metadata[field]}")
        for english, side in self.gold.get("official", {}).items():
            said = [n["official"] for pair, n in self.pairs.items() if pair[0] == key(english)]
            self.say("metadata", side in said, f"official side of {english} is {said}, not {side}")


def document(binary, source):
    done = subprocess.run([binary, "clean", "--format", "json", source], capture_output=True, timeout=120)
    if done.returncode:
        raise SystemExit(f"{source}: status {done.returncode}: {done.stderr.decode(errors='replace')}")
    return json.loads(done.stdout)


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("binary", type=Path)
    arguments.add_argument("folder", type=Path, nargs="*", default=[ROOT / "Corpus/filings", ROOT / "Corpus/html"])
    arguments.add_argument("--floors", action="store_true")
    arguments.add_argument("--misses", type=int, default=1000)
    options = arguments.parse_args()
    golds = [gold for folder in options.folder for gold in sorted(folder.glob("*.gold.json"))]
    if not golds:
        raise SystemExit(f"{' '.join(map(str, options.folder))}: no *.gold.json")

    def score(path):
        name = path.name.removesuffix(".gold.json")
        source = next(file for file in sorted(path.parent.glob(name + ".*")) if file.suffix != ".json")
        return path, Filing(document(options.binary.resolve(), source), json.loads(path.read_text(encoding="utf-8")))

    tally = {share: [0, 0] for share in FLOORS}
    misses = []
    with ThreadPoolExecutor(2) as pool:
        for path, filing in pool.map(score, golds):
            for share, holds, message in filing.facts:
                tally[share][0] += holds
                tally[share][1] += 1
                if not holds:
                    misses.append(f"{path.name.removesuffix('.gold.json')}: {message}")
    print("\n".join(misses[:options.misses]))
    below = False
    for share, (good, total) in tally.items():
        value = good / total if total else 1.0
        low = value < FLOORS[share]
        below = below or low
        print(f"{share:12} {good:4}/{total:<4} {value:6.1%}  floor {FLOORS[share]:4.0%}{'  BELOW' if low else ''}")
    sys.exit(1 if options.floors and below else 0)


if __name__ == "__main__":
    main()
