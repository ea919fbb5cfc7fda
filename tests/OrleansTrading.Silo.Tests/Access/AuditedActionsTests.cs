using Microsoft.Extensions.Logging.Abstractions;
using Orleans.Runtime;
using OrleansTrading.Contracts.Access;
using OrleansTrading.Domain.Access;
using OrleansTrading.Silo.Access;
using OrleansTrading.Storage.Memory;
using OrleansTrading.TestKit;

namespace OrleansTrading.Silo.Tests.Access;

public sealed class AuditedActionsTests
{
    private static readonly Person Ana = new("ana", Scope.Read | Scope.Operate, "10.0.0.7");
    private static readonly AuditedAction Run = new(Scope.Operate, "job.run", "prune", Before: "idle");

    private readonly ManualTimeProvider _time = new();
    private readonly FragileLog _log = new();
    private readonly RefusalLimit _refusals;
    private readonly List<string> _done = [];

    public AuditedActionsTests() => _refusals = new RefusalLimit(_time);

    [Fact]
    public async Task Run_WhatMayBeDone_IsWrittenBeforeAndAfter()
    {
        var outcome = await ActAsync(Ana, Run, who =>
        {
            Entries().Single().ShouldSatisfyAllConditions(begun => begun.Outcome.ShouldBe(AuditOutcome.Begun), begun => begun.Before.ShouldBe("idle"));
            who.ShouldBe("page ana 10.0.0.7");
            return ActionOutcome.Done("Run.", after: "running");
        });
        outcome.ShouldBe(ActionOutcome.Done("Run.", after: "running"));
        var (done, begun) = (Entries()[0], Entries()[1]);
        done.Id.ShouldBe(begun.Id);
        (done.Who, done.Way, done.From, done.Action, done.Target, done.Outcome).ShouldBe(("ana", "page", "10.0.0.7", "job.run", "prune", AuditOutcome.Done));
        (done.Before, done.After, done.Detail).ShouldBe(("idle", "running", null));
    }

    [Fact]
    public async Task Run_WithoutTheScope_IsRefusedAndWritten()
    {
        var outcome = await ActAsync(Ana with { Scopes = Scope.Read | Scope.Trade }, Run, _ => ActionOutcome.Done());
        outcome.ShouldBe(ActionOutcome.Refused("ana may not do this: it takes the scope Operate."));
        _done.ShouldBeEmpty();
        Entries().Single().ShouldSatisfyAllConditions(
            entry => entry.Outcome.ShouldBe(AuditOutcome.Refused), entry => entry.Detail.ShouldBe(outcome.Message), entry => entry.After.ShouldBeNull());
    }

    [Fact]
    public async Task Run_RefusedAgainAndAgain_IsWrittenTenTimesThenOncePerSecondWithWhatWasLeftOut()
    {
        var stranger = Ana with { Scopes = Scope.Read };
        for (var i = 0; i < 500; i++)
            (await ActAsync(stranger, Run, _ => ActionOutcome.Done())).IsDone.ShouldBeFalse();
        Entries().Count.ShouldBe(RefusalLimit.AtOnce);
        _time.Advance(TimeSpan.FromSeconds(1));
        await ActAsync(stranger, Run, _ => ActionOutcome.Done());
        await ActAsync(stranger, Run, _ => ActionOutcome.Done());
        Entries().Count.ShouldBe(RefusalLimit.AtOnce + 1);
        Entries()[0].Detail!.ShouldContain("490 more");
        _time.Advance(TimeSpan.FromMilliseconds(1));
        // Another name is written as ever, and so is what is allowed.
        await ActAsync(stranger with { Name = "ben" }, Run, _ => ActionOutcome.Done());
        Entries()[0].ShouldSatisfyAllConditions(entry => entry.Who.ShouldBe("ben"), entry => entry.Detail!.ShouldNotContain("more"));
        await ActAsync(Ana, Run, _ => ActionOutcome.Done());
        Entries().Count.ShouldBe(RefusalLimit.AtOnce + 4);
    }

