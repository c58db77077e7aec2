internal import ArgumentParser

struct GlossaryImport: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "import")
}
