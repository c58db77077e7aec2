#!/usr/bin/env python3
"""Checks how PDFs are read: check_pdf.py BINARY

Files from a writer of our own (pdf_writer.py): spaced Han, two columns, running headers, tables, vertical text; encryption, images, damage, bombs,
2,000 pages; in archives, under other names, without pdftotext, in a run that is killed. Each is a text or a reason, and none takes long.
"""
import gzip
import hashlib
import io
import json
import random
import re
import shutil
import signal
import subprocess
import sys
import time
import zipfile
import zlib
from pathlib import Path

import checking
from pdf_writer import Writer, assemble

HAN = r"[\u3400-\u9fff\uf900-\ufaff]"


def spaced():
    writer = Writer()
    page = writer.page()
    page.text(180, 800, "Orchid Harbour Medical Holdings Limited", 12)
    page.letters(200, 780, "蘭港醫療控股有限公司", 12, 4)
    y = page.lines(60, 740, [
        "On 21 October 2022, the Group, through Shanghai Qingran Medical Device Sales Co.,",
        "Ltd.* (上海青冉醫療器械銷售有限公司) (“Shanghai Qingran”), a wholly-owned subsi-",
        "diary, appointed a distributor for the whole of the eastern region of the country,",
        "which begins its work in the new year."])
    for number, gap in enumerate((1.0, 2.5, 4.0, 6.0)):
        top = y - 20 - 40 * number
        page.letters(60, top, "本公司全資附屬公司上海青冉醫療器械銷售有限公司於"[: 40 - 6 * number], 10, gap)
        page.letters(60, top - 16, "二零二二年十月二十一日委任一名分銷商負責業務。"[: 40 - 6 * number], 10, gap)
    # A line that ends within a name.
    page.lines(60, 400, ["董事會宣佈，本公司之全資附屬公司與獨立第三方上海青冉醫療器", "械銷售有限公司訂立協議。"], spacing=1.5)
    page.text(60, 60, "* For identification purposes only", 8)
    page.text(290, 40, "– 1 –")
    return writer


def columns():
    writer = Writer()
    for number in range(4):
        page = writer.page()
        page.text(60, 810, "Orchid Harbour Medical Holdings Limited", 9)
        page.text(330, 810, "蘭港醫療控股有限公司", 9)
        page.text(60, 797, "Annual Report 2022", 9)
        page.text(330, 797, "二零二二年年報", 9)
        page.lines(60, 760, [
            "Mr. Li Lin, aged 45, has been an", "executive Director since 1 March", f"2015. He served {number + 2} years on the",
            "board of the Group’s subsidiary.", "He joined Nanjing Orchid Pharma", "Co., Ltd. in 2009."])
        page.lines(330, 760, ["黎霖先生，45歲，自二零一五年三月", "一日起擔任執行董事。彼負責本集團", "的整體策略。彼於二零零九年加入南", "京蘭港醫藥有限公司。"])
        page.text(290, 40, str(number + 12))
    return writer


def table():
    writer = Writer()
    page = writer.page()
    page.text(60, 790, "The results for the year are as follows:")
    rows = [("", "2022", "2021"), ("Revenue 收入", "1,234", "1,100"), ("Cost of sales 銷售成本", "(900)", "(850)"), ("Gross profit 毛利", "334", "250")]
    for number, row in enumerate(rows):
        for x, cell in zip((60, 300, 430), row):
            page.text(x, 760 - 16 * number, cell)
    return writer


def vertical():
    writer = Writer("zh-Hans")
    page = writer.page()
    page.letters(60, 740, "南京传奇生物科技股份有限公司", 14, 5)
    page.text(520, 700, "竖排文字一二三四", 10, vertical=True)
    return writer


def pages(count):
    writer = Writer()
    for number in range(count):
        page = writer.page()
        page.text(60, 760, f"Clause {number + 1} of the agreement says what the parties agreed on that day.")
        page.text(290, 40, str(number + 1))
    return writer


def picture(other=False):
    writer = Writer()
    writer.page().image()
    if other:
        writer.page().text(60, 700, "The second page has a text layer.")
    return writer


def stream(data, filters="/FlateDecode"):
    return b"<< /Length %d /Filter [%s] >>\nstream\n" % (len(data), filters.encode()) + data + b"\nendstream"


