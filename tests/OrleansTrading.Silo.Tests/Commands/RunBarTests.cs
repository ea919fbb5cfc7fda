using System.Text.Json;
using OrleansTrading.Silo.Api;
using OrleansTrading.Silo.Api.Jobs;
using OrleansTrading.Silo.Commands;
using OrleansTrading.TestKit;

namespace OrleansTrading.Silo.Tests.Commands;

public sealed class RunBarTests : IDisposable
{
    private readonly StringWriter _output = new() { NewLine = "\n" };
    private readonly ManualTimeProvider _time = new();

    [Fact]
    public void Bar_OfARunUnderWay_FillsWithIt()
    {
        var bar = new RunBar(_output, _time, 80);
        _time.Advance(TimeSpan.FromSeconds(3));
        bar.Show(Run("Running", 6, 12, "BTCUSDT"));
        _output.ToString().ShouldBe("\r[############............] 6/12 Running 3.0 s BTCUSDT");
    }

    [Fact]
    public void Bar_ThatGetsShorter_LeavesNothingOfTheLongerOne()
    {
        var bar = new RunBar(_output, _time, 80);
        bar.Show(Run("Running", 6, 12, "a long message"));
        bar.Show(Run("Running", 7, 12, null));
        bar.End();
        var lines = _output.ToString().TrimEnd('\n').Split('\r')[1..];
        lines[1].Length.ShouldBe(lines[0].Length);
        _output.ToString().ShouldEndWith("\n");
    }

    [Theory]
    [InlineData(20)]
    [InlineData(1)]
    public void Bar_OnANarrowTerminal_StaysOnOneLine(int width)
    {
        new RunBar(_output, _time, width).Show(Run("Running", 6, 12, "a long message"));
        _output.ToString().Length.ShouldBeLessThanOrEqualTo(width);
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(20, 12)]
    public void Bar_OfNumbersThatMakeNoSense_IsStillABar(int done, int total)
    {
        new RunBar(_output, _time, 80).Show(Run("Running", done, total, null));
        _output.ToString()[1..27].Count(c => c is '#' or '.').ShouldBe(24);
    }

    public void Dispose() => _output.Dispose();

    private static RunView Run(string state, int done, int total, string? message) =>
        JsonSerializer.Deserialize(Answers.Run(state, done, total, message), ApiJson.Default.RunView)!;
}
