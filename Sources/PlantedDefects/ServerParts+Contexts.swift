import EventsAndEffects

/// The shipped parts, each with a context of its own.
extension ServerParts {
    /// Changes what the shipped processor is given.
    mutating func changeProcessor(_ change: @escaping @Sendable (inout ServerContext) -> Void) {
        processor = { context, runner in
            var context = context
            change(&context)
            return SessionProcessor(context: context, runner: runner)
        }
    }

    /// Changes what the shipped runner is given.
    mutating func changeRunner(_ change: @escaping @Sendable (inout ServerContext) -> Void) {
        runner = { context in
            var context = context
            change(&context)
            return EffectRunner(context: context)
        }
    }

    /// Changes what the shipped queue is given.
    mutating func changeQueue(_ change: @escaping @Sendable (inout ServerContext) -> Void) {
        queue = { context, processor in
            var context = context
            change(&context)
            return EventQueue(context: context, processor: processor)
        }
    }
}
