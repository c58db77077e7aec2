/// An English name of a person, read for scoring: its words, without honorifics and honours.
struct LatinPerson: Sendable {
  /// A word in lower case.
  struct Word: Sendable {
    var letters: [UInt8]
    var hash: UInt64
    /// Of its letters as `PersonReader.sound` folds them.
    var sound: UInt64
    /// Bits for the letter that it begins with, as it is written and as it sounds.
    var leads: UInt32
    /// Surnames of one ideograph that it spells, folded, and those of which it is the usual spelling.
    var surnames: [UInt32]
    var usualSurnames: [UInt32]
    var isCapitals: Bool
    /// A hyphen joins it to the word before.
    var isJoined: Bool
    /// How many commas and brackets stand before it.
    var group: Int
    /// A syllable of one of the spellings or a surname, and no Western name.
    var isSyllable: Bool
  }

  var words: [Word] = []
  var titles: PersonTitles = []
  /// Some words are in capitals, others are not: those are the surname.
  var hasMixedCase = false
}

/// A Chinese name of a person, read for scoring: its ideographs and how they are spelled.
struct HanPerson: Sendable {
  /// How an ideograph is spelled.
  struct Spelling: Sendable {
    var letters: [UInt8]
    var hash: UInt64
    var scheme: PersonScore.Scheme
    /// A spelling that few who are read so have: `Chun` of 銓, whose usual one is `Chuen`.
    var isSeldom: Bool
  }

  struct Ideograph: Sendable {
    var folded: UInt32
    /// Those of Hong Kong and pinyin before those of Wade and Giles.
    var spellings: [Spelling] = []
    /// Of the spellings, as `PersonReader.sound` folds them.
    var sounds: [UInt64] = []
    /// Bits for the letters that the spellings begin with, as `Word.leads`.
    var leads: UInt32 = 0
  }

  /// Ideographs of the surname and of a second one before the given name: 歐陽 (2, 0), 葉劉 (1, 1).
  struct Division: Sendable {
    var surname: Int
    var maiden: Int
  }

  var ideographs: [Ideograph] = []
  var divisions: [Division] = []
  var titles: PersonTitles = []
  /// Bytes of the name that are none of its ideographs: an honorific, brackets.
  var others = 0
}

/// Reads names of persons for `PersonScorer`.
struct PersonReader {
  private let lexicon: Lexicon
  /// By number of the syllable: how Hong Kong spells it, how Wade and Giles do, and how Taiwan did later.
  private let hongKong: [[[UInt8]]]
  private let wadeGiles: [[[UInt8]]]
  private let taiwan: [[[UInt8]]]
  /// Which of `hongKong` are seldom.
  private let seldom: [[Bool]]
  let tables: PersonTables
  /// Every syllable of the spellings.
  private let syllables: KeySet

  init(_ lexicon: Lexicon) {
    self.lexicon = lexicon
    let numbers = (0..<lexicon.han.syllableCount).map { UInt16($0) }
    let hongKong = numbers.map { lexicon.hongKong.spellings($0) }
    self.hongKong = hongKong
    seldom = numbers.map { number in
      let syllable = Array(lexicon.han.letters(number))
      return hongKong[Int(number)].map { HongKongSpelling.isSeldom($0, of: syllable) }
    }
    tables = PersonTables(lexicon.han)
    wadeGiles = numbers.map { WadeGiles.spellings(lexicon.han.letters($0)) }
    taiwan = numbers.map { TaiwanSpelling.spellings(lexicon.han.letters($0)) }
    var syllables = KeySet()
    for number in numbers {
      syllables.insert(PartLexicon.hash(lexicon.han.letters(number)))
      for spelling in hongKong[Int(number)] + wadeGiles[Int(number)] + taiwan[Int(number)] {
        syllables.insert(PartLexicon.hash(spelling))
      }
    }
    for spelling in tables.allSouthernSpellings where spelling.count >= 3 {
      syllables.insert(PartLexicon.hash(spelling))
    }
    self.syllables = syllables
  }

  // MARK: - English

