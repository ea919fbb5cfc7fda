using OrleansTrading.Domain.Execution;
using OrleansTrading.Domain.Instruments;
using OrleansTrading.Domain.Signals;
using OrleansTrading.Storage.Records;
using static OrleansTrading.Storage.Tests.Records.Made;

namespace OrleansTrading.Storage.Tests.Records;

/// <summary>What is asked of the decisions about signals.</summary>
public abstract partial class RecordStoresConformance
{
    protected abstract IExecutionStore Executions { get; }

    [Fact]
    public async Task AddDecisions_OfASignalThatHasOne_KeepsTheFirst()
    {
        var first = Decision("a", 23.9, ExecutionOutcome.Taken);
        (await Executions.AddAsync([first, Decision("b", 24.1, ExecutionOutcome.Refused, Ether)], Token)).Count.ShouldBe(2);
        (await Executions.AddAsync([first with { Outcome = ExecutionOutcome.Refused }, Decision("c", 25, ExecutionOutcome.DryRun)], Token))
            .ShouldBe([Decision("c", 25, ExecutionOutcome.DryRun)]);
        (await Executions.ListAsync(null, null, null, 10, Token)).Select(decision => decision.SignalKey).ShouldBe(["c", "b", "a"]);
        (await Executions.ListAsync(Bitcoin, null, null, 10, Token)).ShouldBe([Decision("c", 25, ExecutionOutcome.DryRun), first]);
        (await Executions.ListAsync(null, ExecutionOutcome.Taken, null, 10, Token)).ShouldBe([first]);
        (await Executions.ListAsync(null, null, At(24.1), 10, Token)).ShouldBe([first]);
        (await Executions.ListAsync(null, null, null, 1, Token)).Single().SignalKey.ShouldBe("c");
    }

    [Fact]
    public async Task PruneDecisions_BeforeATime_ForgetsWholeDaysAndNothingNewer()
    {
        await Executions.AddAsync([.. Enumerable.Range(0, 5).Select(day => Decision($"s{day}", (day * 24) + 12, ExecutionOutcome.Refused))], Token);
        (await Executions.PruneAsync(At(48), Token)).ShouldBe(2);
        (await Executions.ListAsync(null, null, null, 10, Token)).Count.ShouldBe(3);
        (await Executions.PruneAsync(At(48), Token)).ShouldBe(0);
    }

    [Fact]
    public async Task AddDecisions_WhatCannotBe_IsRefusedAndNothingSaved()
    {
        await Should.ThrowAsync<ArgumentException>(() => Executions.AddAsync([Decision("a", 1, 0), Decision("b", 2, 0) with { SignalTime = -1 }], Token));
        (await Executions.ListAsync(null, null, null, 10, Token)).ShouldBeEmpty();
    }

    private static ExecutionDecision Decision(string key, double hours, ExecutionOutcome outcome, InstrumentId? instrument = null) => new(
        key, instrument ?? Bitcoin, SignalDirection.Short, -61.5, At(hours), "paper", At(hours) + 250, outcome, outcome == ExecutionOutcome.Refused ? "cool-down" : null,
        outcome == ExecutionOutcome.Refused ? "\"é\" 東京" : null, 100.123456789m, 0.00001234m, outcome == ExecutionOutcome.Taken ? "o1" : null);
}
