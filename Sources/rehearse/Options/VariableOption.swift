import ArgumentParser
import ScenarioFormat

/// How a variable is set on the command line: `NAME=VALUE`.
enum VariableOption {
    /// Reads a setting; everything behind the first equals sign is the value.
    ///
    /// - Throws: `ValidationError` that says what is wrong and how it is written.
    static func parse(_ text: String) throws -> VariableSetting {
        guard let sign = text.firstIndex(of: "=") else {
            throw ValidationError(
                "'\(text)' sets nothing; write it as '--set NAME=VALUE'."
            )
        }
        let name = text[..<sign]
        guard VariableName.isValid(name) else {
            throw ValidationError(
                "'\(name)' cannot be a variable's name; it has letters, digits, '_' and '-', and "
                    + "begins with a letter or '_'."
            )
        }
        return VariableSetting(name: String(name), value: String(text[text.index(after: sign)...]))
    }

    /// The arguments that make these settings again, for a process.
    static func arguments(_ settings: [VariableSetting]) -> [String] {
        settings.flatMap { ["--set", "\($0.name)=\($0.value)"] }
    }

    /// The arguments that make these settings again, for a reader to paste into a shell.
    static func shellArguments(_ settings: [VariableSetting]) -> [String] {
        arguments(settings).map(quoted)
    }

    /// The text as a shell takes it for one word.
    private static func quoted(_ text: String) -> String {
        let isPlain = text.unicodeScalars.allSatisfy { scalar in
            switch scalar {
            case "a"..."z", "A"..."Z", "0"..."9": true
            default: "-_=.,:/%+@".unicodeScalars.contains(scalar)
            }
        }
        return isPlain ? text : "'" + text.replacing("'", with: "'\\''") + "'"
    }
}
