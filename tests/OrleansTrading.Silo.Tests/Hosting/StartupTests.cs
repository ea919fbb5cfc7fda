using System.Net;
using System.Net.Sockets;
using OrleansTrading.Silo.Hosting;
using OrleansTrading.TestKit;

namespace OrleansTrading.Silo.Tests.Hosting;

public sealed class StartupTests
{
    [Fact]
    public async Task Settings_WithManyErrors_AreAllListedAtOnce()
    {
        var reasons = await ReasonsAsync(
            "start", "--Market:Capacity", "5", "--Market:InboxCapacity", "many", "--Market:Nope", "1",
            "--Venues:Binance:Environment", "Moon", "--Watchlist:Top", "0", "--Watchlist:KeepAliveInterval", "soon",
            "--Shutdown:Notice", "1.5,3", "--Shutdown:Requests", "01:00:00");
        string[] expected =
        [
            "'start' is not an option; options start with '--', and --help lists them.",
            "--Market:Nope is not an option: Market has no 'Nope'; it has",
            "Venues:Binance:Environment is 'Moon'; expected one of Simulator, Testnet, Live.",
            "Market:InboxCapacity is 'many'; expected a whole number.",
            "Market:Capacity is '5': The field Capacity must be between 10 and 100000.",
            "Watchlist:KeepAliveInterval is 'soon'; expected a time span",
            "Watchlist:Top is '0': The field Top must be between 1 and 5000.",
            "Shutdown:Notice is '1.5,3'; expected a time span",
            "Shutdown:Requests is '01:00:00': The field Requests must be between 00:00:00.1",
        ];
        foreach (var start in expected)
            reasons.ShouldContain(reason => reason.StartsWith(start, StringComparison.Ordinal), start);
        reasons.Count.ShouldBe(expected.Length, string.Join('\n', reasons));
    }

    [Fact]
    public async Task Settings_OfTheEnvironment_AreCheckedToo()
    {
        using var directory = new TemporaryDirectory();
        await using var failure = await HostRun.StartAsync(["--data", directory.Path, "--urls", "http://127.0.0.1:0"], new() { ["Market__Intervls"] = "1m" });
        (await failure.EndAsync()).ShouldBe(StartupException.WrongSettings);
        failure.Errors.ShouldContain("OrleansTrading cannot start:\n  - 'Market:Intervls' is not a setting: Market has no 'Intervls'; it has");
        failure.Errors.ShouldNotContain("   at ", customMessage: "no stack trace");
    }

    [Fact]
    public async Task Address_InUse_IsSaidPlainly()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var port = ((IPEndPoint)taken.LocalEndpoint).Port;
        using var directory = new TemporaryDirectory();
        await using var failure = await HostRun.StartAsync(["--data", directory.Path, "--urls", $"http://127.0.0.1:{port}"], []);
        (await failure.EndAsync()).ShouldBe(StartupException.MayPass);
        failure.Errors.ShouldContain($"{port}");
        failure.Errors.ShouldContain("address already in use");
        failure.Errors.ShouldNotContain("   at ");
    }

    [Fact]
    public async Task Data_HeldByAnother_IsSaidPlainly()
    {
        using var directory = new TemporaryDirectory();
        var market = Directory.CreateDirectory(Path.Combine(directory.Path, "market")).FullName;
        using var held = File.Open(Path.Combine(market, "store.lock"), FileMode.Create, FileAccess.ReadWrite, FileShare.None);
        await using var failure = await HostRun.StartAsync(["--data", directory.Path, "--urls", "http://127.0.0.1:0"], []);
        (await failure.EndAsync()).ShouldBe(StartupException.MayPass);
        failure.Errors.ShouldContain($"The store in '{market}' cannot be opened");
        failure.Errors.ShouldNotContain("   at ");
    }

    [Fact]
    public async Task Database_Away_MayBeTriedAgain()
    {
        using var directory = new TemporaryDirectory();
        using var nobody = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        nobody.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        await using var failure = await HostRun.StartAsync(
            ["--data", directory.Path, "--urls", "http://127.0.0.1:0"],
            new() { ["ConnectionStrings__Database"] = $"Host=127.0.0.1;Port={((IPEndPoint)nobody.LocalEndPoint!).Port};Username=u;Database=d", ["Database__GiveUpAfter"] = "00:00:00.5" });
        (await failure.EndAsync()).ShouldBe(StartupException.MayPass);
        failure.Errors.ShouldContain("The database d on 127.0.0.1 did not do it within");
        failure.Errors.ShouldNotContain("   at ");
        (await File.ReadAllTextAsync(Repository.PathOf("deploy", "systemd", "orleans-trading.service"), TestContext.Current.CancellationToken))
            .ShouldContain($"RestartPreventExitStatus={StartupException.WrongSettings}\n", customMessage: "what may pass is tried again");
    }

    [Theory]
    [InlineData("--Venues:Binance:Environment", "Live", "the market now is Binance Live.")]
    [InlineData("--Simulator:Seed", "8", "the market now is Binance Simulator, seed 8, 3 trades a second.")]
    public async Task Data_OfAnotherMarket_IsRefused(string setting, string value, string expected)
    {
        using var directory = new TemporaryDirectory();
        string[] words = ["--data", directory.Path, "--urls", "http://127.0.0.1:0", "--Watchlist:Symbols", "BTCUSDT"];
        for (var run = 0; run < 2; run++)
        {
            // The second run finds its own market.
            await using var host = await SiloHost.StartAsync(CommandLine.Parse(words), TestContext.Current.CancellationToken);
        }

        var refused = await Should.ThrowAsync<StartupException>(async () =>
        {
            await using var host = await SiloHost.StartAsync(CommandLine.Parse([.. words, setting, value]), CancellationToken.None);
        });
        refused.Reasons.Single().ShouldContain("holds candles of Binance Simulator, seed 7, 3 trades a second, and");
        refused.Reasons.Single().ShouldContain(expected);
    }

    [Fact]
    public async Task Data_OfAMarketThatIsNotNamed_IsRefused()
    {
        using var directory = new TemporaryDirectory();
        Directory.CreateDirectory(Path.Combine(directory.Path, "market", "klines", "binance~BTCUSDT~1m"));

        var reasons = await ReasonsAsync(directory);

        reasons.Single().ShouldContain("a market that is not named");
    }

    [Fact]
    public async Task Help_WhenAskedFor_IsPrinted()
    {
        await using var help = await HostRun.StartAsync(["--help"], []);
        (await help.EndAsync()).ShouldBe(0);
        help.Output.ShouldContain("usage: OrleansTrading.Silo");
    }

    private static async Task<IReadOnlyList<string>> ReasonsAsync(params string[] words)
    {
        using var directory = new TemporaryDirectory();
        return await ReasonsAsync(directory, words);
    }

    private static async Task<IReadOnlyList<string>> ReasonsAsync(TemporaryDirectory directory, params string[] words)
    {
        var line = CommandLine.Parse([.. words, "--data", directory.Path, "--urls", "http://127.0.0.1:0"]);
        var refused = await Should.ThrowAsync<StartupException>(async () =>
        {
            await using var host = await SiloHost.StartAsync(line, CancellationToken.None);
        });
        return refused.Reasons;
    }
}
