internal import EventsAndEffects

/// The kinds of fault that a scenario can inject, as its authors meet them.
package enum FaultCatalog {
    /// One kind.
    package struct Entry: Sendable {
        /// Its key.
        package let name: String
        /// What happens, in one sentence.
        package let documentation: String
        /// The keys of its settings.
        package let settings: [String]
    }

    /// All kinds, in the order of the documentation.
    package static var entries: [Entry] {
        FaultKindDescription.all.map { kind in
            Entry(
                name: kind.name,
                documentation: kind.documentation,
                settings: kind.settingNames
            )
        }
    }
}

extension FaultKindDescription {
    /// The keys of the settings, in their order, as the JSON Schema has them.
    fileprivate var settingNames: [String] { schema.propertyNames }
}

extension JSONValue {
    /// The names of the properties that an object's schema describes.
    fileprivate var propertyNames: [String] {
        for member in members ?? [] {
            if member.name == "properties", let properties = member.value.members {
                return properties.map(\.name)
            }
            if case .array(let alternatives) = member.value {
                let names = alternatives.flatMap(\.propertyNames)
                if !names.isEmpty { return names }
            }
        }
        return []
    }
}
