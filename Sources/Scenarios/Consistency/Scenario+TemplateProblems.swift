internal import EventsAndEffects

extension Scenario {
    /// What is wrong with the session keys, request ids and texts of the groups.
    func templateProblems() -> [ScenarioProblem] {
        var problems: [ScenarioProblem] = []
        for (index, group) in clients.enumerated() {
            let unknown = placeholderProblems(index)
            problems += unknown + requestProblems(index)
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
        let group = clients[index]
        let all = TextTemplate.Placeholder.allCases.map(\.rawValue)
        let fields: [(ScenarioProblem.TemplateField, template: String, known: [String])] = [
            (.sessionKey, group.sessionKey, [TextTemplate.Placeholder.number.rawValue]),
            (.requestID, group.requestID, all), (.text, group.text, all),
        ]
        return fields.flatMap { field, template, known in
            TextTemplate(template).placeholders.filter { !known.contains($0) }
                .map { .unknownPlaceholder(group: index, field, name: $0) }
        }
    }

    private func requestProblems(_ index: Int) -> [ScenarioProblem] {
        let requestID = clients[index].requestID
        let template = TextTemplate(requestID)
        var problems: [ScenarioProblem] = []
        if !template.names(.message), !template.names(.letters) {
            problems.append(.repeatedRequestID(group: index))
        }
        if !ClientFrame.isName(requestID) { problems.append(.invalidRequestID(group: index)) }
        return problems
    }

    /// The first repetition of a key in each group.
    private func repeatedKeys() -> [ScenarioProblem] {
        // One template that names {n} cannot repeat a key, which spares the usual scenario of ten
        // thousand sessions ten thousand keys.
        let templates = clients.map(\.sessionKey)
        let namesNumber = TextTemplate(templates[0]).names(.number)
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
