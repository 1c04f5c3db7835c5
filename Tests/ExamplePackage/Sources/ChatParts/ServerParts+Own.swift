public import EventsAndEffects

extension ServerParts {
    /// What the server is made of, in production and when it is rehearsed.
    public static var own: ServerParts { ServerParts(queue: MailboxQueue.init) }
}
