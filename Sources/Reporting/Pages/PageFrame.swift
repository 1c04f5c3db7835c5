/// What every page has around its content.
struct PageFrame {
    let title: String
    /// The styles of this page, after those of all.
    let styles: [[UInt8]]
    let content: HTML
    /// Attributes of the body.
    var attributes = HTML.empty

    /// The document.
    ///
    /// The policy in its head lets nothing be loaded from anywhere: the page is its file.
    var text: String {
        let style = ([PackageResources.page_css] + styles).map(PageFrame.text).joined(
            separator: "\n"
        )
        let page: HTML = """
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; \
            style-src 'unsafe-inline'; script-src 'unsafe-inline'; img-src data:; base-uri 'none'">
            <title>\(title)</title>
            <style>
            \(HTML(trusted: style))</style>
            </head>
            <body\(attributes)>
            <div class="page">
            \(content)
            </div>
            </body>
            </html>

            """
        return page.text
    }

    /// The text of an embedded file.
    static func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }
}
