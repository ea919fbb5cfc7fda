using OrleansTrading.Contracts.Access;
using OrleansTrading.Dashboard.Access;
using OrleansTrading.Domain.Access;
using OrleansTrading.Storage.Memory;

namespace OrleansTrading.Dashboard.Tests.Access;

public sealed class AuditDifferenceTests
{
    [Fact]
    public void Difference_OfJson_IsItsMembersThatDiffer() => AuditDifference
        .Of("""{"name":"a","on":true,"nested":{"x":1,"y":[1,2]},"gone":5}""", """{"name":"a","on":false,"nested":{"x":1,"y":[1,3]},"new":"z"}""")
        .ShouldBe([new("on", "True", "False"), new("nested.y", "[1,2]", "[1,3]"), new("gone", "5", null), new("new", null, "z")]);

    [Fact]
    public void Difference_OfAList_KnowsItemsByName() => AuditDifference
        .Of("""[{"name":"b","value":1}]""", """[{"name":"a","value":9},{"name":"b","value":1}]""")
        .ShouldBe([new("[a].name", null, "a"), new("[a].value", null, "9")]);

    [Theory]
    [InlineData("On", "Killed")]
    [InlineData(null, "withdrawn")]
    [InlineData("""{"a":1}""", "withdrawn")]
    public void Difference_OfWords_IsTheWords(string? before, string after) => AuditDifference.Of(before, after).ShouldBe([new("", before, after)]);

    [Fact]
    public void Difference_OfTheSame_IsNone() => AuditDifference.Of("x", "x").ShouldBeEmpty();

    [Fact]
    public async Task Reader_OfBeginningsAndEnds_GivesOneLineAnAction()
    {
        var log = new Log();
        for (var i = 0; i < 1200; i++)
        {
            var begun = new AuditEntry($"{i:0000}", 1_000_000 + (i * 10), "ana", "page", "", "job.run", "x", AuditOutcome.Begun);
            await log.AddAsync(begun, TestContext.Current.CancellationToken);
            if (i % 100 != 0)
                await log.AddAsync(begun with { At = begun.At + 15, Outcome = AuditOutcome.Done }, TestContext.Current.CancellationToken);
        }

        var all = new AuditReader(log, new AuditQuery());
        (await all.NextAsync(700, TestContext.Current.CancellationToken)).Count.ShouldBe(700);
        (await all.NextAsync(700, TestContext.Current.CancellationToken)).Count.ShouldBe(500);
        all.IsAtEnd.ShouldBeTrue();
        var open = await new AuditReader(log, new AuditQuery(Outcome: AuditOutcome.Begun)).NextAsync(100, TestContext.Current.CancellationToken);
        open.Select(entry => entry.Id).ShouldBe(Enumerable.Range(0, 12).Select(i => $"{1100 - (i * 100):0000}"));
    }

    private sealed class Log : IAuditLog
    {
        private readonly MemoryAuditStore _store = new();

        public Task AddAsync(AuditEntry entry, CancellationToken cancellationToken) => _store.AddAsync(entry, cancellationToken);

        public Task<IReadOnlyList<AuditEntry>> ListAsync(AuditQuery query, CancellationToken cancellationToken) => _store.ListAsync(query, cancellationToken);
    }
}
