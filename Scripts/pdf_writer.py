"""Writes small PDFs for checks: Helvetica in WinAnsi, Chinese in fonts that are not embedded (they need poppler-data), encryption, damage.

    document = Writer()
    page = document.page()
    page.text(72, 700, "Announcement 公告", size=11)
    open("a.pdf", "wb").write(document.bytes())
"""
import hashlib
import zlib

CHINESE = {"zh-Hant": ("MSung-Light", "UniCNS-UTF16", "CNS1"), "zh-Hans": ("STSong-Light", "UniGB-UTF16", "GB1")}
# Widths of Helvetica's letters, thousandths of the size; others are about as wide as these.
WIDTHS = {**dict.fromkeys("ijl.,:;'|! ", 260), **dict.fromkeys("ftrI()-", 330), **dict.fromkeys("mwMW", 850)}
PADDING = bytes.fromhex("28BF4E5E4E758A4164004E56FFFA01082E2E00B6D0683E802F0CA9FE6453697A")


def rc4(key, data):
    state, j = list(range(256)), 0
    for i in range(256):
        j = (j + state[i] + key[i % len(key)]) % 256
        state[i], state[j] = state[j], state[i]
    out, i, j = bytearray(), 0, 0
    for byte in data:
        i = (i + 1) % 256
        j = (j + state[i]) % 256
        state[i], state[j] = state[j], state[i]
        out.append(byte ^ state[(state[i] + state[j]) % 256])
    return bytes(out)


def is_latin(letter):
    try:
        letter.encode("cp1252")
        return True
    except UnicodeEncodeError:
        return False


def runs(text):
    """Stretches of one script: what WinAnsi has, and the rest."""
    result = []
    for letter in text:
        latin = is_latin(letter)
        if result and result[-1][0] == latin:
            result[-1][1] += letter
        else:
            result.append([latin, letter])
    return result


class Page:
    def __init__(self, width, height, language):
        self.width, self.height, self.language, self.content = width, height, language, []

    def text(self, x, y, text, size=10.0, spacing=0.0, vertical=False):
        """One line; `spacing` stands behind each letter, in points. Returns where it ends."""
        for latin, run in runs(text):
            name = "F1" if latin else ("F3" if vertical else "F2")
            hexadecimal = (run.encode("cp1252") if latin else run.encode("utf-16-be")).hex()
            self.content.append(f"BT /{name} {size} Tf {spacing} Tc 1 0 0 1 {x:.2f} {y:.2f} Tm <{hexadecimal}> Tj ET")
            widths = [WIDTHS.get(c, 560) for c in run] if latin else [1000] * len(run)
            x += sum(widths) * size / 1000 + spacing * len(run)
        return x

    def letters(self, x, y, text, size=10.0, gap=5.0):
        """Each letter set by itself, with a gap, as justified Chinese often is."""
        for letter in text:
            x = self.text(x, y, letter, size) + gap
        return x

    def lines(self, x, y, lines, size=10.0, leading=14.0, spacing=0.0):
        for number, line in enumerate(lines):
            self.text(x, y - number * leading, line, size, spacing)
        return y - len(lines) * leading

    def image(self):
        """A page that is one image."""
        self.content.append(f"q {self.width} 0 0 {self.height} 0 0 cm BI /W 1 /H 1 /CS /G /BPC 8 ID \x80 EI Q")


class Writer:
    def __init__(self, language="zh-Hant", compress=True):
        self.language, self.compress, self.pages = language, compress, []

    def page(self, width=595, height=842):
        self.pages.append(Page(width, height, self.language))
        return self.pages[-1]

    def objects(self):
        font, cmap, ordering = CHINESE[self.language]
        system = f"/CIDSystemInfo << /Registry (Adobe) /Ordering ({ordering}) /Supplement 0 >>"
        descriptor = f"<< /Type /FontDescriptor /FontName /{font} /Flags 4 /FontBBox [0 -200 1000 900] /ItalicAngle 0 /Ascent 880 /Descent -120 /CapHeight 700 /StemV 80 >>"
        found = {
            1: b"<< /Type /Catalog /Pages 2 0 R >>",
            3: b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
            4: f"<< /Type /Font /Subtype /Type0 /BaseFont /{font} /Encoding /{cmap}-H /DescendantFonts [6 0 R] >>".encode(),
            5: f"<< /Type /Font /Subtype /Type0 /BaseFont /{font} /Encoding /{cmap}-V /DescendantFonts [6 0 R] >>".encode(),
            6: f"<< /Type /Font /Subtype /CIDFontType0 /BaseFont /{font} {system} /DW 1000 /FontDescriptor 7 0 R >>".encode(),
            7: descriptor.encode(),
        }
        kids = []
        for number, page in enumerate(self.pages):
            place = 8 + 2 * number
            kids.append(f"{place} 0 R")
            found[place] = (
                f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {page.width} {page.height}] /Contents {place + 1} 0 R "
                "/Resources << /Font << /F1 3 0 R /F2 4 0 R /F3 5 0 R >> >> >>"
            ).encode()
            found[place + 1] = ("stream", "\n".join(page.content).encode("latin-1"))
        found[2] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>".encode()
        return found

    def bytes(self, password=None):
        """With a password, which may be empty, the file is encrypted (RC4, 40 bits: enough to be told)."""
        key, extra = None, b""
        if password is not None:
            owner = rc4(hashlib.md5((b"owner" + PADDING)[:32]).digest()[:5], (password.encode() + PADDING)[:32])
            identity = b"0123456789abcdef"
            seed = (password.encode() + PADDING)[:32] + owner + (0xFFFFFFFC).to_bytes(4, "little") + identity
            key = hashlib.md5(seed).digest()[:5]
            encrypt = f"<< /Filter /Standard /V 1 /R 2 /O <{owner.hex()}> /U <{rc4(key, PADDING).hex()}> /P -4 >>"
            extra = f" /Encrypt {encrypt} /ID [<{identity.hex()}> <{identity.hex()}>]".encode()
        out, places = bytearray(b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n"), {}
        found = self.objects()
        for number in sorted(found):
            places[number] = len(out)
            body = found[number]
            if isinstance(body, tuple):
                data = zlib.compress(body[1]) if self.compress else body[1]
                if key:
                    salt = number.to_bytes(3, "little") + b"\0\0"
                    data = rc4(hashlib.md5(key + salt).digest()[:10], data)
                filters = b" /Filter /FlateDecode" if self.compress else b""
                body = b"<< /Length %d%s >>\nstream\n" % (len(data), filters) + data + b"\nendstream"
            out += b"%d 0 obj\n" % number + body + b"\nendobj\n"
        start = len(out)
        out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(found) + 1)
        for number in sorted(found):
            out += b"%010d 00000 n \n" % places[number]
        out += b"trailer\n<< /Size %d /Root 1 0 R%s >>\nstartxref\n%d\n%%%%EOF\n" % (len(found) + 1, extra, start)
        return bytes(out)


def assemble(objects, head=b"%PDF-1.4\n"):
    """A file of objects as they are, for damage that is meant: {number: bytes}; object 1 is the catalogue."""
    out, places = bytearray(head), {}
    for number in sorted(objects):
        places[number] = len(out)
        out += b"%d 0 obj\n" % number + objects[number] + b"\nendobj\n"
    start = len(out)
    out += b"xref\n0 1\n0000000000 65535 f \n"
    for number in sorted(objects):
        out += b"%d 1\n%010d 00000 n \n" % (number, places[number])
    return bytes(out + b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (max(objects) + 1, start))