def one_page(content, resources=b"<< /Font << /F1 5 0 R >> >>", **others):
    objects = {
        1: b"<< /Type /Catalog /Pages 2 0 R >>", 2: b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        3: b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources " + resources + b" >>",
        4: content, 5: b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"}
    objects.update({int(key[1:]): value for key, value in others.items()})
    return assemble(objects)


def bombs():
    """Files that were made to do harm, by name."""
    zeros = zlib.compress(b" " * (200 << 20), 9)
    yield "deflated twice", one_page(stream(zlib.compress(zeros, 9), "/FlateDecode /FlateDecode"))
    show = b"BT /F1 9 Tf 1 0 0 1 50 700 Tm (The same words again and again. ) Tj ET\n"
    yield "ten million words", one_page(stream(zlib.compress(show * 2_000_000, 9)))
    yield "deep arrays", one_page(stream(zlib.compress(b"[" * 5_000_000)))
    yield "deep dictionaries", one_page(b"<< /A " * 100_000)
    form = b"<< /Type /XObject /Subtype /Form /BBox [0 0 1 1] /Resources << /XObject << /X 6 0 R >> >> /Length 60 >>\nstream\n" + b"/X Do " * 10 + b"\nendstream"
    yield "a form in itself", one_page(stream(zlib.compress(b"/X Do")), b"<< /XObject << /X 6 0 R >> >>", o6=form)
    loop = {1: b"<< /Type /Catalog /Pages 2 0 R >>", 2: b"<< /Type /Pages /Kids [2 0 R 2 0 R] /Count 9999999 >>"}
    yield "a tree in itself", assemble(loop)
    nested = {1: b"<< /Type /Catalog /Pages 2 0 R >>"}
    for number in range(2, 40):
        nested[number] = b"<< /Type /Pages /Kids [%d 0 R %d 0 R] /Count 2 /Parent %d 0 R >>" % (number + 1, number + 1, number - 1)
    nested[40] = b"<< /Type /Page /MediaBox [0 0 9 9] >>"
    yield "a tree that doubles", assemble(nested)
    yield "a huge count", assemble({1: b"<< /Type /Catalog /Pages 2 0 R >>", 2: b"<< /Type /Pages /Kids [] /Count 2147483647 >>"})
    strings = b"BT /F1 9 Tf <" + b"".join(b"%02x" % (n % 256) for n in range(200_000)) + b"> Tj ET"
    mapped = b"/CIDInit /ProcSet findresource begin begincmap 1 begincodespacerange <00> <FF> endcodespacerange 1 beginbfrange <00> <FF> <0000> endbfrange endcmap"
    font = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /ToUnicode 6 0 R >>"
    yield "control codes", one_page(stream(zlib.compress(strings)), o5=font, o6=stream(zlib.compress(mapped)))
    huge = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 1e30 -1e30] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>"
    far = b"".join(b"BT /F1 9 Tf 1 0 0 1 %d %d Tm (x) Tj ET\n" % (n * 900_000, n * 900_000) for n in range(2000))
    yield "a page as wide as the sky", one_page(stream(zlib.compress(far)), o3=huge)


