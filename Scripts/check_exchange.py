#!/usr/bin/env python3
"""Opens what the program writes with the clients that it is written for: check_exchange.py BINARY

Run it by the Python of an environment with translate-toolkit, pandas, duckdb, followthemoney and spacy.
"""
import csv
import io
import json
import subprocess
import sys
import xml.etree.ElementTree
from pathlib import Path

import duckdb
import pandas
import spacy
from followthemoney import model
import checking
import exchange_schemas
from translate.storage.tbx import tbxfile
from translate.storage.tmx import tmxfile

ROOT = Path(__file__).resolve().parent.parent


class Check(checking.Checks):
    def command(self, *arguments):
        done = subprocess.run([self.binary, *map(str, arguments)], capture_output=True, timeout=600)
        self.that(done.returncode == 0, f"{arguments}: status {done.returncode}: {done.stderr[-300:]!r}")
        return done.stdout

    def export(self, form):
        data = self.command("glossary", "export", "--format", form, "--glossary", self.work / "out/glossary.sqlite")
        path = self.work / f"list.{form}"
        path.write_bytes(data)
        return path

    def all(self):
        self.command("run", ROOT / "Corpus/filings", "--output", self.work / "out")
        self.decide()
        rows = self.tables()
        self.schemas()
        self.round_trips()
        self.term_bases(rows)
        self.memory()
        self.linked(rows)
        self.spans()

    def decide(self):
        """What only people say must be in the lists as well."""
        rows = list(csv.DictReader(io.StringIO(self.export("csv").read_text(encoding="utf-8"))))
        pairs = [r for r in rows if r["en"] and r["zh"] and r["status"] == "known"]
        store = ["--glossary", self.work / "out/glossary.sqlite"]
        for number, row in enumerate(pairs[::40]):
            names = ["--en", row["en"], "--zh", row["zh"], "--why", "a <test> & \"more\"", *store]
            action = [["accept"], ["reject"], ["scope", "document"], ["official", "en"], ["split"]][number % 5]
            self.command("glossary", *action, *names)
        first, second = pairs[1], pairs[2]
        self.command("glossary", "correct", first["concept"], "--wrong-en", first["en"], "--wrong-zh", first["zh"], "--zh", first["zh"] + "改", *store)
        self.command("glossary", "accept", "--en", second["en"], "--zh", second["zh"] + "二", *store)

    def schemas(self):
        for form in ("tbx", "tbx3", "tmx"):
            found = exchange_schemas.faults(self.export(form))
            self.that(not found, f"{form}: {len(found)} breaks of its schema: {found[:3]}")

    def round_trips(self):
        """Export, import, export: the same bytes, whatever the format can hold."""
        for form in ("jsonl", "csv", "tsv", "tbx", "tbx3", "tmx"):
            path = self.export(form)
            store = self.work / f"{form}.sqlite"
            kind = {"tbx3": "tbx"}.get(form, form)
            self.command("glossary", "import", path, "--from", kind, "--glossary", store)
            again = self.command("glossary", "export", "--format", form, "--glossary", store)
            self.that(again == path.read_bytes(), f"{form} comes back as other bytes")

    def tables(self):
        path = self.export("csv")
        rows = list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8"))))
        self.that(len(rows) > 500, f"{len(rows)} rows of CSV")
        frame = pandas.read_csv(path, dtype=str, keep_default_na=False)
        self.that(frame.to_dict("records") == rows, "pandas reads another table")
        found = duckdb.sql(f"SELECT count(*), count(DISTINCT concept) FROM read_csv('{path}', all_varchar = true)").fetchall()[0]
        self.that(found == (len(rows), len({r["concept"] for r in rows})), f"duckdb reads {found} of CSV")
        lines = self.export("jsonl")
        records = pandas.read_json(lines, lines=True, dtype=False)
        self.that(len(records) == lines.read_bytes().count(b"\n"), "pandas reads other lines")
        found = duckdb.sql(
            f"SELECT count(*) FROM read_json('{lines}', format = 'newline_delimited', union_by_name = true, sample_size = -1) "
            "WHERE observation IS NOT NULL").fetchall()[0][0]
        self.that(found == int(records["observation"].notna().sum()), f"duckdb reads {found} observations")
        for line in self.export("tsv").read_text(encoding="utf-8").splitlines():
            if len(line.split("\t")) != 2:
                self.that(False, f"a row of TSV is {line!r}")
                break
        return rows

    def term_bases(self, rows):
        used = {(r["en"], r["zh"]) for r in rows if r["en"] and r["zh"] and r["status"] != "rejected"}
        with open(self.export("tbx"), "rb") as stream:
            units = tbxfile.parsefile(stream).units
        found = {(str(u.source), str(u.target)) for u in units}
        self.that(len(units) > 400, f"translate-toolkit reads {len(units)} units of TBX")
        self.that(len(found & used) > 0.5 * len(units) * 0.5, "translate-toolkit reads other pairs of TBX")
        tree = xml.etree.ElementTree.parse(self.export("tbx3")).getroot()
        space = "{urn:iso:std:iso:30042:ed-2}"
        entries = tree.findall(f"{space}text/{space}body/{space}conceptEntry")
        terms = {t.text for t in tree.iter(f"{space}term")}
        self.that(tree.get("style") == "dct" and len(entries) == len(units), f"{len(entries)} entries of TBX 3")
        self.that({side for pair in used for side in pair} <= terms, "terms are missing in TBX 3")

    def memory(self):
        path = self.export("tmx")
        memories = []
        for language in ("zh-Hant", "zh-Hans", "zh"):
            with open(path, "rb") as stream:
                memories.append(tmxfile(stream, "en", language).units)
        self.that(len(memories[0]) > 400, f"translate-toolkit reads {len(memories[0])} units of TMX")
        whole = [any(unit.source and unit.target for unit in units) for units in zip(*memories)]
        self.that(all(whole), f"{whole.count(False)} units of TMX have one side")

    def linked(self, rows):
        graph = json.loads(self.export("skos").read_text(encoding="utf-8"))["@graph"]
        for concept in graph[1:]:
            languages = [label["@language"] for label in concept.get("prefLabel", [])]
            if len(languages) != len(set(languages)):
                self.that(False, f"{concept['@id']} has two preferred labels of one language")
            labels = [(l["@language"], l["@value"]) for k in ("prefLabel", "altLabel", "hiddenLabel") for l in concept.get(k, [])]
            if len(labels) != len(set(labels)):
                self.that(False, f"{concept['@id']} has one label in two roles")
        entities = 0
        for line in self.export("ftm").read_text(encoding="utf-8").split("\n")[:-1]:
            data = json.loads(line)
            entity = model.get_proxy(data, cleaned=False)
            model.get_proxy(entity.to_dict()).schema.validate(data)
            if not entity.caption or sorted(entity.get("name")) != sorted(data["properties"]["name"]):
                self.that(False, f"followthemoney reads {entity.to_dict()} of {line}")
                break
            entities += 1
        self.that(entities > 400, f"followthemoney accepts {entities} entities")

    def spans(self):
        models = {"en": spacy.blank("en"), "zh": spacy.blank("zh")}
        misaligned = spans = 0
        for line in (self.work / "out/documents.jsonl").read_text(encoding="utf-8").split("\n")[:-1]:
            document = json.loads(line)
            text = document["text"]
            for mention in document["mentions"]:
                language = mention["language"]
                # Tokens of a blank English model end at blanks and punctuation, of a Chinese one at every character.
                start = max(0, mention["start"] - 40)
                part = models[language].make_doc(text[start:mention["end"] + 40]) if language == "zh" else models[language](text[start:mention["end"] + 40])
                span = part.char_span(mention["start"] - start, mention["end"] - start, alignment_mode="expand")
                spans += 1
                if span is None or text[mention["start"]:mention["end"]] not in span.text:
                    misaligned += 1
        self.that(spans > 500, f"{spans} spans")
        self.that(misaligned == 0, f"{misaligned} of {spans} spans are misaligned in spaCy")


def main():
    checking.run(Check, sys.argv[1])


if __name__ == "__main__":
    main()
