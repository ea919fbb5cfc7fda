using OrleansTrading.Domain.Access;
using OrleansTrading.Storage.Records;
using static OrleansTrading.Storage.Tests.Records.Made;

namespace OrleansTrading.Storage.Tests.Records;

/// <summary>What is asked of the audit log.</summary>
public abstract partial class RecordStoresConformance
{
    protected abstract IAuditStore Audit { get; }

    [Fact]
    public async Task AddAudit_TwoEntriesOfAnAction_ReadsBothBackNewestFirst()
    {
        var begun = Entry("a", 1) with { Before = "{\"max\":1}" };
        var done = begun with { Outcome = AuditOutcome.Done, After = "{\"max\":2}", Detail = "线\n\"quoted\"" };
        await Audit.AddAsync(begun, Token);
        await Audit.AddAsync(done, Token);
        (await Audit.ListAsync(new AuditQuery(), Token)).ShouldBe([done, begun]);
    }

    [Fact]
    public async Task AddAudit_OfAKeyThatIsThere_ChangesNothing()
    {
        await Audit.AddAsync(Entry("a", 1), Token);
        await Audit.AddAsync(Entry("a", 1) with { Who = "mallory" }, Token);
        (await Audit.ListAsync(new AuditQuery(), Token)).ShouldBe([Entry("a", 1)]);
    }

    [Fact]
    public async Task ListAudit_ByWhatAQueryNames_FindsThat()
    {
        AuditEntry[] all =
        [
            Entry("a", 1), Entry("b", 23, "eve", "job.run", "Repair-gaps", AuditOutcome.Done), Entry("c", 25, "ana", "job.pause", "prune", AuditOutcome.Refused),
            Entry("d", 49, "eve", "account.kill", "paper", AuditOutcome.Failed), Entry("e", 50, "evelyn", "jobs", "pap"),
        ];
        foreach (var entry in all)
            await Audit.AddAsync(entry, Token);
        await Found(new AuditQuery(Who: "eve")).ShouldBeIds("d", "b");
        await Found(new AuditQuery(Action: "job.")).ShouldBeIds("c", "b", "a");
        await Found(new AuditQuery(Target: "PAP")).ShouldBeIds("e", "d");
        await Found(new AuditQuery(Outcome: AuditOutcome.Begun)).ShouldBeIds("e", "a");
        await Found(new AuditQuery(From: At(23), Before: At(49))).ShouldBeIds("c", "b");
        await Found(new AuditQuery(Who: "eve", Action: "account", Limit: 1)).ShouldBeIds("d");
        await Found(new AuditQuery(Who: "nobody")).ShouldBeIds();
        await Found(new AuditQuery(Limit: 0)).ShouldBeIds();
    }

    [Fact]
    public async Task ListAudit_PageByPage_GivesEveryEntryOnce()
    {
        for (var i = 0; i < 30; i++)
            await Audit.AddAsync(Entry($"e{i:00}", i / 7), Token);
        var (seen, after) = (new List<string>(), (string?)null);
        while (await Audit.ListAsync(new AuditQuery(After: after, Limit: 4), Token) is { Count: > 0 } page)
        {
            seen.AddRange(page.Select(entry => entry.Id));
            after = page[^1].Key;
        }

        seen.ShouldBe(Enumerable.Range(0, 30).Select(i => $"e{29 - i:00}"));
    }

    [Fact]
    public async Task PruneAudit_BeforeATime_KeepsTheRest()
    {
        await Audit.AddAsync(Entry("a", 1), Token);
        await Audit.AddAsync(Entry("b", 30), Token);
        (await Audit.PruneAsync(At(24), Token)).ShouldBe(1);
        await Found(new AuditQuery()).ShouldBeIds("b");
    }

    [Fact]
    public async Task AddAudit_WhatCannotBe_IsRefused()
    {
        await Should.ThrowAsync<ArgumentException>(() => Audit.AddAsync(Entry("", 1), Token));
        await Should.ThrowAsync<ArgumentException>(() => Audit.AddAsync(Entry("a", 1) with { At = -1 }, Token));
        await Should.ThrowAsync<ArgumentException>(() => Audit.ListAsync(new AuditQuery(Limit: -1), Token));
        (await Audit.ListAsync(new AuditQuery(), Token)).ShouldBeEmpty();
    }

    private async Task<string[]> Found(AuditQuery query) => [.. (await Audit.ListAsync(query, Token)).Select(entry => entry.Id)];

    private static AuditEntry Entry(
        string id, double hours, string who = "ana", string action = "job.run", string target = "x", AuditOutcome outcome = AuditOutcome.Begun) =>
        new(id, At(hours), who, "page", "127.0.0.1", action, target, outcome);
}
