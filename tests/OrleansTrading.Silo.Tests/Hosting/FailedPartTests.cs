using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using OrleansTrading.Silo.Hosting;
using OrleansTrading.TestKit;

namespace OrleansTrading.Silo.Tests.Hosting;

/// <summary>A part that fails stops the service; whoever watches over the process is to start it again, and learns so by its exit code.</summary>
public sealed class FailedPartTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Service_ThatStops_TellsWhetherAPartOfItFailed(bool fails)
    {
        using var data = new TemporaryDirectory();
        var part = new Part();
        var line = CommandLine.Parse(
            ["--urls", "http://127.0.0.1:0", "--data", data.Path, "--Watchlist:Symbols", "BTCUSDT", "--Logging:LogLevel:Default", "None"]);
        await using var host = await SiloHost.StartAsync(line, TestContext.Current.CancellationToken, services => services.AddSingleton<IHostedService>(part));
        host.HasFailed.ShouldBeFalse();

        if (fails)
            part.End.SetException(new InvalidOperationException("made up"));
        else
            host.App.Lifetime.StopApplication();
        await host.WaitForShutdownAsync().WaitAsync(Limit, TimeProvider.System, TestContext.Current.CancellationToken);
        host.HasFailed.ShouldBe(fails);
    }

    private sealed class Part : BackgroundService
    {
        public TaskCompletionSource End { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        protected override Task ExecuteAsync(CancellationToken stoppingToken) => End.Task.WaitAsync(stoppingToken);
    }
}
