import Dispatch
import Synchronization

/// Some threads that share work.
package struct Workers: Sendable {
    private let threads: Int

    package init(threads: Int) {
        self.threads = max(1, threads)
    }

    /// Does something with every item, in any order, and returns what came of each, in theirs.
    ///
    /// Determinism: the result does not depend on the number of threads if `work` is a function of its
    /// item.
    package func map<Item: Sendable, Product: Sendable>(
        _ items: [Item],
        _ work: @escaping @Sendable (Item) -> Product
    ) -> [Product] {
        let next = Mutex(0)
        let products = Mutex<[Product?]>(Array(repeating: nil, count: items.count))
        DispatchQueue.concurrentPerform(iterations: min(threads, items.count)) { _ in
            while true {
                let index = next.withLock { next in
                    defer { next += 1 }
                    return next
                }
                guard index < items.count else { return }
                let product = work(items[index])
                products.withLock { $0[index] = product }
            }
        }
        return products.withLock { $0.compactMap(\.self) }
    }
}
