using OrleansTrading.Dashboard.Jobs;
using OrleansTrading.Dashboard.Tests.Browser;
using OrleansTrading.Domain.Jobs;

namespace OrleansTrading.Dashboard.Tests.Jobs;

public sealed class LogTailTests
{
    private readonly FakeJobs _jobs = new(TimeProvider.System);
    private readonly LogTail _tail;
    private readonly JobRun _run;

    public LogTailTests()
    {
        _jobs.Add("prune", "Forgets.", "");
        _run = _jobs.Begin("prune");
        _tail = new LogTail("prune", _jobs);
    }

    [Fact]
    public async Task Log_ReadAgainAndAgain_AsksForNewLinesOnly()
    {
        (await _tail.ReadAsync(_run.Id)).ShouldBeNull();
        _jobs.Write(_run, "one");
        _jobs.Write(_run, "two");
        var first = await _tail.ReadAsync(_run.Id);
        (await _tail.ReadAsync(_run.Id)).ShouldBeSameAs(first, "nothing was written meanwhile");
        _jobs.Write(_run, "three");
        Texts(await _tail.ReadAsync(_run.Id)).ShouldBe(["one", "two", "three"]);
        _jobs.LinesRead.ShouldBe(3);
    }

    [Fact]
    public async Task Log_LongerThanIsKept_DropsItsOldestLines()
    {
        for (var i = 0; i < JobRunLog.MostLines; i++)
            _jobs.Write(_run, $"{i}");
        await _tail.ReadAsync(_run.Id);
        _jobs.Write(_run, "last");
        var log = (await _tail.ReadAsync(_run.Id))!;
        (log.First, log.Lines.Length, log.Lines[0].Message, log.Lines[^1].Message).ShouldBe((1, JobRunLog.MostLines, "1", "last"));
    }

    [Fact]
    public async Task Log_ThatBeginsAnew_IsReadWhole()
    {
        _jobs.Write(_run, "one");
        _jobs.Write(_run, "two");
        await _tail.ReadAsync(_run.Id);
        _jobs.Forget(_run);
        _jobs.Write(_run, "again");
        Texts(await _tail.ReadAsync(_run.Id)).ShouldBe(["again"]);
    }

    [Fact]
    public async Task Log_OfAnotherRun_IsItsOwn()
    {
        _jobs.Write(_run, "one");
        await _tail.ReadAsync(_run.Id);
        var other = _jobs.Begin("prune");
        _jobs.Write(other, "other");
        Texts(await _tail.ReadAsync(other.Id)).ShouldBe(["other"]);
    }

    private static IEnumerable<string> Texts(JobRunLog? log) => log!.Lines.Select(line => line.Message);
}