  /// The words of a name, twelve at most. Complexity: O(name).
  func latin(_ name: [UInt8]) -> LatinPerson {
    let name = LatinLetters.plain(name)
    var words: [LatinPerson.Word] = []
    var at = 0
    var group = 0
    var isJoined = false
    while at < name.count, words.count < 12 {
      let byte = name[at]
      if (byte | 0x20) &- 0x61 < 26 {
        let start = at
        while at < name.count, (name[at] | 0x20) &- 0x61 < 26 || name[at] == 0x27 { at += 1 }
        let letters = name[start..<at].filter { $0 != 0x27 }
        words.append(word(letters, isJoined: isJoined, group: group))
        isJoined = false
        continue
      }
      isJoined = byte == 0x2D
      if byte == 0x2C || byte == 0x28 || byte == 0x29 { group += 1 }
      at += 1
    }
    // Honorifics and titles before the name, honours behind it.
    var titles: PersonTitles = []
    while words.count > 1, lexicon.isHonorific(words[0].hash), !isCapitalSurname(words[0], words) {
      titles.formUnion(PersonTitles(english: words[0].hash))
      words.removeFirst()
    }
    while words.count > 2, let last = words.last, last.isCapitals, Self.honours.contains(last.hash)
    {
      words.removeLast()
    }
    let capitals = words.count { $0.isCapitals }
    return LatinPerson(
      words: words, titles: titles, hasMixedCase: capitals > 0 && capitals < words.count)
  }

  private func word(_ letters: [UInt8], isJoined: Bool, group: Int) -> LatinPerson.Word {
    let hash = PartLexicon.hash(letters)
    let lower = letters.map { $0 | 0x20 }
    return LatinPerson.Word(
      letters: lower, hash: hash, sound: Self.sound(lower), leads: Self.leads(lower),
      surnames: lexicon.parts.range(hash).compactMap {
        let sense = lexicon.parts[$0]
        return sense.kind == .surname && sense.count == 1
          ? lexicon.parts.scalars[Int(sense.start)] : nil
      },
      usualSurnames: tables.usualSurnames(hash),
      isCapitals: letters.count >= 2 && letters.allSatisfy { $0 < 0x61 },
      isJoined: isJoined, group: group,
      isSyllable: (syllables.contains(hash) || lexicon.isSurname(hash))
        && !SingleNames.isWesternName(hash))
  }

  private func isCapitalSurname(_ word: LatinPerson.Word, _ words: [LatinPerson.Word]) -> Bool {
    word.isCapitals && words.contains { !$0.isCapitals } && lexicon.isSurname(word.hash)
  }

  /// Also of the letters between full stops: `S.B.S.` is read as `S`, `B`, `S`, which are no capitals of a
  /// surname and spell nothing.
  private static let honours = KeySet(
    "jp gbm gbs sbs bbs mh gmm cbe obe mbe sc qc kc cpa phd md".split(separator: " ").map {
      PartLexicon.hash($0.utf8)
    })

  // MARK: - Chinese

  /// The ideographs of a name as they are written, without the honorific behind them and what stands in
  /// brackets. Complexity: O(name x readings).
  func han(_ name: [UInt8]) -> HanPerson {
    var scalars: [UInt32] = []
    var at = 0
    while at < name.count {
      let scalar = UTF8Scan.scalar(name, at: at)
      at += scalar.length
      if scalar.value == 0x28 || scalar.value == 0xFF08 { break }
      if HanText.isHan(scalar.value) { scalars.append(scalar.value) }
    }
    var titles: PersonTitles = []
    for (honorific, title) in PersonTitles.chinese
    where scalars.count >= honorific.count + 2
      && scalars.suffix(honorific.count).map(lexicon.han.fold).elementsEqual(honorific)
    {
      scalars.removeLast(honorific.count)
      titles.formUnion(title)
    }
    var person = HanPerson(titles: titles, others: name.count - 3 * scalars.count)
    // Longer ones are no names of persons.
    guard scalars.count <= 5 else {
      person.ideographs = scalars.map { HanPerson.Ideograph(folded: lexicon.han.fold($0)) }
      return person
    }
    person.ideographs = scalars.map(ideograph)
    person.divisions = divisions(person.ideographs.map(\.folded))
    return person
  }

  private func ideograph(_ scalar: UInt32) -> HanPerson.Ideograph {
    var result = HanPerson.Ideograph(folded: lexicon.han.fold(scalar))
    var seen: Set<UInt64> = []
    var late: [[UInt8]] = []
    func add(_ letters: [UInt8], _ scheme: PersonScore.Scheme, isSeldom: Bool = false) {
      let hash = PartLexicon.hash(letters)
      guard !letters.isEmpty else { return }
      guard seen.insert(hash).inserted else {
        if !isSeldom, let place = result.spellings.firstIndex(where: { $0.hash == hash }) {
          result.spellings[place].isSeldom = false
        }
        return
      }
      result.spellings.append(
        HanPerson.Spelling(letters: letters, hash: hash, scheme: scheme, isSeldom: isSeldom))
      result.leads |= Self.leads(letters)
      let sound = Self.sound(letters)
      if !result.sounds.contains(sound) { result.sounds.append(sound) }
    }
    lexicon.han.forEachReading(of: scalar) { reading in
      let syllable = Int(reading.syllable)
      if reading.isJyutping {
        for (spelling, isSeldom) in zip(hongKong[syllable], seldom[syllable]) {
          add(spelling, .hongKong, isSeldom: isSeldom)
        }
      } else {
        add(Array(lexicon.han.letters(reading.syllable)), .pinyin)
        late += wadeGiles[syllable] + taiwan[syllable]
      }
      return false
    }
    for spelling in late { add(spelling, .wadeGiles) }
    for spelling in tables.southernSpellings(result.folded) {
      add(spelling, .southern, isSeldom: true)
    }
    return result
  }

