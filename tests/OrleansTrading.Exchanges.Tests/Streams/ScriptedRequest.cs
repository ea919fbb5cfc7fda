namespace OrleansTrading.Exchanges.Tests.Streams;

internal sealed record ScriptedRequest(string Method, IReadOnlyList<string> Names, long Id);
