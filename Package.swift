// swift-tools-version: 6.2
import PackageDescription

/// Every target is held to the same dialect.
///
/// Warnings become errors only where `CI` is set: a newcomer's newer toolchain may warn about something that this one
/// does not know, and must still be able to build.
let dialect: [SwiftSetting] =
    [
        .swiftLanguageMode(.v6),
        .enableUpcomingFeature("ExistentialAny"),
        .enableUpcomingFeature("InternalImportsByDefault"),
        .enableUpcomingFeature("MemberImportVisibility"),
        .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
        .enableUpcomingFeature("InferIsolatedConformances"),
        .strictMemorySafety(),
    ] + (Context.environment["CI"] == nil ? [] : [.treatAllWarnings(as: .error)])

/// Tests play hours of treatments, which takes ten times as long without it; `assert` and checked arithmetic stay where
/// the language keeps them, and `make same-bytes` builds without.
let optimized: [SwiftSetting] = [.unsafeFlags(["-O"], .when(configuration: .debug))]

/// A library of the house.
///
/// Its `dependencies` are its import arrows: the build refuses any other.
func room(_ name: String, path: String? = nil, _ dependencies: [Target.Dependency] = []) -> Target {
    .target(name: name, dependencies: dependencies, path: path, swiftSettings: dialect + optimized)
}

func tool(_ name: String, path: String? = nil, _ dependencies: [Target.Dependency]) -> Target {
    .executableTarget(name: name, dependencies: dependencies, path: path, swiftSettings: dialect)
}

func tests(
    _ name: String, _ dependencies: [Target.Dependency], exclude: [String] = [], resources: [Resource] = []
) -> Target {
    .testTarget(
        name: name, dependencies: dependencies, exclude: exclude, resources: resources, swiftSettings: dialect)
}

let arguments = Target.Dependency.product(name: "ArgumentParser", package: "swift-argument-parser")
let yaml = Target.Dependency.product(name: "Yams", package: "Yams")
let crypto = Target.Dependency.product(name: "Crypto", package: "swift-crypto")
let sqlite = Target.Dependency.product(name: "GRDB", package: "GRDB.swift")
let nio: [Target.Dependency] = [
    .product(name: "NIOCore", package: "swift-nio"),
    .product(name: "NIOPosix", package: "swift-nio"),
]

