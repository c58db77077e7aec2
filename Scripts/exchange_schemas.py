"""What the schemas of the XML lists ask for, as patterns of the children of each element.

TBX-Basic of 2008 (TBXcoreStructV02.dtd and its constraints), ISO 30042:2019 in its DCT style (core, min, basic), TMX 1.4 (tmx14.dtd): as far as
lists of terms go. faults(path) gives what a file breaks, an empty list for none.
"""
import re
import xml.etree.ElementTree

TERM_TYPES = {"fullForm", "acronym", "abbreviation", "shortForm", "variant", "phrase"}
STATUSES = {f"{word}Term-admn-sts" for word in ("preferred", "admitted", "deprecated", "superseded")}
AUXILIARY = "(descrip|descripGrp|admin|adminGrp|transacGrp|note|ref|xref)"
HEADER = {
    "fileDesc": "(titleStmt )?(publicationStmt )?(sourceDesc )+",
    "sourceDesc": "(p )+",
    "text": "body (back )?",
}
SCHEMAS = {
    "martif": {
        **HEADER,
        "martif": "martifHeader text ",
        "martifHeader": "fileDesc (encodingDesc )?(revisionDesc )?",
        "text": "body (back )?",
        "body": "(termEntry )+",
        "termEntry": f"({AUXILIARY} )*(langSet )+",
        "langSet": f"({AUXILIARY} )*((tig|ntig) )+",
        "tig": f"term (termNote )*({AUXILIARY} )*",
    },
    "tbx": {
        **HEADER,
        "tbx": "tbxHeader text ",
        "tbxHeader": "fileDesc (encodingDesc )?(revisionDesc )?",
        "text": "body (back )?",
        "body": "(conceptEntry )+",
        "conceptEntry": "((min:subjectField|note|ref|xref) )*(langSec )+",
        "langSec": "((note|ref|xref) )*(termSec )+",
        "termSec": "term ((min:administrativeStatus|min:partOfSpeech|basic:termType|note|ref|xref) )*",
    },
    "tmx": {
        "tmx": "header body ",
        "header": "((note|ude|prop) )*",
        "body": "(tu )*",
        "tu": "((note|prop) )*(tuv )+",
        "tuv": "((note|prop) )*seg ",
    },
}
ATTRIBUTES = {
    "martif": {"type", "xml:lang"}, "langSet": {"xml:lang"}, "termNote": {"type"}, "descrip": {"type"},
    "tbx": {"type", "style", "xml:lang"}, "langSec": {"xml:lang"},
    "tmx": {"version"}, "tuv": {"xml:lang"}, "prop": {"type"},
    "header": {"creationtool", "creationtoolversion", "segtype", "o-tmf", "adminlang", "srclang", "datatype"},
}
PREFIXES = {
    "urn:iso:std:iso:30042:ed-2": "", "http://www.tbxinfo.net/ns/min": "min:", "http://www.tbxinfo.net/ns/basic": "basic:",
    "http://www.w3.org/XML/1998/namespace": "xml:",
}


def name(tag):
    space, _, local = tag.rpartition("}")
    return PREFIXES.get(space[1:], "?") + local if space else local


def faults(path):
    root = xml.etree.ElementTree.parse(path).getroot()
    schema = SCHEMAS[name(root.tag)]
    found, seen = [], set()
    for element in root.iter():
        tag = name(element.tag)
        children = "".join(name(child.tag) + " " for child in element)
        if not re.fullmatch(schema.get(tag, ""), children):
            found.append(f"<{tag}> holds {children or 'nothing'}")
        attributes = {name(key) for key in element.keys()}
        if not ATTRIBUTES.get(tag, set()) <= attributes:
            found.append(f"<{tag}> lacks {ATTRIBUTES[tag] - attributes}")
        kind, text = element.get("type", tag).removeprefix("basic:").removeprefix("min:"), element.text or ""
        if kind == "termType" and text not in TERM_TYPES:
            found.append(f"termType {text}")
        if kind == "administrativeStatus" and text not in STATUSES:
            found.append(f"administrativeStatus {text}")
        if tag in ("term", "seg") and not text.strip():
            found.append(f"an empty <{tag}>")
        number = element.get("id")
        if number is not None and (number in seen or not re.fullmatch(r"[A-Za-z_][\w.-]*", number)):
            found.append(f"id {number} is no name or not the only one")
        seen.add(number)
    return found
