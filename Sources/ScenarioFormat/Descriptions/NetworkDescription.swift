internal import Scenarios

/// The keys of `network`.
enum NetworkDescription {
    static let map = MapDescription<NetworkSettings>([
        Field(
            "latency",
            \.latency,
            .durations(),
            "The delay in each direction, per frame; a connection's frames keep their order."
        ),
        Field("send-buffer", \.sendBuffer, .size, "The room of a connection's send buffer."),
        Field(
            "keep-alive",
            \.keepAlive,
            .duration(atLeast: .shortestSetting),
            "How long a half-open connection goes unnoticed."
        ),
        Field(
            "balancing",
            \.balancing,
            .oneOf(),
            "Which server a session gets that has no connection: by its number, or any."
        ),
    ])
}
