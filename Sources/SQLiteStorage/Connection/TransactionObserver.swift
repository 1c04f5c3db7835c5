/// Is told how the transactions of a database end.
///
/// SQLite's own commit hook comes before the commit, which may still fail; `didCommit` comes when it
/// has succeeded and before the statement that committed returns. The methods must not use the
/// database.
public protocol TransactionObserver: AnyObject {
    /// A statement begins.
    func willExecute()
    /// The running statement failed: what it changed is undone, what was before it is not.
    func didFail()
    /// The transaction is committed.
    func didCommit()
    /// The transaction is rolled back: everything since its begin is undone.
    func didRollBack()
}
