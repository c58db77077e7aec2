internal import ArgumentParser
internal import Glibc
internal import NormalizeStore

/// `normalize` and its subcommands. Exit status, of all of them: see `ExitStatus`.
@main
struct NormalizeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "normalize",
    abstract: "Cleans bilingual exchange filings: text, names, glossary, a ledger of every change.",
    discussion: """
      Start with `normalize run FOLDER --output DIR` and open DIR/report.html, or read one filing \
      with `normalize clean FILE`.
      """,
    version: version,
    subcommands: [
      RunCommand.self, CleanCommand.self, ExplainCommand.self, RestoreCommand.self,
      TwinCommand.self, MatchCommand.self,
      SchemaCommand.self, BoilerplateCommand.self, GlossaryCommand.self, TablesCommand.self,
    ])

  /// Part of every fingerprint: documents of another version are not reused.
  static let version = "0.1.0"

  static func main() {
    Terminal.ignoreClosedPipes()
    Memory.keepFreed()
    var command: any ParsableCommand
    do {
      command = try parseAsRoot(NativeName.arguments)
    } catch {
      finish(error)
    }
    do {
      try command.run()
    } catch let status as ExitStatus {
      Glibc.exit(status.rawValue)
    } catch let error as SystemError where error.code == EPIPE {
      Glibc.exit(ExitStatus.done.rawValue)
    } catch let error as SystemError where error.isOfOutput {
      Terminal.warn("normalize: \(error)")
      Glibc.exit(ExitStatus.unwritable.rawValue)
    } catch let error as ValidationError {
      Terminal.warn("normalize: \(error.message)")
      Glibc.exit(ExitStatus.usage.rawValue)
    } catch let error as SystemError {
      Terminal.warn("normalize: \(error)")
      Glibc.exit(ExitStatus.inputsFailed.rawValue)
    } catch let error as FailedInput {
      Terminal.warn("normalize: \(error.message)")
      Glibc.exit(ExitStatus.inputsFailed.rawValue)
    } catch let error as StoreError {
      Terminal.warn("normalize: \(error)")
      Glibc.exit(error.status.rawValue)
    } catch {
      finish(error)
    }
  }

  /// Help and versions go to standard output, usage errors to standard error.
  private static func finish(_ error: any Error) -> Never {
    let message = fullMessage(for: error)
    if exitCode(for: error).isSuccess {
      try? Terminal.print(message.isEmpty ? "" : message + "\n")
      Glibc.exit(ExitStatus.done.rawValue)
    }
    Terminal.warn(message)
    Glibc.exit(ExitStatus.usage.rawValue)
  }
}

/// How the process ends, thrown after all that could be done is done and said.
enum ExitStatus: Int32, Error {
  case done = 0
  /// The command line cannot be meant: an option or name that there is not, a glossary of
  /// `--glossary` that is not there or is none, a name of a decision that several pairs have.
  case usage = 1
  /// A file, a store or standard output cannot be written: no room, no permission, in use.
  case unwritable = 2
  /// An input, or a part of one, is missing, damaged or not what it should be; a name that `lookup`
  /// was asked for is not found. What could be done was done.
  case inputsFailed = 3
}

extension StoreError {
  var status: ExitStatus { fault == .input ? .inputsFailed : .unwritable }
}
