// The raw values as JSON strings, ready to be written: `JSONWordTests` compares them.

extension Language {
  var quoted: StaticString {
    switch self {
    case .en: "\"en\""
    case .traditional: "\"zh-Hant\""
    case .simplified: "\"zh-Hans\""
    case .chinese: "\"zh\""
    case .undetermined: "\"und\""
    }
  }
}

extension BlockKind {
  var quoted: StaticString {
    switch self {
    case .heading: "\"heading\""
    case .paragraph: "\"paragraph\""
    case .table: "\"table\""
    case .listItem: "\"listItem\""
    case .footnote: "\"footnote\""
    case .signature: "\"signature\""
    }
  }
}

extension Name.Kind {
  var quoted: StaticString {
    switch self {
    case .organization: "\"organization\""
    case .person: "\"person\""
    case .place: "\"place\""
    case .law: "\"law\""
    case .product: "\"product\""
    case .term: "\"term\""
    case .title: "\"title\""
    }
  }
}

extension Name.Form {
  var quoted: StaticString {
    switch self {
    case .full: "\"full\""
    case .short: "\"short\""
    case .abbreviation: "\"abbreviation\""
    case .former: "\"former\""
    }
  }
}

extension Name.Official {
  var quoted: StaticString {
    switch self {
    case .en: "\"en\""
    case .zh: "\"zh\""
    case .both: "\"both\""
    case .unknown: "\"unknown\""
    }
  }
}

extension Name.Evidence.Kind {
  var quoted: StaticString {
    switch self {
    case .bracket: "\"bracket\""
    case .neighbour: "\"neighbour\""
    case .row: "\"row\""
    case .composed: "\"composed\""
    case .defined: "\"defined\""
    case .former: "\"former\""
    case .mention: "\"mention\""
    case .lexicon: "\"lexicon\""
    case .glossary: "\"glossary\""
    case .note: "\"note\""
    case .parallel: "\"parallel\""
    case .imported: "\"import\""
    }
  }
}
