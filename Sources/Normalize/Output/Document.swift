/// BCP 47 languages of text runs.
public enum Language: String, Sendable {
  case en = "en"
  case traditional = "zh-Hant"
  case simplified = "zh-Hans"
  case chinese = "zh"
  case undetermined = "und"
}

/// One filing, cleaned: the text, where each byte of it came from, and what was found and removed.
///
/// All positions are UTF-8 byte offsets of `text` (of `glossed` where said); the JSON writer turns
/// them into code points.
public struct Document: Sendable {
  public struct Segment: Sendable, Equatable {
    public var start: Int
    public var end: Int
    public var language: Language
  }

  public struct Gloss: Sendable, Equatable {
    /// Position in `text`.
    public var at: Int
    /// Range in `glossed`.
    public var start: Int
    public var end: Int
    public var concept: UInt64
  }

  public struct Mention: Sendable, Equatable {
    public var start: Int
    public var end: Int
    /// Index into `names`; of a defined term, what it stands for.
    public var name: Int
    /// Index into `definedTerms` where a defined term is mentioned, else -1.
    public var term = -1
    public var concept: UInt64
    public var isEnglish: Bool
    /// Two names of the document share this side: the mention says nothing of its counterpart.
    public var isAmbiguous = false
  }

  public struct Tag: Sendable, Equatable {
    public var start: Int
    public var end: Int
    public var rule: Int
    public var reason: String
  }

  public struct Warning: Sendable, Equatable {
    public var code: String
    public var message: String
    public var source: [SourceExtent]

    public init(code: String, message: String, source: [SourceExtent]) {
      (self.code, self.message, self.source) = (code, message, source)
    }
  }

  /// What the source is (RFC 2046).
  public enum MediaType: String, Sendable {
    case text = "text/plain"
    case html = "text/html"
    case pdf = "application/pdf"
  }

  /// A page of a PDF.
  public struct Page: Sendable, Equatable {
    /// From 1 on.
    public var number: Int
    /// In the text that pdftotext gives, its form feed with it.
    public var source: SourceExtent
    /// The media box: left, lower, right and upper edge in hundredths of a point; nil where unknown.
    public var box: [Int]?

    public init(number: Int, source: SourceExtent, box: [Int]?) {
      (self.number, self.source, self.box) = (number, source, box)
    }
  }

  public var sourceBytes: [UInt8]
  public var decoded: DecodedSource
  public var text: AlignedText
  public var mediaType = MediaType.text
  /// Of a PDF; empty of others.
  public var pages: [Page] = []
  public var metadata = Metadata()
  public var glossed: [UInt8] = []
  public var glosses: [Gloss] = []
  public var blocks: [Block] = []
  public var sentences: [TextExtent] = []
  public var segments: [Segment] = []
  public var names: [Name] = []
  public var candidates: [Name] = []
  public var mentions: [Mention] = []
  public var definedTerms: [DefinedTerm] = []
  public var tagged: [Tag] = []
  public var warnings: [Warning] = []
}

/// What a filing says of itself.
public struct Metadata: Sendable, Equatable {
  public struct Listing: Sendable, Equatable {
    public var exchange: String
    public var code: String
    public var counter: String?
  }

  public struct Issuer: Sendable, Equatable {
    public enum Role: String, Sendable { case issuer, offeror, other }
    public var en: String?
    public var zh: String?
    public var role: Role
    public var listings: [Listing]
  }

  public struct FormerName: Sendable, Equatable {
    public var en: String?
    public var zh: String?
  }

  public var issuers: [Issuer] = []
  public var formerNames: [FormerName] = []
  public var title: String?
  /// ISO 8601 calendar date.
  public var date: String?
  public var languages: [Language] = []

  public var stockCodes: [String] {
    (issuers.first { $0.role == .issuer } ?? issuers.first)?.listings.map(\.code) ?? []
  }
}

/// A term of two languages, or of one where the other is not known.
public struct Name: Sendable, Equatable {
  public enum Kind: String, Sendable { case organization, person, place, law, product, term, title }
  public enum Form: String, Sendable { case full, short, abbreviation, former }
  public enum Official: String, Sendable { case en, zh, both, unknown }

  public struct Evidence: Sendable, Equatable {
    public enum Kind: String, Sendable {
      case bracket, neighbour, row, composed, defined, former, mention, lexicon, glossary, note,
        parallel
      /// A list that a person gave: of glossaries, not of documents.
      case imported = "import"
    }
    public var kind: Kind
    public var source: SourceSpans
  }

  public var kind: Kind
  public var form: Form
  public var enForm: Form
  public var zhForm: Form
  public var en: [UInt8]
  public var zh: [UInt8]
  public var official: Official
  public var inferred: Bool
  /// Hundredths.
  public var confidence: Int
  public var variants: [[UInt8]]
  public var evidence: [Evidence]
  public var concept: UInt64

  public var isPaired: Bool { !en.isEmpty && !zh.isEmpty }
}

/// A term that the document defines for itself.
public struct DefinedTerm: Sendable, Equatable {
  public var term: [UInt8]
  public var concept: UInt64
  /// Index into the names of what it stands for, or -1.
  public var name: Int
  public var isRole: Bool
  public var isEnglish: Bool
  /// Where the term means this: all of the text, or up to where it is defined anew.
  public var scope: TextExtent
  /// Where it is defined.
  var base: DecodedExtent
  public var source: SourceSpans
}
