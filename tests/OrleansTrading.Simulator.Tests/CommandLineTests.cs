using OrleansTrading.Simulator.Hosting;

namespace OrleansTrading.Simulator.Tests;

public class CommandLineTests
{
    [Fact]
    public void Arguments_AreReadIntoOptions()
    {
        var options = CommandLine.Parse(
            ["--port", "0", "--symbols=100", "--seed", "-3", "--speed", "max", "--latency", "50ms", "--start", "2026-01-02T03:04:05Z", "--trades-per-second", "2.5"],
            out _)!;
        (options.Port, options.Symbols, options.Seed, options.Speed, options.TradesPerSecond).ShouldBe((0, 100, -3L, double.PositiveInfinity, 2.5));
        options.Latency.ShouldBe(TimeSpan.FromMilliseconds(50));
        options.Start.ShouldBe(new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero));
        var burst = CommandLine.Parse(["--burst", "10@12:00/10m", "--quiet", "3"], out _)!;
        (burst.Burst, burst.QuietSymbols).ShouldBe(("10@12:00/10m", 3));
        CommandLine.Parse([], out _)!.Port.ShouldBe(9_090);
        CommandLine.Parse(["--speed", "60"], out _)!.Speed.ShouldBe(60);
    }

    [Theory]
    [InlineData("--port 70000", "0 to 65535")]
    [InlineData("--symbols 0", "1 to 2000")]
    [InlineData("--speed fast", "or max")]
    [InlineData("--latency 5m", "such as 50ms")]
    [InlineData("--replay /no/such/folder", "a folder or file that exists")]
    [InlineData("--burst 10@23:55/10m", "10@12:00/10m")]
    [InlineData("--burst 1@12:00/10m", "a factor from 2")]
    [InlineData("--burst 10", "10@12:00/10m")]
    [InlineData("--start yesterday", "an ISO time")]
    [InlineData("--sped 60", "--speed")]
    [InlineData("--seed", "has no value")]
    public void Argument_ThatIsWrong_IsNamedWithWhatWasExpected(string arguments, string expected)
    {
        CommandLine.Parse(arguments.Split(' '), out var error).ShouldBeNull();
        error.ShouldContain(expected);
        error.ShouldContain(arguments.Split(' ')[0]);
    }
}
