import CSQLite
public import EventsAndEffects

/// The arguments of a call from SQL, valid while the function runs; they count from 0.
public struct FunctionArguments {
    let values: UnsafeMutablePointer<OpaquePointer?>?

    /// The argument as text; empty if it is null.
    public func text(_ index: Int) -> String {
        guard let value = values?[index], let bytes = sqlite3_value_text(value) else { return "" }
        let count = Int(sqlite3_value_bytes(value))
        return String(decoding: UnsafeBufferPointer(start: bytes, count: count), as: UTF8.self)
    }

    /// The argument as an integer; 0 if it is null.
    public func integer(_ index: Int) -> Int64 {
        values?[index].map { sqlite3_value_int64($0) } ?? 0
    }
}

extension SQLiteDatabase {
    /// Registers a scalar function for the SQL of this connection: a trigger reports rows with it.
    ///
    /// Its value in SQL is null. `body` must not use the database.
    /// - Throws: `StoreError`.
    public func registerFunction(
        _ name: String,
        argumentCount: Int32,
        _ body: @escaping (FunctionArguments) -> Void
    ) throws(StoreError) {
        guard let handle else { throw Self.closed }
        let function = Unmanaged.passRetained(RegisteredFunction(body: body))
        let code = sqlite3_create_function_v2(
            handle,
            name,
            argumentCount,
            SQLITE_UTF8,
            function.toOpaque(),
            { context, _, values in
                guard let data = sqlite3_user_data(context) else { return }
                let function = Unmanaged<RegisteredFunction>.fromOpaque(data)
                function.takeUnretainedValue().body(FunctionArguments(values: values))
            },
            nil,
            nil,
            { data in
                guard let data else { return }
                Unmanaged<RegisteredFunction>.fromOpaque(data).release()
            }
        )
        try finish(code)
    }
}

private final class RegisteredFunction {
    let body: (FunctionArguments) -> Void

    init(body: @escaping (FunctionArguments) -> Void) { self.body = body }
}
