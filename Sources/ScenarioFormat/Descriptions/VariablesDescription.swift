internal import EventsAndEffects

/// The keys of a file that are used up before the rest of it is read.
enum VariablesDescription {
    /// `vars`: a map of names and texts.
    static let variables = ValueFormat<[Variables.Declaration]>(
        schema: [
            "type": ["object", "null"],
            "propertyNames": names,
            "additionalProperties": scalar,
            "maxProperties": .integer(Int64(Variables.most)),
        ]
    ) { node, reading in
        guard let entries = node.entries(&reading) else { return nil }
        if entries.count > Variables.most {
            reading.report(.tooManyVariables(limit: Variables.most), at: node.position)
            return nil
        }
        return entries.compactMap { entry in
            reading.reportName(of: entry)
            guard let text = entry.value.text(expecting: .text, &reading) else { return nil }
            return Variables.Declaration(
                name: entry.key,
                text: text,
                position: entry.value.position
            )
        }
    } write: { declarations in
        .map(declarations.map { Written.Entry(key: $0.name, value: .text($0.text)) })
    }

    /// `matrix`: a map of names and lists of texts.
    static let matrix = ValueFormat<[Matrix.Key]>(
        schema: [
            "type": ["object", "null"],
            "propertyNames": names,
            "additionalProperties": [
                "type": "array", "items": scalar, "minItems": 1, "uniqueItems": true,
            ],
        ]
    ) { node, reading in
        guard let entries = node.entries(&reading) else { return nil }
        return entries.compactMap { entry in
            reading.reportName(of: entry)
            return values(of: entry, &reading)
        }
    } write: { keys in
        .map(
            keys.map { key in
                Written.Entry(key: key.name, value: .list(key.values.map { .text($0.text) }))
            }
        )
    }

    /// `include`: the path of another file.
    static let include = ValueFormat<String>(
        schema: .pattern(#"^([^$]|\$(?!\{))*\.yaml$"#)
    ) { node, reading in
        guard let path = node.text(expecting: .path, &reading) else { return nil }
        if TemplateText.isTemplate(path) {
            reading.report(.variableInInclude, at: node.position)
            return nil
        }
        return path
    } write: {
        .text($0)
    }

    private static let names: JSONValue = ["pattern": .string("^\(VariableName.pattern)$")]
    private static let scalar: JSONValue = ["type": ["string", "number", "boolean"]]

    private static func values(of entry: SyntaxEntry, _ reading: inout Reading) -> Matrix.Key? {
        guard case .list(let nodes) = entry.value.content else {
            reading.report(.wrongShape(.list, found: entry.value.shape), at: entry.value.position)
            return nil
        }
        if nodes.isEmpty { reading.report(.emptyList, at: entry.value.position) }
        var values: [Matrix.Value] = []
        for node in nodes {
            guard let text = node.text(expecting: .text, &reading) else { continue }
            values.append(Matrix.Value(text: text, position: node.position))
        }
        return values.isEmpty ? nil : Matrix.Key(name: entry.key, values: values)
    }
}

extension Reading {
    /// Notes a key that cannot be the name of a variable.
    fileprivate mutating func reportName(of entry: SyntaxEntry) {
        guard !VariableName.isValid(entry.key) else { return }
        report(.invalidVariableName(entry.key), at: entry.keyPosition)
    }
}
