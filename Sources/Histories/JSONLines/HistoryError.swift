package import EventsAndEffects

/// Why a text is not a history, and where.
public struct HistoryError: Error, Sendable, Equatable {
    /// What is wrong.
    package enum Problem: Sendable, Equatable {
        /// The line is not JSON.
        case notJSON(JSONProblem)
        /// The line is JSON, but no object.
        case notAnObject(found: String)
        /// The text has no line at all.
        case empty
        /// The first line is no header.
        case missingHeader
        /// The header names a version of the format that this code does not read.
        case unsupportedVersion(Int)
        /// A field is not known; `suggestion` is the nearest that is.
        case unknownField(String, suggestion: String?)
        /// A field that this kind of line must have is missing.
        case missingField(String, of: String)
        /// A value has the wrong type or is out of range.
        case wrongType(field: String, expected: String, found: String)
        /// A value is not one of those that the field knows.
        case unknownValue(field: String, value: String, suggestion: String?)
        /// A line has more bytes than can be a fact or a header.
        case lineTooLong(limit: Int)
        /// A fact is earlier than the one before it.
        case outOfOrder(time: Int64, previous: Int64)
        /// The file cannot be read; `reason` is the system's.
        case unreadable(path: String, reason: String)
    }

    /// The line, from 1; 0 when no line is to blame.
    public var line: Int
    /// The column in bytes, from 1; 0 when the whole line is to blame.
    public var column: Int
    /// What is wrong.
    package var problem: Problem
}
