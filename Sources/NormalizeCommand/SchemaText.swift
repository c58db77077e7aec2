/// `document.schema.json`, byte for byte; a test compares them.
enum SchemaText {
  static let document = #"""
    {
      "$schema": "https://json-schema.org/draft/2020-12/schema",
      "$id": "https://normalize.example/document.schema.json",
      "title": "normalize/document/1",
      "description": "One filing, cleaned. Offsets are half-open and count Unicode code points of text (of glossed where said); source spans count bytes of the source. Fields may be added; a name here keeps its meaning.",
      "type": "object",
      "properties": {
        "schema": {"const": "normalize/document/1"},
        "id": {
          "type": "string",
          "pattern": "^[0-9a-f]{16}$",
          "description": "First 16 hex digits of source.sha256."
        },
        "source": {
          "type": "object",
          "properties": {
            "path": {"type": "string"},
            "recordId": {"type": "string"},
            "bytes": {"type": "integer", "minimum": 0},
            "sha256": {"type": "string", "pattern": "^[0-9a-f]{64}$"},
            "encoding": {"enum": ["UTF-8", "UTF-16LE", "UTF-16BE", "Big5-HKSCS", "GB18030", "windows-1252"]},
            "encodingEvidence": {"type": "string"},
            "mediaType": {"type": "string"},
            "fileSha256": {
              "type": "string",
              "pattern": "^[0-9a-f]{64}$",
              "description": "Of a PDF: the file. bytes and sha256 speak of the text that pdftotext gives."
            },
            "pages": {
              "type": "array",
              "description": "Of a PDF: where the text of each page stands, its form feed with it, and the media box in points (left, lower, right, upper).",
              "items": {
                "type": "object",
                "additionalProperties": false,
                "required": ["page", "source", "box"],
                "properties": {
                  "page": {"type": "integer", "minimum": 1},
                  "source": {
                    "type": "array",
                    "items": {"type": "integer", "minimum": 0},
                    "minItems": 2,
                    "maxItems": 2
                  },
                  "box": {
                    "type": ["array", "null"],
                    "items": {"type": "number"},
                    "minItems": 4,
                    "maxItems": 4
                  }
                }
              }
            }
          },
          "required": ["path", "bytes", "sha256", "encoding", "encodingEvidence", "mediaType"],
          "description": "The source: of jsonl the UTF-8 of the decoded text value."
        },
        "duplicateOf": {"type": "string", "description": "run: path of the first input with the same bytes."},
        "twin": {
          "description": "run: the document that is the other language version of the filing.",
          "type": "object",
          "additionalProperties": false,
          "required": ["id", "path"],
          "properties": {
            "id": {"type": "string", "pattern": "^[0-9a-f]{16}$"},
            "path": {"type": "string"}
          }
        },
        "metadata": {
          "type": "object",
          "properties": {
            "issuer": {
              "type": "object",
              "properties": {"en": {"type": ["string", "null"]}, "zh": {"type": ["string", "null"]}},
              "required": ["en", "zh"],
              "description": "The first of issuers with role issuer."
            },
            "issuers": {
              "type": "array",
              "items": {
                "type": "object",
                "properties": {
                  "en": {"type": ["string", "null"]},
                  "zh": {"type": ["string", "null"]},
                  "role": {"enum": ["issuer", "offeror", "other"]},
                  "listings": {
                    "type": "array",
                    "items": {
                      "type": "object",
                      "properties": {
                        "exchange": {"type": "string"},
                        "code": {"type": "string"},
                        "counter": {"type": ["string", "null"]}
                      },
                      "required": ["exchange", "code", "counter"]
                    }
                  }
                },
                "required": ["en", "zh", "role", "listings"]
              }
            },
            "formerNames": {
              "type": "array",
              "items": {
                "type": "object",
                "properties": {"en": {"type": ["string", "null"]}, "zh": {"type": ["string", "null"]}},
                "required": ["en", "zh"]
              }
            },
            "stockCodes": {"type": "array", "items": {"type": "string"}},
            "title": {"type": ["string", "null"]},
            "date": {"type": ["string", "null"], "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"},
            "languages": {"type": "array", "items": {"$ref": "#/$defs/language"}}
          },
          "required": ["issuer", "issuers", "formerNames", "stockCodes", "title", "date", "languages"]
        },
        "text": {
          "type": "string",
          "description": "The clean text: U+000A as only line end, no leading blank line, at most one blank line in a row, one final newline unless empty."
        },
        "glossed": {"type": "string", "description": "text with the glosses inserted."},
        "glosses": {
          "type": "array",
          "items": {
            "type": "object",
            "properties": {
              "at": {"type": "integer", "minimum": 0},
              "start": {"type": "integer", "minimum": 0},
              "end": {"type": "integer", "minimum": 0},
              "concept": {"$ref": "#/$defs/concept"}
            },
            "required": ["at", "start", "end", "concept"]
          },
          "description": "at in text; start and end in glossed. Deleting them gives text."
        },
        "blocks": {
          "type": "array",
          "items": {
            "type": "object",
            "properties": {
              "start": {"type": "integer", "minimum": 0},
              "end": {"type": "integer", "minimum": 0},
              "kind": {"enum": ["heading", "paragraph", "table", "listItem", "footnote", "signature"]}
            },
            "required": ["start", "end", "kind"]
          }
        },
        "sentences": {"type": "array", "items": {"$ref": "#/$defs/pair"}},
        "segments": {
          "type": "array",
          "items": {
            "type": "object",
            "properties": {
              "start": {"type": "integer", "minimum": 0},
              "end": {"type": "integer", "minimum": 0},
              "language": {"$ref": "#/$defs/language"}
            },
            "required": ["start", "end", "language"]
          },
          "description": "Language runs; they partition the text."
        },
        "names": {
          "type": "array",
          "items": {"$ref": "#/$defs/name"},
          "description": "Names at or above the floor."
        },
        "candidates": {
          "type": "array",
          "items": {"$ref": "#/$defs/name"},
          "description": "Names below the floor, never used for glossing."
        },
        "mentions": {
          "type": "array",
          "items": {
            "type": "object",
            "properties": {
              "start": {"type": "integer", "minimum": 0},
              "end": {"type": "integer", "minimum": 0},
              "source": {"$ref": "#/$defs/spans"},
              "concept": {"$ref": "#/$defs/concept"},
              "language": {"enum": ["en", "zh"]},
              "term": {"type": "integer", "minimum": 0}
            },
            "required": ["start", "end", "source", "concept", "language"]
          }
        },
        "definedTerms": {
          "type": "array",
          "items": {
            "type": "object",
            "properties": {
              "term": {"type": "string"},
              "concept": {"$ref": "#/$defs/concept"},
              "role": {"type": "boolean"},
              "scope": {"$ref": "#/$defs/pair"},
              "source": {"$ref": "#/$defs/spans"}
            },
            "required": ["term", "concept", "role", "scope", "source"]
          }
        },
        "tagged": {
          "type": "array",
          "items": {
            "type": "object",
            "properties": {
              "start": {"type": "integer", "minimum": 0},
              "end": {"type": "integer", "minimum": 0},
              "rule": {"type": "string"},
              "class": {"$ref": "#/$defs/class"},
              "reason": {"type": "string"}
            },
            "required": ["start", "end", "rule", "class", "reason"]
          },
          "description": "Boilerplate recognised and kept."
        },
        "removed": {
          "type": "array",
          "items": {
            "type": "object",
            "properties": {
              "rule": {"type": "string"},
              "class": {"$ref": "#/$defs/class"},
              "source": {"$ref": "#/$defs/spans"},
              "text": {"type": "string"}
            },
            "required": ["rule", "class", "source", "text"]
          },
          "description": "What was cut; text is the decoded source of the spans, one after the other."
        },
        "rules": {
          "type": "array",
          "items": {"type": "string"},
          "description": "Names of edit rules; edits refer to them by index."
        },
        "edits": {
          "type": "array",
          "items": {
            "type": "array",
            "items": {"type": "integer", "minimum": 0},
            "minItems": 5,
            "maxItems": 5
          },
          "description": "[rule, textStart, textEnd, sourceStart, sourceEnd]."
        },
        "map": {
          "type": "array",
          "items": {
            "type": "array",
            "items": {"type": "integer", "minimum": 0},
            "minItems": 4,
            "maxItems": 4
          },
          "description": "[textStart, textEnd, sourceStart, sourceEnd]: maximal runs whose source bytes decode unchanged to the text. Map, edits and removed partition the source."
        },
        "ledger": {
          "type": "array",
          "items": {"type": "array", "minItems": 2, "maxItems": 3},
          "description": "[sourceStart, \"decoded text\"] or [sourceStart, null, \"hexadecimal bytes\"] for what text, map, edits and removed do not determine. Absent with --ledger none."
        },
        "warnings": {
          "type": "array",
          "items": {
            "type": "object",
            "properties": {
              "code": {"type": "string"},
              "message": {"type": "string"},
              "source": {"$ref": "#/$defs/spans"}
            },
            "required": ["code", "message", "source"]
          }
        }
      },
      "required": [
        "schema",
        "id",
        "source",
        "metadata",
        "text",
        "glossed",
        "glosses",
        "blocks",
        "sentences",
        "segments",
        "names",
        "candidates",
        "mentions",
        "definedTerms",
        "tagged",
        "removed",
        "rules",
        "edits",
        "map",
        "warnings"
      ],
      "$defs": {
        "pair": {"type": "array", "items": {"type": "integer", "minimum": 0}, "minItems": 2, "maxItems": 2},
        "spans": {
          "type": "array",
          "items": {"$ref": "#/$defs/pair"},
          "description": "Half-open ranges of source bytes."
        },
        "concept": {"type": "string", "pattern": "^[0-9a-f]{16}$"},
        "language": {"enum": ["en", "zh-Hant", "zh-Hans", "zh", "und"]},
        "class": {
          "enum": [
            "disclaimer",
            "caution",
            "forwardLooking",
            "responsibility",
            "identification",
            "offerLegend",
            "importance",
            "formula",
            "pageFurniture",
            "contents",
            "navigation",
            "boardComposition",
            "signature",
            "placeholder",
            "auditResponsibility"
          ]
        },
        "name": {
          "type": "object",
          "properties": {
            "concept": {"$ref": "#/$defs/concept"},
            "kind": {"enum": ["organization", "person", "place", "law", "product", "term", "title"]},
            "form": {"enum": ["full", "short", "abbreviation", "former"]},
            "enForm": {"enum": ["full", "short", "abbreviation", "former"]},
            "zhForm": {"enum": ["full", "short", "abbreviation", "former"]},
            "en": {"type": ["string", "null"]},
            "zh": {"type": ["string", "null"]},
            "official": {"enum": ["en", "zh", "both", "unknown"]},
            "inferred": {"type": "boolean"},
            "confidence": {"type": "number", "minimum": 0, "maximum": 1},
            "variants": {"type": "array", "items": {"type": "string"}},
            "evidence": {
              "type": "array",
              "items": {
                "type": "object",
                "properties": {
                  "kind": {
                    "enum": [
                      "bracket",
                      "neighbour",
                      "row",
                      "composed",
                      "defined",
                      "former",
                      "mention",
                      "lexicon",
                      "glossary",
                      "note",
                      "parallel",
                      "import"
                    ]
                  },
                  "source": {"$ref": "#/$defs/spans"}
                },
                "required": ["kind", "source"]
              }
            }
          },
          "required": [
            "concept",
            "kind",
            "form",
            "enForm",
            "zhForm",
            "en",
            "zh",
            "official",
            "inferred",
            "confidence",
            "variants",
            "evidence"
          ]
        }
      }
    }

    """#
}