let package = Package(
    name: "myotherm",
    products: [
        .executable(name: "myothermd", targets: ["myothermd"]),
        .executable(name: "myothermctl", targets: ["myothermctl"]),
        .executable(name: "myotherm-sim", targets: ["myotherm-sim"]),
        .executable(name: "myotherm-campaign", targets: ["myotherm-campaign"]),
    ],
    // Versions are exact, and each has its row (licence, reason) in docs/soup.md.
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
        .package(url: "https://github.com/apple/swift-nio", exact: "2.101.2"),
        .package(url: "https://github.com/apple/swift-crypto", exact: "4.5.2"),
        .package(url: "https://github.com/jpsim/Yams", exact: "6.2.2"),
        .package(url: "https://github.com/groue/GRDB.swift", exact: "7.10.0"),
    ],
    targets: [
        // The pure core: no clock, no chance, no input or output.
        room("Units"),
        room("Wire", ["Units"]),
        room("Treatment", ["Units"]),
        room("Safety", ["Units", "Treatment"]),
        room("Link", ["Units", "Wire"]),
        room("Conformance", ["Units", "Wire"]),
        room("Control", ["Units", "Wire", "Treatment", "Safety", "Link"]),

        // Adapters: each touches one thing outside.
        .target(name: "CLinux", path: "Sources/CLinux"),
        .target(name: "CSystemd", path: "Sources/CSystemd", linkerSettings: [.linkedLibrary("systemd")]),
        .systemLibrary(name: "CUdev", path: "Sources/CUdev"),
        room("Discovery", ["CUdev"]),
        room("PlanFiles", ["Units", "Treatment", yaml, crypto]),
        room("Serial", ["CLinux"]),
        room("Records", ["Units", "Treatment", "Safety", "Control", sqlite]),
        room("Varlink", nio),
        room("ControlSocket", ["Varlink", "Units"]),
        room("Presentation", ["ControlSocket", "Varlink"]),
        room(
            "Daemon",
            [
                "Units", "Wire", "Treatment", "Safety", "Link", "Control", "CLinux", "CSystemd", "PlanFiles", "Serial",
                "Discovery", "Records", "Varlink", "ControlSocket",
            ]
        ),
        tool("myothermd", ["Daemon", "Discovery", "ControlSocket", "Serial", "Units", arguments]),
        tool(
            "myothermctl",
            [
                "Presentation", "ControlSocket", "Varlink", "PlanFiles", "Treatment", "Conformance", "Serial", "CLinux",
                "Units", "Wire", arguments,
            ]
        ),

        // The software device, its patient, and the judge of both.
        room("Tissue", path: "Simulator/Tissue", ["Units"]),
        room("Device", path: "Simulator/Device", ["Units", "Wire", "Link"]),
        room("Oracle", path: "Simulator/Oracle", ["Units", "Tissue"]),
        room("Verification", path: "Simulator/Verification", ["Units", "Tissue"]),
        room("ProposalTrials", path: "Simulator/ProposalTrials", ["Units", "Treatment", "PlanFiles"]),
        room(
            "World", path: "Simulator/World",
            ["Units", "Wire", "Treatment", "Control", "Link", "Safety", "Device", "Tissue", "Oracle"]
        ),
        room(
            "SimulatorFiles", path: "Simulator/SimulatorFiles",
            ["Units", "Tissue", "World", "Verification", "PlanFiles"]
        ),
        tool(
            "myotherm-sim", path: "Simulator/myotherm-sim",
            [
                "World", "SimulatorFiles", "Device", "Tissue", "Oracle", "Verification", "Link", "Wire", "Units",
                "Serial",
                "CLinux", arguments,
            ]
        ),
        tool(
            "myotherm-campaign", path: "Simulator/myotherm-campaign",
            [
                "World", "SimulatorFiles", "ProposalTrials", "PlanFiles", "Control", "Safety", "Device", "Tissue",
                "Oracle", "Treatment", "Wire", "Units", arguments,
            ]
        ),

        // What `make bench` measures with; the references in C stand beside it.
        tool(
            "myotherm-bench", path: "Benchmarks/myotherm-bench",
            [
                "Units", "Wire", "Link", "Control", "Treatment", "PlanFiles", "Serial", "CLinux", "Daemon", "Device",
                "Tissue", "World", arguments,
            ]
        ),

        tests("UnitsTests", ["Units"]),
        tests("WireTests", ["Wire", "Units"]),
        tests("TreatmentTests", ["Treatment", "Units"]),
        tests("SafetyTests", ["Safety", "Treatment", "Units"]),
        tests("LinkTests", ["Link", "Wire", "Units"]),
        tests("ConformanceTests", ["Conformance", "World", "Device", "Tissue", "Wire", "Units"]),
        tests("ControlTests", ["Control", "Link", "Safety", "Treatment", "Wire", "Units"]),
        tests("PlanFilesTests", ["PlanFiles", "Treatment", "Units"]),
        tests("ProposalTrialsTests", ["ProposalTrials", "Treatment", "Units"]),
        tests("SerialTests", ["Serial", "CLinux"]),
        tests("DiscoveryTests", ["Discovery"]),
        tests("RecordsTests", ["Records", "Control", "Safety", "Treatment", "Units", sqlite]),
        tests("VarlinkTests", ["Varlink"], exclude: ["interop.py"]),
        tests("ControlSocketTests", ["ControlSocket", "Varlink"]),
        tests("PresentationTests", ["Presentation", "ControlSocket", "Varlink"]),
        tests("DeviceTests", ["Device", "Link", "Wire", "Units"]),
        tests("TissueTests", ["Tissue", "Units"]),
        tests("OracleTests", ["Oracle", "Tissue", "Units"]),
        tests("VerificationTests", ["Verification", "Tissue", "Units"]),
        tests(
            "WorldTests",
            [
                "World", "PlanFiles", "Control", "Safety", "Treatment", "Device", "Tissue", "Oracle", "Wire", "Units",
            ]
        ),
        tests(
            "SimulatorFilesTests", ["SimulatorFiles", "World", "Verification", "PlanFiles", "Tissue", "Units"]
        ),
        tests(
            "DaemonTests",
            [
                "Daemon", "Discovery", "Control", "ControlSocket", "PlanFiles", "Records", "Serial", "CLinux", "Safety",
                "Treatment",
                "Units", "Varlink", "Wire",
            ]
        ),
        tests(
            "SystemTests", ["ControlSocket", "Varlink", "Records", "Control", "Units"],
            exclude: [
                "approving.py", "calendar_file.py", "client.py", "device.py", "freeze.py", "logind.py", "service.py",
            ]),
    ]
)

// The fuzzer is a program around an engine of its own: it is built only by `make fuzz`, with everything instrumented.
if Context.environment["MYOTHERM_FUZZ"] != nil {
    package.products.append(.executable(name: "myotherm-fuzz", targets: ["myotherm-fuzz"]))
    package.targets += [
        .target(name: "CFuzzer", path: "Fuzzing/CFuzzer"),
        .executableTarget(
            name: "myotherm-fuzz",
            dependencies: [
                "CFuzzer", "Wire", "Link", "Units", "Control", "Treatment", "Tissue", "Device", "Oracle", "World",
                "PlanFiles",
                "SimulatorFiles", "Varlink", "ControlSocket",
            ],
            path: "Fuzzing/Sources", swiftSettings: dialect,
            // The system's linker cannot read what the engine's archive holds.
            linkerSettings: [.unsafeFlags(["-sanitize=fuzzer", "-use-ld=lld"])]),
    ]
}
