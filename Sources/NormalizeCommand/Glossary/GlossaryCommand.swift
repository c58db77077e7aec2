internal import ArgumentParser

/// `normalize glossary`: what runs found, what people decide of it, and what other tools take.
struct GlossaryCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "glossary",
    abstract: "The names that runs found: look up, review, correct, merge, exchange.",
    discussion: """
      All take --glossary FILE or $NORMALIZE_GLOSSARY. A name is given in either language or script, \
      or as the sixteen digits of its concept. What people decide is kept for ever, with who, when \
      and why, and can be undone.
      """,
    subcommands: [
      GlossaryList.self, GlossaryLookup.self, GlossaryShow.self, GlossaryConflicts.self,
      GlossaryUnpaired.self, GlossaryAccept.self, GlossaryReject.self, GlossaryCorrect.self,
      GlossaryJoin.self, GlossarySplit.self, GlossaryScope.self, GlossaryOfficial.self,
      GlossaryUndo.self, GlossaryMerge.self, GlossaryImport.self, GlossaryExport.self,
      GlossaryStats.self, GlossaryDiff.self,
    ])
}
