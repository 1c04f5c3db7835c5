import EventsAndEffects

extension HistorySchema {
    /// A short history of a server elsewhere, as lines: one request, asked, answered and delivered.
    ///
    /// The source sees what clients see and what the store commits, and nothing else.
    package static let exampleLines = [
        #"{"history":1,"observed":["client-connected","client-sent","terminal-received","#
            + #""event-appended","effect-created"],"sessions":["ada:helper:main"]}"#,
        #"{"kind":"client-connected","time":0,"session":"ada:helper:main","connection":1}"#,
        #"{"kind":"client-sent","time":1000000,"session":"ada:helper:main","connection":1,"#
            + #""request":"r1","frame":"message","content":"hello"}"#,
        #"{"kind":"event-appended","time":3000000,"session":"ada:helper:main","request":"r1","#
            + #""sequence":1,"content":"hello"}"#,
        #"{"kind":"effect-created","time":900000000,"session":"ada:helper:main","request":"r1","#
            + #""frame":"final","sequence":1,"effect":"17","content":"Hello, Ada.","#
            + #""dedupeKey":"ada:helper:main:1/send_message/0"}"#,
        #"{"kind":"terminal-received","time":910000000,"session":"ada:helper:main","#
            + #""connection":1,"request":"r1","frame":"final","content":"Hello, Ada."}"#,
    ]

    /// The lines as values.
    static var examples: [JSONValue] {
        exampleLines.map { line in
            do { return try JSONReader.read(line) } catch {
                preconditionFailure("An example of the schema is JSON: \(error).")
            }
        }
    }
}
