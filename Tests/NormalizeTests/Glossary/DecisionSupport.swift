@testable import Normalize

/// A decision of a person, so many seconds into the year.
func decision(
  _ action: Decision.Action, _ pairs: [NamePair], second: Int = 0
) -> Decision {
  Decision(action, pairs, who: "a person", when: "2026-01-01T00:00:0\(second).000Z", why: "known")
}

/// What the ledger folds a pair to.
func entry(_ ledger: GlossaryLedger, _ pair: NamePair) -> GlossaryEntry? {
  let glossary = ledger.glossary(Shared.resources)
  let keys = glossary.keys(en: pair.en, zh: pair.zh)
  return glossary.entries.first { $0.enKey == keys.en && $0.zhKey == keys.zh }
}
