using System.Net;
using OrleansTrading.Silo.Commands;

namespace OrleansTrading.Silo.Tests.Commands;

public sealed class HealthCommandTests
{
    private const string Ready = """{"status":"ready","checks":[{"name":"silo","ready":true,"reason":null}]}""";

    private const string NotReady = """
        {"status":"notReady","checks":[{"name":"silo","ready":true,"reason":null},{"name":"store","ready":false,"reason":"The disk is full."}]}
        """;

    [Fact]
    public async Task Health_OfAReadyService_IsDone()
    {
        using var silo = new FakeSilo().On("GET /health/ready", Ready);
        (await silo.RunAsync("health")).ShouldBe(ExitCodes.Done);
        silo.Output.ToString().ShouldBe("ready\n");
    }

    [Fact]
    public async Task Health_OfAServiceThatIsNotReady_FailsAndSaysWhy()
    {
        using var silo = new FakeSilo().On("GET /health/ready", NotReady, HttpStatusCode.ServiceUnavailable);
        (await silo.RunAsync("health")).ShouldBe(ExitCodes.Failed);
        silo.Output.ToString().ShouldBe("notReady\nstore: The disk is full.\n");
    }

    [Fact]
    public async Task Health_OfAServiceThatLacksItsStore_IsDoneAndSaysSo()
    {
        using var silo = new FakeSilo().On("GET /health/ready", NotReady.Replace("notReady", "degraded", StringComparison.Ordinal));
        (await silo.RunAsync("health")).ShouldBe(ExitCodes.Done);
        silo.Output.ToString().ShouldBe("degraded\nstore: The disk is full.\n");
    }

    [Fact]
    public async Task Live_OfAServiceThatAnswers_IsDone()
    {
        using var silo = new FakeSilo().On("GET /health/live", """{"status":"live","checks":[]}""");
        (await silo.RunAsync("health --live")).ShouldBe(ExitCodes.Done);
    }

    [Fact]
    public async Task Health_WhereNothingAnswers_Fails()
    {
        using var silo = new FakeSilo().On("GET /health/ready", () => throw new HttpRequestException("refused"));
        (await silo.RunAsync("health")).ShouldBe(ExitCodes.Failed);
        silo.Errors.ToString().ShouldContain("Nothing answers at");
    }

    [Fact]
    public async Task Health_OfAServiceThatTakesTooLong_Fails()
    {
        using var silo = new SilentSilo();
        var time = new TestKit.ManualTimeProvider();
        using var http = new HttpClient(silo) { BaseAddress = new Uri("http://silo.test") };
        var running = CommandProcess.RunAsync(
            CommandReader.Read(["health"], _ => null), new CommandContext(new SiloApi(http), TextWriter.Null, time, null), TextWriter.Null, CancellationToken.None);
        await silo.Asked.Task.WaitAsync(TimeSpan.FromSeconds(30), TimeProvider.System);
        time.Advance(TimeSpan.FromSeconds(9));
        (await running.WaitAsync(TimeSpan.FromSeconds(30), TimeProvider.System)).ShouldBe(ExitCodes.Failed);
    }

    /// <summary>Takes a request and never answers it.</summary>
    private sealed class SilentSilo : HttpMessageHandler
    {
        public TaskCompletionSource Asked { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Asked.TrySetResult();
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken);
            throw new InvalidOperationException("It ends by being cancelled only.");
        }
    }
}
