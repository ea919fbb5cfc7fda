using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using OrleansTrading.Silo.Hosting;
using OrleansTrading.TestKit;

namespace OrleansTrading.Silo.Tests.Hosting;

/// <summary>A part that fails stops the service; whoever watches over the process is to start it again, and learns so by its exit code.</summary>
public sealed class FailedPartTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task Service_OfWhichAPartFails_StopsAndTellsSo()
    {
        var part = new Part(failsAtTheEnd: false);
        await using var run = await RunAsync(part);
        run.Ended.IsCompleted.ShouldBeFalse();
        part.Failure.SetException(new InvalidOperationException("made up"));
        (await run.Ended.WaitAsync(Limit, TimeProvider.System, TestContext.Current.CancellationToken)).ShouldBeTrue();
    }

    /// <remarks>As a call to another silo that stops too may fail.</remarks>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Service_ThatIsStopped_HasNotFailedWhateverItsPartsEndWith(bool failsAtTheEnd)
    {
        await using var run = await RunAsync(new Part(failsAtTheEnd));
        run.Host.App.Lifetime.StopApplication();
        (await run.Ended.WaitAsync(Limit, TimeProvider.System, TestContext.Current.CancellationToken)).ShouldBeFalse();
    }

    private static async Task<Run> RunAsync(Part part)
    {
        var data = new TemporaryDirectory();
        var line = CommandLine.Parse(
            ["--urls", "http://127.0.0.1:0", "--data", data.Path, "--Watchlist:Symbols", "BTCUSDT", "--Logging:LogLevel:Default", "None"]);
        var host = await SiloHost.StartAsync(line, TestContext.Current.CancellationToken, services => services.AddSingleton<IHostedService>(part));
        return new Run(host, host.WaitForShutdownAsync(), data);
    }

    private sealed record Run(SiloHost Host, Task<bool> Ended, TemporaryDirectory Data) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            await Host.DisposeAsync();
            Data.Dispose();
        }
    }

    private sealed class Part(bool failsAtTheEnd) : BackgroundService
    {
        public TaskCompletionSource Failure { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        protected override async Task ExecuteAsync(CancellationToken stoppingToken)
        {
            try
            {
                await Failure.Task.WaitAsync(stoppingToken);
            }
            catch (OperationCanceledException) when (failsAtTheEnd)
            {
                throw new InvalidOperationException("made up");
            }
        }
    }
}
