import ArgumentParser
import Histories
import Reporting

/// In which form `rehearse report` writes a run.
enum ReportFormat: String, ExpressibleByArgument, CaseIterable {
    case markdown
    case html
    case perfetto
    case otlp
    case svg

    /// How the files' names end.
    var ending: String {
        switch self {
        case .markdown: "md"
        case .html: "html"
        case .perfetto: "perfetto.json"
        case .otlp: "otlp.json"
        case .svg: "svg"
        }
    }

    /// The history as a trace; nil if the form is none.
    func trace(of history: History) -> String? {
        switch self {
        case .markdown, .html, .svg: nil
        case .perfetto: PerfettoTrace(history).text
        case .otlp: OTLPTrace(history).text
        }
    }
}
