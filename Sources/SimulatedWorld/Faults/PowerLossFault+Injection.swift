import Scenarios

extension PowerLossFault {
    /// Ends all servers at once, and lets the disk forget what it had not synced.
    func inject(into targets: FaultTargets) {
        let died = targets.hosts.compactMap { host in host.die().map { (host: host, life: $0) } }
        targets.record("power-loss", note: died.isEmpty ? "no server is running" : nil)
        let inside = targets.storage.kill(died.map(\.host.instance), losingPower: true)
        for (host, life) in died {
            host.bury(life, diedInsideTransaction: host.instance == inside, down: down)
        }
        for host in targets.hosts { host.postponeStart(by: down) }
    }
}
