namespace OrleansTrading.Silo.Tests.Commands;

/// <summary>Answers of the API in its documented form.</summary>
internal static class Answers
{
    public const string Id = "01JZ3T9M3GQ6C1V0X5N7KQ2W8R";
    public const string Events = $"GET /api/v1/runs/{Id}/events";
    public const string Status = $"GET /api/v1/runs/{Id}";

    public const string Problem = """
        {"title":"There is no such job.","status":404,"detail":"There is no job 'nope'; expected one of collect-market, update-all.","field":"name"}
        """;

    public static string Run(string state, int done = 0, int total = 0, string? message = null, string? error = null, string steps = "") => $$"""
        {"id":"{{Id}}","job":"fetch-ohlc","trigger":"manual","by":"api 127.0.0.1","slot":null,"parameters":{},"queuedAt":1700000000000,"startedAt":1700000000100,
         "finishedAt":{{(state is "Running" or "Queued" ? "null" : "1700000002600")}},"state":"{{state}}","attempt":1,
         "progress":{"done":{{done}},"total":{{total}},"message":{{Quoted(message)}}},
         "counts":{"succeeded":{{done}},"failed":1,"errors":[{"kind":"RateLimited","item":"binance:BTCUSDT","message":"slow down","count":1}]},
         "output":null,"error":{{Quoted(error)}},"steps":[{{steps}}]}
        """;

    public static string Job(string parameters = "") => $$"""
        {"name":"fetch-ohlc","description":"Fetches.","enabled":true,"schedule":"0 5 * * * *","defaultSchedule":"0 5 * * * *","nextDue":1700003100000,
         "current":null,"waiting":null,"lastRun":{{Run("Succeeded", 3, 3)}},"lastSuccess":1700000002600,"skipped":0,"overlap":"skip","retries":3,
         "timeLimitMs":1800000,"slowAfterMs":null,"priority":"normal","onLostRun":"run-again","needs":[],"steps":[],"parameters":[{{parameters}}]}
        """;

    public static string Parameter(string name, string type) =>
        $$"""{"name":"{{name}}","type":"{{type}}","description":"It.","default":null,"allowed":null}""";

    /// <summary>A stream of events with these runs, in one line each as the service writes them.</summary>
    public static string Stream(params string[] runs) =>
        "retry: 1000\n\n: alive\n\n" + string.Concat(runs.Select((run, i) => $"id: e{i}\nevent: run\ndata: {run.ReplaceLineEndings("")}\n\n"));

    private static string Quoted(string? text) => text is null ? "null" : $"\"{text}\"";
}