class Check(checking.Checks):
    def all(self):
        self.forms()
        self.refusals()
        self.runs()

    def clean(self, data, *arguments, environment=None, path="-"):
        begun = time.time()
        done = subprocess.run(
            [self.binary, "clean", *arguments, path], input=data, capture_output=True, timeout=120, env=environment)
        return done.returncode, done.stdout.decode(), done.stderr.decode(), time.time() - begun

    def document(self, data, what):
        status, text, errors, _ = self.clean(data, "--format", "json")
        self.that(status == 0, f"{what}: status {status}: {errors[:200]}")
        found = json.loads(text or '{"text":"","source":{},"warnings":[],"names":[]}')
        self.that(not re.search(HAN + " +" + HAN, found["text"]), f"{what}: blanks between Han in {found['text'][:300]!r}")
        if status == 0:
            self.restored(text, found, data, what)
        return found

    def restored(self, line, found, data, what):
        """The source is pdftotext's output; pages partition it."""
        file = self.work / "document.json"
        file.write_text(line, encoding="utf-8")
        done = subprocess.run([self.binary, "restore", file], capture_output=True)
        self.that(done.returncode == 0 and hashlib.sha256(done.stdout).hexdigest() == found["source"]["sha256"], f"{what}: restore")
        self.that(found["source"]["fileSha256"] == hashlib.sha256(data).hexdigest(), f"{what}: fileSha256")
        pages, at = found["source"].get("pages", []), 0
        for number, page in enumerate(pages):
            self.that(page["page"] == number + 1 and page["source"][0] == at, f"{what}: pages do not follow one another")
            at = page["source"][1]
            self.that(done.stdout[at - 1 : at] == b"\f", f"{what}: a page does not end with its form feed")
        self.that(not pages or at == len(done.stdout), f"{what}: pages do not cover the source")

    def fails(self, data, reason, what, *arguments, environment=None):
        status, text, errors, seconds = self.clean(data, *arguments, environment=environment)
        self.that(status == 3 and reason in errors and not text, f"{what}: status {status}, {errors[:300]!r}")
        self.that(errors.count("\n") == 1, f"{what}: not one line: {errors!r}")
        self.that(seconds < 20, f"{what}: {seconds:.1f} s")

    def forms(self):
        found = self.document(spaced().bytes(), "spaced Han")
        pairs = {(name["en"], name["zh"]) for name in found["names"]}
        for pair in [("Shanghai Qingran Medical Device Sales Co., Ltd.", "上海青冉醫療器械銷售有限公司"), ("Shanghai Qingran", "上海青冉")]:
            self.that(pair in pairs, f"spaced Han: no {pair} in {pairs}")
        self.that(found["text"].count("上海青冉醫療器械銷售有限公司") == 5, f"spaced Han: a name is broken: {found['text']!r}")
        self.that("– 1 –" not in found["text"] and "wholly-owned subsidiary" in found["text"], "spaced Han: a page number or a hyphen stays")
        self.that(found["source"]["mediaType"] == "application/pdf", "no media type")
        self.that(found["source"]["pages"][0]["box"] == [0, 0, 595, 842], f"box {found['source']['pages'][0]['box']}")

        text = self.document(columns().bytes(), "two columns")["text"]
        self.that("Group’s subsidiary. He joined Nanjing Orchid Pharma Co., Ltd." in text, "the left column is cut")
        self.that(text.count("彼負責本集團的整體策略。彼於二零零九年加入南京蘭港醫藥有限公司。") == 4, "the right column is cut")
        self.that(text.count("Annual Report 2022") <= 1 and text.count("Orchid Harbour Medical Holdings") <= 1, "running headers stay")
        self.that(not re.search(r"^1[2-5]$", text, re.M), "page numbers stay")

        text = self.document(table().bytes(), "a table")["text"]
        self.that("Gross profit 毛利\t334" in text and "(900)" in text, f"the table is no table: {text!r}")

        text = self.document(vertical().bytes(), "vertical")["text"]
        self.that("南京传奇生物科技股份有限公司" in text and "竖排文字一二三四" in text, f"vertical text: {text!r}")
        self.that(self.document(spaced().bytes(password=""), "an empty password")["text"] != "", "an empty password does not open")
        self.that("junk" not in self.document(b"junk\n" * 200 + spaced().bytes(), "behind junk")["text"], "junk before the header")
        found = self.document(picture(other=True).bytes(), "half a scan")
        self.that([w["code"] for w in found["warnings"]] == ["no-text-layer"], f"half a scan: {found['warnings']}")
        begun = time.time()
        found = self.document(pages(2000).bytes(), "2,000 pages")
        self.that(len(found["source"]["pages"]) == 2000 and time.time() - begun < 60, "2,000 pages")
        status, text, _, _ = self.clean(None, "--format", "json", path=str(self.write("x.txt", b"The header %PDF-1.4 begins a file.\n")))
        self.that(json.loads(text)["source"]["mediaType"] == "text/plain", "a text that speaks of PDF")
        done = subprocess.run([self.binary, "explain", self.write("e.pdf", columns().bytes())], capture_output=True, text=True)
        self.that("page 3, source" in done.stdout, "explain says no pages")

    def write(self, name, data):
        path = self.work / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
        return path

    def refusals(self):
        whole = spaced().bytes()
        self.fails(picture().bytes(), "image only: no text layer", "an image")
        self.fails(whole[:9], "pdftotext cannot read the PDF", "a header alone")
        self.fails(spaced().bytes(password="secret"), "encrypted", "a password")
        self.fails(Writer().bytes(), "no pages", "no pages")
        self.fails(b"", "it is empty", "nothing", "--from", "pdf")
        self.fails(b"No PDF at all.", "pdftotext cannot read the PDF", "text as PDF", "--from", "pdf")
        self.fails(whole, "install the packages poppler-utils and poppler-data", "no pdftotext", environment={"PATH": "/nowhere"})
        # Which is half of them, with a second of the processor's time.
        deep = one_page(stream(zlib.compress(b"BT /F1 9 Tf 1 0 0 1 50 700 Tm (The same words. ) Tj ET\n" * 3_000_000, 9)))
        self.fails(deep, "took more than 1 s; --pdf-seconds", "a second", "--pdf-seconds", "1")
        for name, data in bombs():
            status, text, errors, seconds = self.clean(data, "--pdf-seconds", "10", "--format", "json")
            self.that(status in (0, 3), f"{name}: status {status}: {errors[:200]}")
            self.that(status == 0 or errors.count("\n") == 1 and len(errors) < 400, f"{name}: {errors[:500]!r}")
            self.that(seconds < 60, f"{name}: {seconds:.1f} s")
            print(f"{name}: {'text' if status == 0 else errors.strip()[14:]}, {seconds:.1f} s")
        # Cut anywhere, and with bytes changed: a text or a reason.
        random.seed(5)
        for number in range(80):
            damaged = bytearray(whole[: random.randrange(10, len(whole))] if number % 2 else whole)
            for _ in range(0 if number % 2 else 1 + number):
                damaged[random.randrange(len(damaged))] = random.randrange(256)
            status, _, errors, seconds = self.clean(bytes(damaged))
            self.that(status in (0, 3) and seconds < 20, f"damage {number}: status {status}: {errors[:200]}")
            self.that(status == 0 or errors.count("\n") == 1, f"damage {number}: {errors!r}")

    def runs(self):
        folder = self.work / "in"
        whole = spaced().bytes()
        self.write("in/a.pdf", whole)
        self.write("in/again.txt", whole)
        self.write("in/b.pdf.gz", gzip.compress(columns().bytes()))
        self.write("in/page.pdf", b"<!doctype html><html><body><p>The file was not found.</p></body></html>")
        self.write("in/scan.pdf", picture().bytes())
        self.write("in/locked.pdf", spaced().bytes(password="secret"))
        self.write("in/cut.pdf", whole[:40])
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("c.pdf", table().bytes())
        self.write("in/z.zip", buffer.getvalue())
        for number in range(12):
            self.write(f"in/many/{number}.pdf", pages(3 + number).bytes())
        outputs = {}
        for name, jobs in (("one", "1"), ("two", "2"), ("killed", "2")):
            out = self.work / name
            command = [self.binary, "run", folder, "--output", out, "--jobs", jobs]
            if name == "killed":
                for delay in (0.05, 0.1, 0.2, 0.3, 0.5):
                    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
                    time.sleep(delay)
                    process.send_signal(signal.SIGKILL)
                    process.wait()
            done = subprocess.run(command, capture_output=True, text=True, timeout=300)
            self.that(done.returncode == 3, f"run {name}: status {done.returncode}: {done.stderr[-300:]}")
            outputs[name] = {p.relative_to(out): p.read_bytes() for p in sorted(out.rglob("*")) if p.is_file() and ".sqlite" not in p.name}
        self.that(outputs["one"] == outputs["two"], "2 jobs give other bytes")
        self.that(outputs["one"] == outputs["killed"], "kills give other bytes: " + str([str(k) for k in outputs["one"] if outputs["one"][k] != outputs["killed"].get(k)]))
        lines = [json.loads(line) for line in outputs["one"][Path("documents.jsonl")].decode().split("\n")[:-1]]
        by_name = {line["source"]["path"].removeprefix(str(folder) + "/"): line for line in lines}
        self.that(len(by_name) == 17, f"documents {sorted(by_name)}")
        self.that(by_name["again.txt"].get("duplicateOf", "").endswith("a.pdf"), "the same PDF twice")
        self.that(by_name["page.pdf"]["source"]["mediaType"] == "text/html", "a page named .pdf")
        self.that("Gross profit" in by_name["z.zip/c.pdf"]["text"], "a PDF in an archive")
        failures = [json.loads(line) for line in outputs["one"][Path("failures.jsonl")].decode().split("\n")[:-1]]
        self.that({Path(f["path"]).name: f["code"] for f in failures} == {"cut.pdf": "damagedPDF", "locked.pdf": "encrypted", "scan.pdf": "imageOnly"}, f"failures {failures}")
        # A second run reads no PDF again, and changes nothing.
        begun = {p: p.stat().st_mtime_ns for p in (self.work / "one").rglob("*.txt")}
        done = subprocess.run([self.binary, "run", folder, "--output", self.work / "one"], capture_output=True, text=True)
        self.that(done.returncode == 3 and all(p.stat().st_mtime_ns == t for p, t in begun.items()), "a second run writes again")
        # Texts that were kept are no truth: damaged ones are read again, and those of inputs that went go.
        kept = sorted((self.work / "one/.normalize/pdf").iterdir())
        self.that(len(kept) == 15, f"{len(kept)} texts are kept")
        kept[0].write_bytes(kept[0].read_bytes()[:-3] + b"xyz")
        shutil.rmtree(folder / "many")
        subprocess.run([self.binary, "run", folder, "--output", self.work / "one"], capture_output=True)
        self.that(len(list((self.work / "one/.normalize/pdf").iterdir())) == 3, "texts of inputs that went stay")
        report = outputs["one"][Path("report.html")].decode()
        self.that("page 2</span>" in report, "the report shows no pages")


def main():
    checking.run(Check, sys.argv[1])


if __name__ == "__main__":
    main()
