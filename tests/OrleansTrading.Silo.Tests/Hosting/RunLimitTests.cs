using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using OrleansTrading.Exchanges.Streams;
using OrleansTrading.Silo.Hosting;
using OrleansTrading.TestKit;

namespace OrleansTrading.Silo.Tests.Hosting;

public sealed class RunLimitTests
{
    [Theory]
    [InlineData(1.5)]
    [InlineData(2000)]
    public async Task Service_AfterItsHours_StopsAndNotBefore(double hours)
    {
        var (time, lifetime) = (new ManualTimeProvider(), new Lifetime());
        using var limit = new RunLimit(Options.Create(new StreamWatchOptions { RunHours = hours }), lifetime, time, NullLogger<RunLimit>.Instance);
        await limit.StartAsync(CancellationToken.None);
        var left = TimeSpan.FromHours(hours) - TimeSpan.FromSeconds(1);
        while (left > TimeSpan.Zero)
        {
            var step = left < TimeSpan.FromDays(1) ? left : TimeSpan.FromDays(1);
            await time.WhenArmedAsync(1).WaitAsync(TimeSpan.FromSeconds(20));
            time.Advance(step);
            left -= step;
        }

        lifetime.Stopped.Task.IsCompleted.ShouldBeFalse();
        await time.WhenArmedAsync(1).WaitAsync(TimeSpan.FromSeconds(20));
        time.Advance(TimeSpan.FromSeconds(1));
        await lifetime.Stopped.Task.WaitAsync(TimeSpan.FromSeconds(20));
        await limit.StopAsync(CancellationToken.None);
    }

    [Fact]
    public async Task Service_WithoutALimit_GoesOn()
    {
        var time = new ManualTimeProvider();
        using var limit = new RunLimit(Options.Create(new StreamWatchOptions()), new Lifetime(), time, NullLogger<RunLimit>.Instance);
        await limit.StartAsync(CancellationToken.None);
        await limit.ExecuteTask!.WaitAsync(TimeSpan.FromSeconds(20));
        time.ArmedTimers.ShouldBe(0);
    }

    private sealed class Lifetime : IHostApplicationLifetime
    {
        public TaskCompletionSource Stopped { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public CancellationToken ApplicationStarted => CancellationToken.None;

        public CancellationToken ApplicationStopping => CancellationToken.None;

        public CancellationToken ApplicationStopped => CancellationToken.None;

        public void StopApplication() => Stopped.TrySetResult();
    }
}
