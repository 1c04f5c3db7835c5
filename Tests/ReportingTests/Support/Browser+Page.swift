import Foundation

extension Browser {
    /// Opens a page's text, as a file, and waits until its code is done.
    ///
    /// - Throws: `Trouble` if it is not done in time.
    func open(_ text: String, fragment: String = "") throws {
        let folder = FileManager.default.temporaryDirectory
            .appending(path: "rehearse-page-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let file = folder.appending(path: "page.html")
        try Data(text.utf8).write(to: file)
        try call("Page.navigate", ["url": "file://\(file.path)\(fragment)"])
        for _ in 0..<1_200 {
            if try evaluate("document.body?.dataset.ready ?? ''") != "" { return }
            usleep(25_000)
        }
        throw Trouble(description: "the page does not become ready: \(complaints)")
    }

    /// The value of an expression in the page, as text.
    func evaluate(_ expression: String) throws -> String { try run("String(\(expression))") }

    /// Runs an expression that is a text or a promise of one.
    private func run(_ expression: String) throws -> String {
        let answer = try call(
            "Runtime.evaluate",
            ["expression": expression, "returnByValue": true, "awaitPromise": true]
        )
        if let problem = answer["exceptionDetails"] {
            throw Trouble(description: "\(expression): \(problem)")
        }
        return (answer["result"] as? [String: Any])?["value"] as? String ?? ""
    }

    /// The text of an element.
    func text(of selector: String) throws -> String {
        try evaluate("document.querySelector(\(quoted(selector)))?.innerText ?? '(missing)'")
    }

    /// Clicks into the middle of an element, or at a place of it.
    func click(_ selector: String, at place: (x: Double, y: Double)? = nil) throws {
        let element = "document.querySelector(\(quoted(selector)))"
        _ = try evaluate("\(element).scrollIntoView({ block: 'center', behavior: 'instant' })")
        let box = try evaluate(
            "(() => { const b = \(element).getBoundingClientRect();"
                + " return [b.left, b.top, b.width, b.height].join(' '); })()"
        ).split(separator: " ").compactMap { Double($0) }
        guard box.count == 4 else { throw Trouble(description: "no element \(selector)") }
        let x = box[0] + (place?.x ?? box[2] / 2)
        let y = box[1] + (place?.y ?? box[3] / 2)
        for type in ["mousePressed", "mouseReleased"] {
            try call(
                "Input.dispatchMouseEvent",
                [
                    "type": type, "x": x, "y": y, "button": "left", "clickCount": 1,
                    "buttons": type == "mousePressed" ? 1 : 0,
                ]
            )
        }
        try settle()
    }

    /// Presses a key, where the focus is.
    func press(_ key: String) throws {
        let text = key.count == 1 ? key : key == "Enter" ? "\r" : ""
        try call("Input.dispatchKeyEvent", ["type": "keyDown", "key": key, "text": text])
        try call("Input.dispatchKeyEvent", ["type": "keyUp", "key": key])
        try settle()
    }

    /// Types a text into the element that has the focus.
    func type(_ text: String) throws {
        try call("Input.insertText", ["text": text])
        try settle()
    }

    /// Prefers a colour scheme.
    func prefer(_ scheme: String) throws {
        let feature = ["name": "prefers-color-scheme", "value": scheme]
        try call("Emulation.setEmulatedMedia", ["features": [feature]])
        try settle()
    }

    /// Makes the window that large.
    func resize(width: Int, height: Int) throws {
        try call(
            "Emulation.setDeviceMetricsOverride",
            ["width": width, "height": height, "deviceScaleFactor": 1, "mobile": false]
        )
        try settle()
    }

    /// Waits for the next two frames, in which what is due is drawn.
    func settle() throws {
        _ = try run(
            "new Promise((done) => requestAnimationFrame(() => requestAnimationFrame("
                + "() => done('done'))))"
        )
    }

    private func quoted(_ text: String) -> String {
        "'" + text.replacing("\\", with: "\\\\").replacing("'", with: "\\'") + "'"
    }
}
