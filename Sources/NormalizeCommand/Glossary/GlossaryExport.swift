internal import ArgumentParser

struct GlossaryExport: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "export")
}
