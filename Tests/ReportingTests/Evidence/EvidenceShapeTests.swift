import Histories
import Reporting
import Testing

@Suite struct EvidenceShapeTests {
    private func shape(_ message: String, _ facts: FactKind...) -> EvidenceShape {
        EvidenceShape(message: message, facts: facts)
    }

    @Test func `Names, numbers and quotations are no part of it`() {
        let first = shape(
            "session user-3:helper:thread-3: request s3-r5 at 4.6s, not 'message 5'",
            .effectClaimed
        )
        let second = shape(
            "session ann:helper:main: request s1-r12 at 17.250s, not 'another one'",
            .effectClaimed
        )
        #expect(first == second)
        #expect(first.text == "session #: request # at #, not # [effect-claimed]")
    }

    @Test func `What is said and what proves it are part of it`() {
        let shapes = [
            shape("request s1-r1 was lost", .effectClaimed),
            shape("request s1-r1 was repeated", .effectClaimed),
            shape("request s1-r1 was lost", .effectClaimed, .serverCrashed),
        ]
        #expect(Set(shapes).count == 3)
    }
}
