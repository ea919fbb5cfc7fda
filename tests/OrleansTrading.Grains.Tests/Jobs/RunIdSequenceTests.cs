using OrleansTrading.Domain.Jobs;

namespace OrleansTrading.Grains.Tests.Jobs;

public sealed class RunIdSequenceTests
{
    [Fact]
    public void Next_WithinOneMillisecond_CountsUpwards()
    {
        var ids = new RunIdSequence();

        var made = Enumerable.Range(0, 10_000).Select(_ => ids.Next(1_767_225_600_000)).ToList();

        made.ShouldBeUnique();
        made.ShouldBe(made.Order(StringComparer.Ordinal));
        made.ShouldAllBe(id => id.Length == RunIdSequence.Length && id.All(c => "0123456789ABCDEFGHJKMNPQRSTVWXYZ".Contains(c)));
    }

    [Theory]
    [InlineData(0, "0000000000")]
    [InlineData(1_469_918_176_385, "01ARYZ6S41")]
    [InlineData((1L << 48) - 1, "7ZZZZZZZZZ")]
    public void Next_OfATime_BeginsWithIt(long time, string prefix) => new RunIdSequence().Next(time).ShouldStartWith(prefix);

    [Fact]
    public void Next_OfSeveralProcesses_SortsByTimeAndNeverRepeats()
    {
        var processes = Enumerable.Range(0, 4).Select(_ => new RunIdSequence()).ToList();

        var made = Enumerable.Range(0, 1000).SelectMany(time => processes.Select(ids => ids.Next(1_767_225_600_000 + time))).ToList();

        made.ShouldBeUnique();
        made.Select(id => id[..10]).ShouldBe(made.Select(id => id[..10]).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("500ms", 500)]
    [InlineData("10s", 10_000)]
    [InlineData(" 5 M ", 300_000)]
    [InlineData("2h", 7_200_000)]
    [InlineData("1d", 86_400_000)]
    [InlineData("00:01:30", 90_000)]
    [InlineData("0s", 0)]
    public void Duration_Written_IsReadAndWrittenBack(string text, long milliseconds)
    {
        DurationText.TryParse(text, out var duration).ShouldBeTrue();
        duration.TotalMilliseconds.ShouldBe(milliseconds);
        DurationText.TryParse(DurationText.Format(duration), out var again).ShouldBeTrue();
        again.ShouldBe(duration);
    }

    [Theory]
    [InlineData("")]
    [InlineData("10")]
    [InlineData("-1s")]
    [InlineData("1.5s")]
    [InlineData("ten s")]
    [InlineData("-00:00:01")]
    [InlineData("10001d")]
    [InlineData("99999999999999999999s")]
    public void Duration_Bad_IsRefused(string text) => DurationText.TryParse(text, out _).ShouldBeFalse();
}
