// swift-tools-version: 6.2
import PackageDescription

// Fuzz targets, apart from the package because all of it is built with libFuzzer's hooks: `make fuzz`.
// `Sources` is a link to those of the package; the readers of the command are links file by file.
let strict: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .strictMemorySafety(),
  .treatAllWarnings(as: .error),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("ExistentialAny"),
]

let package = Package(
  name: "Fuzz",
  targets: [
    .target(
      name: "CICU",
      linkerSettings: [.linkedLibrary("icui18n"), .linkedLibrary("icuuc")]
    ),
    .target(name: "CGumbo", linkerSettings: [.linkedLibrary("gumbo")]),
    .target(name: "CNormalizeData"),
    .target(
      name: "Normalize",
      dependencies: ["CGumbo", "CICU", "CNormalizeData"],
      exclude: ["Decode/Data", "HTML/Data", "Lexicon/Data", "Tables/Data", "Strip/Rules"],
      swiftSettings: strict
    ),
    .target(name: "Laws", dependencies: ["Normalize"], swiftSettings: strict),
    .executableTarget(
      name: "Fuzz",
      dependencies: ["Laws", "Normalize"],
      path: "Targets/Fuzz",
      swiftSettings: strict
    ),
  ],
  cxxLanguageStandard: .cxx17
)
