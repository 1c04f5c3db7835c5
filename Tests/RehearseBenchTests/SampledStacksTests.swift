import Testing
import rehearse_bench

/// To which part of the program a sample belongs.
@Suite struct SampledStacksTests {
    private static func parts(_ script: String) -> [Profile.Part] {
        SampledStacks(script).profile(of: "chat").parts
    }

    @Test func `A sample belongs to the innermost part, with the runtime that it called`() {
        let script = """
            \t  10 swift_retain (/usr/lib/libswiftCore.so)
            \t  20 $s10Invariants10CheckerSetC6recordyyF (/bench)
            \t  30 $s16SimulationKernel0A4CoreC4loopyyF (/bench)

            \t  20 $s10Invariants10CheckerSetC6recordyyF (/bench)
            \t  30 $s16SimulationKernel0A4CoreC4loopyyF (/bench)

            \t  11 [unknown] (/usr/lib/libsqlite3.so.0.8.6)
            \t  30 $s16SimulationKernel0A4CoreC4loopyyF (/bench)
            """
        #expect(
            Self.parts(script) == [
                Profile.Part(name: "checkers", own: 1, below: 1),
                Profile.Part(name: "SQLite", own: 1),
            ]
        )
    }

    @Test func `A function that is specialised for another module belongs to its own`() {
        let script = """
            \t  20 $s14SimulatedWorld7ObserveryyF16EventsAndEffects0A0V_Tg5 (/bench)
            """
        #expect(Self.parts(script) == [Profile.Part(name: "world", own: 1)])
    }

    @Test func `What is of no part is none of them, and nothing is nothing`() {
        let script = "\t  10 main (/bench)\n\n\n"
        #expect(Self.parts(script) == [Profile.Part(name: "none of these", own: 1)])
        #expect(Self.parts("") == [])
    }
}