  private func divisions(_ folded: [UInt32]) -> [HanPerson.Division] {
    var result: [HanPerson.Division] = []
    if folded.count >= 3, lexicon.surnameLength(folded[...]) == 2 {
      result.append(HanPerson.Division(surname: 2, maiden: 0))
    }
    if folded.count >= 4, lexicon.surnameLength(folded[1...]) >= 1 {
      result.append(HanPerson.Division(surname: 1, maiden: 1))
    }
    if folded.count <= 4 { result.append(HanPerson.Division(surname: 1, maiden: 0)) }
    return result
  }

  // MARK: - Sounds

  /// Bits of the letter that a syllable begins with and of the sound that `sound` takes it for.
  private static func leads(_ letters: [UInt8]) -> UInt32 {
    guard let first = letters.first else { return 0 }
    let second = letters.count > 1 ? letters[1] : 0
    let sound: UInt8 =
      switch first {
      case 0x62: 0x70
      case 0x64: 0x74
      case 0x67, 0x71: 0x6B
      case 0x78, 0x7A: 0x73
      case 0x76: 0x75
      case 0x68 where second == 0x73: 0x73
      case 0x79 where second == 0x69: 0x69
      case 0x65 where second == 0x65: 0x69
      case 0x6F where second == 0x6F: 0x75
      default: first
      }
    return 1 << UInt32(first & 31) | 1 << UInt32(sound & 31)
  }

  /// Key of what a syllable sounds like, whoever spelled it: `hwa` and `hua`, `chee` and `chi`, `shek` and
  /// `sek`, `kah` and `ka` have one.
  ///
  /// Complexity: O(letters).
  static func sound(_ letters: [UInt8]) -> UInt64 {
    var hash = PartLexicon.seed
    var last: UInt8 = 0
    func isVowel(_ byte: UInt8) -> Bool {
      byte == 0x61 || byte == 0x65 || byte == 0x69 || byte == 0x6F || byte == 0x75
    }
    for (place, letter) in letters.enumerated() {
      let next = place + 1 < letters.count ? letters[place + 1] : 0
      var sound = letter
      switch letter {
      // Voiced letters stand for unvoiced sounds.
      case 0x62: sound = 0x70  // b: p
      case 0x64: sound = 0x74  // d: t
      case 0x67 where last != 0x6E: sound = 0x6B  // g: k, not in ng
      case 0x71: sound = 0x6B  // q: k
      case 0x78: sound = 0x73  // x: s
      case 0x7A: sound = 0x73  // z: s, as in tz and sz
      case 0x76: sound = 0x75  // v: u
      case 0x65 where next == 0x65 || last == 0x69 && place > 0 && letters[place - 1] == 0x65:
        sound = 0x69  // ee: i
      case 0x6F where next == 0x6F || last == 0x75 && place > 0 && letters[place - 1] == 0x6F:
        sound = 0x75  // oo: u
      case 0x77 where place > 0: sound = 0x75  // w behind another letter: u
      case 0x79 where place > 0: sound = 0x69  // y behind another letter: i
      case 0x79 where next == 0x69: continue  // yi: i
      case 0x65 where last == 0x75 && (next == 0x69 || next == 0x79): continue  // uei: ui
      case 0x6F where last == 0x69 && (next == 0x75 || next == 0x77): continue  // iou: iu
      case 0x6F where last == 0x61 && next == 0: sound = 0x75  // ao: au
      case 0x68 where last == 0x73 || place == 0 && next == 0x73: continue  // sh, hs: s
      case 0x68 where next == 0 && isVowel(last): continue  // ah: a
      case 0x72 where (next == 0 || next == 0x6E) && isVowel(last): continue  // or: o, ern: en
      case 0x63 where next == 0x6B: continue  // ck: k
      default: break
      }
      if sound == last { continue }
      hash = PartLexicon.extend(hash, sound)
      last = sound
    }
    return hash
  }
}