    [Fact]
    public void Refusals_OfAnyNumberOfNames_AreBounded()
    {
        var limit = new RefusalLimit(_time);
        Enumerable.Range(0, 100_000).Count(i => limit.Take($"name {i}", out _) is not null).ShouldBeLessThanOrEqualTo(RefusalLimit.MostNames + RefusalLimit.AtOnce);
        _time.Advance(TimeSpan.FromMinutes(1));
        limit.Take("a new name", out _).ShouldBe(0);
    }

    [Fact]
    public async Task Run_ThatIsRefusedByItsWork_TellsWhy()
    {
        (await ActAsync(Ana, Run, _ => ActionOutcome.Refused("It is off."))).IsDone.ShouldBeFalse();
        (Entries()[0].Outcome, Entries()[0].Detail).ShouldBe((AuditOutcome.Refused, "It is off."));
    }

    [Theory]
    [InlineData(typeof(TimeoutException))]
    [InlineData(typeof(SiloUnavailableException))]
    [InlineData(typeof(InvalidOperationException))]
    public async Task Run_ThatFails_IsToldAsUncertainAndNotThrown(Type failure)
    {
        var outcome = await ActAsync(Ana, Run, _ => throw (Exception)Activator.CreateInstance(failure)!);
        outcome.IsDone.ShouldBeFalse();
        outcome.IsUncertain.ShouldBeTrue();
        outcome.Message!.ShouldContain("may or may not have been done");
        (Entries()[0].Outcome, Entries()[0].Detail).ShouldBe((AuditOutcome.Failed, outcome.Message));
    }

    [Fact]
    public async Task Run_ThatIsCancelled_IsWrittenAndThrown()
    {
        await Should.ThrowAsync<OperationCanceledException>(() => ActAsync(Ana, Run, _ => throw new OperationCanceledException()));
        Entries()[0].Outcome.ShouldBe(AuditOutcome.Failed);
    }

    [Fact]
    public async Task Run_WithoutALog_IsDoneOnlyWhenItLowersRisk()
    {
        _log.IsBroken = true;
        (await ActAsync(Ana, Run, _ => ActionOutcome.Done())).ShouldBe(ActionOutcome.Refused("The audit log cannot be written, so this was not done."));
        _done.ShouldBeEmpty();
        (await ActAsync(Ana, Run with { LowersRisk = true }, _ => ActionOutcome.Done())).IsDone.ShouldBeTrue();
        _done.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Run_WithWordsOfAnySize_KeepsFittingOnes()
    {
        await ActAsync(Ana, Run with { Target = new string('x', 5000) + "\n" }, _ => ActionOutcome.Done(after: new string('y', 100_000)));
        Entries()[0].Target.Length.ShouldBe(AuditText.LongestName);
        Entries()[0].After!.Length.ShouldBe(AuditText.LongestValue);
        AuditText.Word("a\nb").ShouldBe("a b");
    }

    private Task<ActionOutcome> ActAsync(Person person, AuditedAction action, Func<string, ActionOutcome> work) =>
        new AuditedActions(_log, _refusals, _time, NullLogger<AuditedActions>.Instance).RunAsync(person, "page", action, who =>
        {
            _done.Add(who);
            return Task.FromResult(work(who));
        });

    private IReadOnlyList<AuditEntry> Entries() => _log.ListAsync(new AuditQuery(), CancellationToken.None).Result;

    private sealed class FragileLog : IAuditLog
    {
        private readonly MemoryAuditStore _store = new();

        public bool IsBroken { get; set; }

        public Task AddAsync(AuditEntry entry, CancellationToken cancellationToken) =>
            IsBroken ? Task.FromException(new IOException("the disk is full")) : _store.AddAsync(entry, cancellationToken);

        public Task<IReadOnlyList<AuditEntry>> ListAsync(AuditQuery query, CancellationToken cancellationToken) => _store.ListAsync(query, cancellationToken);
    }
}
