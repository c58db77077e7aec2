// swift-tools-version: 6.2
import PackageDescription

let strict: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .strictMemorySafety(),
  .treatAllWarnings(as: .error),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("ExistentialAny"),
]

let package = Package(
  name: "Normalize",
  products: [
    .library(name: "Normalize", targets: ["Normalize"]),
    .executable(name: "normalize", targets: ["NormalizeCommand"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
  ],
  targets: [
    .target(
      name: "CICU",
      linkerSettings: [.linkedLibrary("icui18n"), .linkedLibrary("icuuc")]
    ),
    .target(name: "CGumbo", linkerSettings: [.linkedLibrary("gumbo")]),
    .target(name: "CNormalizeData"),
    .target(
      name: "CPacking", linkerSettings: [.linkedLibrary("z"), .linkedLibrary("zstd")]),
    .target(name: "CSystem"),
    .target(
      name: "Normalize",
      dependencies: ["CGumbo", "CICU", "CNormalizeData"],
      exclude: ["Decode/Data", "HTML/Data", "Lexicon/Data", "Tables/Data", "Strip/Rules"],
      swiftSettings: strict
    ),
    // The glossary on disk.
    .target(
      name: "NormalizeStore",
      dependencies: [
        "Normalize",
        .product(name: "Crypto", package: "swift-crypto"),
        .product(name: "GRDB", package: "GRDB.swift"),
      ],
      swiftSettings: strict
    ),
    .executableTarget(
      name: "NormalizeCommand",
      dependencies: [
        "CPacking",
        "CSystem",
        "Normalize",
        "NormalizeStore",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
        .product(name: "Crypto", package: "swift-crypto"),
      ],
      swiftSettings: strict
    ),
    // Development tools: the laws over generated input, their driver, the time a stage takes.
    .target(name: "Laws", dependencies: ["Normalize"], swiftSettings: strict),
    .executableTarget(
      name: "Robustness",
      dependencies: [
        "Laws", "Normalize", .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: strict
    ),
    .executableTarget(
      name: "Benchmark", dependencies: ["Laws", "Normalize"], swiftSettings: strict),
    .testTarget(
      name: "NormalizeTests",
      dependencies: ["Laws", "Normalize"],
      swiftSettings: strict
    ),
    .testTarget(
      name: "StoreTests",
      dependencies: [
        "Laws", "Normalize", "NormalizeStore", .product(name: "GRDB", package: "GRDB.swift"),
      ],
      swiftSettings: strict
    ),
    .testTarget(
      name: "CommandTests",
      dependencies: ["Laws", "Normalize", "NormalizeCommand"],
      swiftSettings: strict
    ),
  ],
  cxxLanguageStandard: .cxx17
)
