using System.Reflection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Orleans;
using OrleansTrading.Grains.Arbitrage;
using OrleansTrading.Grains.Executor;
using OrleansTrading.Grains.Jobs;
using OrleansTrading.Grains.Watchlists;

namespace OrleansTrading.Grains.Tests.Nudges;

/// <summary>What keeps grains awake is a service of the host: if it failed, the host would end.</summary>
public sealed class NudgeTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(15);

    public static TheoryData<string> Nudges() => [nameof(WatchlistNudge), nameof(ArbitrageNudge), nameof(ExecutorNudge), nameof(JobsNudge)];

    [Theory]
    [MemberData(nameof(Nudges))]
    public async Task Nudge_WhoseGrainFailsWithAnythingAtAll_GoesOn(string which)
    {
        var grains = Failing(new IOException("the store is away"), out var asked);
        using var nudge = Make(which, grains);
        await nudge.StartAsync(CancellationToken.None);
        await asked.WaitAsync(Limit);
        await nudge.StopAsync(CancellationToken.None);
        nudge.ExecuteTask!.Status.ShouldBe(TaskStatus.Canceled, "it went on until it was told to stop");
    }

    [Theory]
    [MemberData(nameof(Nudges))]
    public async Task Nudge_WhoseCallFailsBecauseTheSiloStops_EndsWithoutAFault(string which)
    {
        BackgroundService? nudge = null;
        var grains = Failing(new InvalidOperationException("the silo stops"), out var asked, () => _ = nudge!.StopAsync(CancellationToken.None));
        using (nudge = Make(which, grains))
        {
            await nudge.StartAsync(CancellationToken.None);
            await asked.WaitAsync(Limit);
            await nudge.ExecuteTask!.WaitAsync(Limit).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
            nudge.ExecuteTask.Status.ShouldBe(TaskStatus.Canceled);
        }
    }

    private static BackgroundService Make(string which, IGrainFactory grains) => which switch
    {
        nameof(WatchlistNudge) => new WatchlistNudge(grains, TimeProvider.System, NullLogger<WatchlistNudge>.Instance),
        nameof(ArbitrageNudge) => new ArbitrageNudge(grains, Options.Create(new ArbitrageOptions()), TimeProvider.System, NullLogger<ArbitrageNudge>.Instance),
        nameof(ExecutorNudge) => new ExecutorNudge(grains, Options.Create(new ExecutorOptions { Enabled = true }), TimeProvider.System, NullLogger<ExecutorNudge>.Instance),
        _ => new JobsNudge(grains, Options.Create(new JobsOptions()), TimeProvider.System, NullLogger<JobsNudge>.Instance),
    };

    private static IGrainFactory Failing(Exception failure, out Task asked, Action? before = null)
    {
        var grains = DispatchProxy.Create<IGrainFactory, FailingGrains>();
        var proxy = (FailingGrains)(object)grains;
        (proxy.Failure, proxy.Before) = (failure, before);
        asked = proxy.Asked.Task;
        return grains;
    }

    /// <summary>Fails whatever it is asked for.</summary>
    public class FailingGrains : DispatchProxy
    {
        public TaskCompletionSource Asked { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Exception Failure { get; set; } = new InvalidOperationException();

        public Action? Before { get; set; }

        protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
        {
            Before?.Invoke();
            Asked.TrySetResult();
            throw Failure;
        }
    }
}
