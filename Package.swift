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
  ],
  targets: [
    .target(
      name: "CICU",
      linkerSettings: [.linkedLibrary("icui18n"), .linkedLibrary("icuuc")]
    ),
    .target(name: "CNormalizeData"),
    .target(
      name: "Normalize",
      dependencies: ["CICU", "CNormalizeData"],
      exclude: ["Lexicon/Data", "Tables/Data", "Strip/Rules"],
      swiftSettings: strict
    ),
    .executableTarget(
      name: "NormalizeCommand",
      dependencies: [
        "Normalize",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
        .product(name: "Crypto", package: "swift-crypto"),
      ],
      swiftSettings: strict
    ),
    .testTarget(
      name: "NormalizeTests",
      dependencies: ["Normalize"],
      swiftSettings: strict
    ),
  ],
  cxxLanguageStandard: .cxx17
)
