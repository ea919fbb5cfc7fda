namespace OrleansTrading.Silo.Metrics;

/// <summary>How metrics and traces are carried to a collector.</summary>
internal enum OtlpProtocol
{
    /// <summary>Protobuf in HTTP requests, to <c>/v1/metrics</c> and <c>/v1/traces</c> below the endpoint; usually port 4318.</summary>
    HttpProtobuf,

    /// <summary>gRPC; usually port 4317.</summary>
    Grpc,
}
