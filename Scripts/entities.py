#!/usr/bin/env python3
"""Writes Sources/Normalize/HTML/Data/entities.tsv: the named character references of the HTML Standard, as Python's html.entities has them.

Each row is a name, with its semicolon unless it is also read without one, and its code points in hexadecimal.
"""
from html.entities import html5
from pathlib import Path

HEAD = """# Named character references (HTML Standard, 13.5; Python's html.entities.html5). Written by Scripts/entities.py.
# name, with `;` where it needs one	code points in hexadecimal	provenance
"""
path = Path(__file__).resolve().parent.parent / "Sources/Normalize/HTML/Data/entities.tsv"
rows = [f"{name}\t{' '.join(f'{ord(c):04X}' for c in text)}\twhatwg\n" for name, text in html5.items()]
path.write_text(HEAD + "".join(sorted(rows, key=lambda row: row.split("\t")[0].encode())), encoding="ascii")
