internal import EventsAndEffects

extension Scenario {
    /// What is wrong with the session keys and texts of the groups.
    func templateProblems() -> [ScenarioProblem] {
        var problems: [ScenarioProblem] = []
        for (index, group) in clients.enumerated() {
            let unknown = placeholderProblems(index)
            problems += unknown
            // A key with an unknown placeholder in it is bad for that reason alone.
            guard unknown.isEmpty else { continue }
            let first = sessionNumbers[index].lowerBound
            do {
                _ = try TextTemplate(group.sessionKey).sessionKey(number: first)
            } catch {
                problems.append(.invalidSessionKey(group: index, session: first, error))
            }
        }
        return problems.isEmpty ? repeatedKeys() : problems
    }

    private func placeholderProblems(_ index: Int) -> [ScenarioProblem] {
        let keyNames = TextTemplate(clients[index].sessionKey).placeholders.filter { $0 != "n" }
        let textNames = TextTemplate(clients[index].text).placeholders.filter {
            TextTemplate.Placeholder(rawValue: $0) == nil
        }
        return keyNames.map { .unknownPlaceholder(group: index, .sessionKey, name: $0) }
            + textNames.map { .unknownPlaceholder(group: index, .text, name: $0) }
    }

    /// The first repetition of a key in each group.
    private func repeatedKeys() -> [ScenarioProblem] {
        // One template that names {n} cannot repeat a key, which spares the usual scenario of ten
        // thousand sessions ten thousand keys.
        let templates = clients.map(\.sessionKey)
        let namesNumber = TextTemplate(templates[0]).placeholders.contains("n")
        if namesNumber, templates.allSatisfy({ $0 == templates[0] }) { return [] }

        var problems: [ScenarioProblem] = []
        var numbers: [String: Int] = [:]
        for (index, group) in clients.enumerated() {
            let template = TextTemplate(group.sessionKey)
            for number in sessionNumbers[index] {
                guard let key = try? template.sessionKey(number: number).text else { continue }
                if let first = numbers[key] {
                    problems.append(
                        .repeatedSessionKey(group: index, key: key, first: first, second: number)
                    )
                    break
                }
                numbers[key] = number
            }
        }
        return problems
    }
}
