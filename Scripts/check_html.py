#!/usr/bin/env python3
"""Compares what `normalize` reads of pages with what Python's html.parser reads: check_html.py BINARY [FOLDER...]

Of the words that html.parser finds outside scripts, styles, titles, hidden elements and EDGAR's wrapper, at least 0.995 must be in the text or in
what was removed. Folders default to Corpus/html.
"""
import json
import re
import subprocess
import sys
import unicodedata
from html.parser import HTMLParser
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SKIPPED = {"script", "style", "title", "noscript", "template", "svg", "select", "button", "textarea", "rt", "rp", "iframe"}
VOID = {"br", "hr", "img", "input", "meta", "link", "wbr", "col", "area", "base", "embed", "source", "track", "param"}


class Visible(HTMLParser):
    def __init__(self, page):
        super().__init__(convert_charrefs=True)
        self.stack, self.parts = [], []
        # Classes and ids that a style sheet hides.
        rules = re.findall(r"([^{}]*)\{([^}]*)\}", "".join(re.findall(r"(?is)<style.*?</style>", page)))
        hiding = [names for names, body in rules if re.search(r"(display|visibility)\s*:\s*(none|hidden)", body)]
        self.hidden = {name for names in hiding for name in re.findall(r"[.#]([\w-]+)", names)}

    def handle_starttag(self, tag, attributes):
        if tag in VOID:
            return self.parts.append(" ")
        values = dict(attributes)
        style = (values.get("style") or "").replace(" ", "").lower()
        hidden = tag in SKIPPED or "hidden" in values or "display:none" in style or "visibility:hidden" in style
        names = (values.get("class") or "").split() + [values.get("id")]
        hidden = hidden or values.get("aria-hidden") == "true" or not self.hidden.isdisjoint(names)
        self.stack.append((tag, hidden))
        self.parts.append("" if tag in {"b", "i", "u", "font", "span", "a", "sup", "ruby"} else " ")

    def handle_endtag(self, tag):
        for at in range(len(self.stack) - 1, -1, -1):
            if self.stack[at][0] == tag:
                del self.stack[at:]
                break
        self.parts.append("" if tag in {"b", "i", "u", "font", "span", "a", "sup", "ruby", "rp", "rt"} else " ")

    def handle_data(self, data):
        if not any(hidden for _, hidden in self.stack):
            self.parts.append(data)


def words(text):
    """Runs of letters and digits; each ideograph is a word."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    return re.findall(r"[\u3400-\u9fff\uf900-\ufaff]|[^\W_\u3400-\u9fff]+", folded)


def main():
    binary, *folders = sys.argv[1:]
    kept = total = 0
    for folder in folders or [ROOT / "Corpus/html"]:
        for path in sorted(file for file in Path(folder).rglob("*") if file.suffix in {".html", ".htm"}):
            done = subprocess.run([binary, "clean", "--from", "html", "--format", "json", path], capture_output=True, check=True)
            document = json.loads(done.stdout)
            encoding = document["source"]["encoding"]
            page = path.read_bytes().decode("big5hkscs" if encoding == "Big5-HKSCS" else encoding, "replace")
            if "<DOCUMENT>" in page:
                page = page.partition("<TEXT>")[2]
            parser = Visible(page)
            parser.feed(page)
            parser.close()
            expected = words("".join(parser.parts))
            removed = " ".join(re.sub(r"<[^>]*>", " ", cut["text"]) for cut in document["removed"])
            found = words(document["text"] + " " + removed)
            stock = {}
            for word in found:
                stock[word] = stock.get(word, 0) + 1
            good, lost = 0, []
            for word in expected:
                if stock.get(word, 0) > 0:
                    stock[word] -= 1
                    good += 1
                else:
                    lost.append(word)
            kept, total = kept + good, total + len(expected)
            print(f"{path.name}: {good}/{len(expected)}", " ".join(lost[:12]))
    share = kept / total if total else 1.0
    print(f"visible words kept: {share:.4f}")
    sys.exit(share < 0.995)


if __name__ == "__main__":
    main()
