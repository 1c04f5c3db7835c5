// swift-tools-version: 6.3
import PackageDescription

// A package that has a queue of its own, and rehearses it: what the article "Rehearsing your own
// server" is about. Elsewhere the first dependency has the address and version of Rehearsal.
let package = Package(
    name: "chat",
    dependencies: [
        .package(name: "rehearsal", path: "../.."),
        .package(url: "https://github.com/apple/swift-log", exact: "1.16.2"),
    ],
    targets: [
        // The parts of one's own: what ships.
        .target(
            name: "ChatParts",
            dependencies: [.product(name: "EventsAndEffects", package: "rehearsal")]
        ),
        // The whole command `rehearse`, for the server with them.
        .executableTarget(
            name: "rehearse-chat",
            dependencies: [
                "ChatParts",
                .product(name: "EventsAndEffects", package: "rehearsal"),
                .product(name: "Rehearsal", package: "rehearsal"),
                .product(name: "RehearseCommand", package: "rehearsal"),
            ]
        ),
        // Rehearsed, and in production; and the kernel alone, with a program that is no server.
        .testTarget(
            name: "ChatPartsTests",
            dependencies: [
                "ChatParts",
                .product(name: "EventsAndEffects", package: "rehearsal"),
                .product(name: "SQLiteStorage", package: "rehearsal"),
                .product(name: "Rehearsal", package: "rehearsal"),
                .product(name: "SimulationKernel", package: "rehearsal"),
                .product(name: "Logging", package: "swift-log"),
            ]
        ),
    ]
)
