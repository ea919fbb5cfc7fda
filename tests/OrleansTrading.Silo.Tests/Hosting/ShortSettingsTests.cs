using Microsoft.Extensions.Configuration;
using OrleansTrading.Exchanges.Streams;
using OrleansTrading.Silo.Hosting;
using OrleansTrading.TestKit;

namespace OrleansTrading.Silo.Tests.Hosting;

public sealed class ShortSettingsTests
{
    private const string TradeTimeout = "Streams:TradeTimeout";

    public static TheoryData<string, string, string, string> Names => new()
    {
        { "STREAM_IDLE_SEC", "61", nameof(StreamWatchOptions.IdleTimeout), "00:01:01" },
        { "TRADE_TIMEOUT", "62.5", nameof(StreamWatchOptions.TradeTimeout), "00:01:02.5000000" },
        { "ORDERBOOK_TIMEOUT", "63", nameof(StreamWatchOptions.OrderBookTimeout), "00:01:03" },
        { "HEALTH_CHECK_INTERVAL", " 64 ", nameof(StreamWatchOptions.HealthCheckInterval), "00:01:04" },
        { "PARQUET_ROTATE_SEC", "65", nameof(StreamWatchOptions.RotateInterval), "00:01:05" },
        { "EXTREME_ROTATE_SEC", "66", nameof(StreamWatchOptions.ExtremeRotateInterval), "00:01:06" },
        { "SAVE_CONCURRENCY", "7", nameof(StreamWatchOptions.SaveConcurrency), "7" },
        { "EXTREME_TRAFFIC_THRESHOLD", "68000", nameof(StreamWatchOptions.ExtremeTrafficThreshold), "68000" },
        { "RUN_HOURS", "0.25", nameof(StreamWatchOptions.RunHours), "0.25" },
    };

    [Theory]
    [MemberData(nameof(Names))]
    public void ShortName_Given_ReachesItsOptionAndNoOther(string name, string written, string property, string expected)
    {
        using var configuration = new ConfigurationManager();
        ShortSettings.AddTo(configuration, Only(name, written));
        var (read, untouched) = (Read(configuration), new StreamWatchOptions());
        foreach (var candidate in typeof(StreamWatchOptions).GetProperties())
        {
            var value = candidate.GetValue(read);
            if (candidate.Name == property)
                FormattableString.Invariant($"{value}").ShouldBe(expected);
            else
                value.ShouldBe(candidate.GetValue(untouched), candidate.Name);
        }
    }

    [Fact]
    public void ShortNames_Empty_SayNothing()
    {
        using var configuration = new ConfigurationManager();
        ShortSettings.AddTo(configuration, _ => " ");
        configuration.AsEnumerable().ShouldBeEmpty();
    }

    [Theory]
    [InlineData("appsettings")]
    [InlineData("environment")]
    [InlineData("command line")]
    public void FullName_FromAnySource_GoesBeforeTheShortOne(string source)
    {
        using var configuration = new ConfigurationManager();
        using var directory = new TemporaryDirectory();
        var prefix = $"T{Guid.NewGuid():N}_";
        switch (source)
        {
            case "appsettings":
                var file = Path.Combine(directory.Path, "appsettings.json");
                File.WriteAllText(file, """{"Streams":{"TradeTimeout":"00:00:33"}}""");
                configuration.AddJsonFile(file, optional: false, reloadOnChange: false);
                break;
            case "environment":
                Environment.SetEnvironmentVariable(prefix + "Streams__TradeTimeout", "00:00:33");
                configuration.AddEnvironmentVariables(prefix);
                break;
            default:
                configuration.AddCommandLine(["--streams:tradetimeout", "00:00:33"]);
                break;
        }

        ShortSettings.AddTo(configuration, name => name is "TRADE_TIMEOUT" or "ORDERBOOK_TIMEOUT" ? "44" : null);
        var read = Read(configuration);
        (read.TradeTimeout, read.OrderBookTimeout).ShouldBe((TimeSpan.FromSeconds(33), TimeSpan.FromSeconds(44)));
        ShortSettings.GivenBy(TradeTimeout, configuration).ShouldBeNull();
        ShortSettings.GivenBy("Streams:OrderBookTimeout", configuration)!.Name.ShouldBe("ORDERBOOK_TIMEOUT");
    }

    [Fact]
    public async Task BadValues_AtStart_AreNamedAsTheyWereGiven()
    {
        using var directory = new TemporaryDirectory();
        await using var failure = await HostRun.StartAsync(
            ["--data", directory.Path, "--urls", "http://127.0.0.1:0", "--Streams:RunHours", "often"],
            new()
            {
                ["TRADE_TIMEOUT"] = "abc", ["STREAM_IDLE_SEC"] = "0", ["SAVE_CONCURRENCY"] = "two", ["EXTREME_TRAFFIC_THRESHOLD"] = "-5",
                ["ORDERBOOK_TIMEOUT"] = "20", ["Streams__OrderBookTimeout"] = "soon", ["RUN_HOURS"] = "1",
            });
        (await failure.EndAsync()).ShouldBe(StartupException.WrongSettings);
        string[] expected =
        [
            "- TRADE_TIMEOUT=abc: expected seconds (Streams:TradeTimeout).",
            "- SAVE_CONCURRENCY=two: expected a whole number (Streams:SaveConcurrency).",
            "- STREAM_IDLE_SEC=0 seconds: The field IdleTimeout must be between 00:00:01 and 1.00:00:00. (Streams:IdleTimeout)",
            "- EXTREME_TRAFFIC_THRESHOLD=-5: The field ExtremeTrafficThreshold must be between 1 and 100000000. (Streams:ExtremeTrafficThreshold)",
            "- Streams:OrderBookTimeout is 'soon'; expected a time span, hours:minutes:seconds",
            "- Streams:RunHours is 'often'; expected a number.",
        ];
        foreach (var line in expected)
            failure.Errors.ShouldContain(line);
        failure.Errors.Split("\n  - ").Length.ShouldBe(expected.Length + 1, failure.Errors);
    }

    private static Func<string, string?> Only(string name, string value) => candidate => candidate == name ? value : null;

    private static StreamWatchOptions Read(IConfiguration configuration) => configuration.GetSection(StreamWatchOptions.Section).Get<StreamWatchOptions>() ?? new();
}
