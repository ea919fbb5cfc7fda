using System.Text.Json;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using OrleansTrading.Silo.Logs;
using OrleansTrading.Silo.Tests.Deployment;
using OrleansTrading.TestKit;

namespace OrleansTrading.Silo.Tests.Logs;

/// <summary>Log files: what is in them, and what becomes of them when logrotate comes by.</summary>
public sealed partial class LogFilesTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task Lines_OfTrading_AreInAFileOfTheirOwnToo()
    {
        await using (var provider = Provider())
        {
            LogOrder(provider.CreateLogger("OrleansTrading.Grains.Accounts.AccountGrain"), "o1", 2.5m);
            LogOrder(provider.CreateLogger("OrleansTrading.Grains.Symbols.SymbolGrain"), "o2", 1);
            // A name that only begins alike is another one's.
            LogOrder(provider.CreateLogger("OrleansTrading.Grains.AccountsOfOthers"), "o3", 1);
        }

        Read(FileLoggerProvider.All).Select(line => line.GetProperty("State").GetProperty("Order").GetString()).ShouldBe(["o1", "o2", "o3"]);
        var line = Read(FileLoggerProvider.Trading).ShouldHaveSingleItem();
        line.GetProperty("EventId").GetInt32().ShouldBe(77);
        line.GetProperty("LogLevel").GetString().ShouldBe("Warning");
        line.GetProperty("Category").GetString().ShouldBe("OrleansTrading.Grains.Accounts.AccountGrain");
        line.GetProperty("Message").GetString().ShouldBe("Order o1 of 2.5 \"was\"\nrefused");
        line.GetProperty("State").GetProperty("Quantity").GetString().ShouldBe("2.5");
        line.GetProperty("Exception").GetString()!.ShouldContain("no money");
        line.GetProperty("Timestamp").GetDateTimeOffset().Offset.ShouldBe(TimeSpan.Zero);
    }

    [Fact]
    public async Task File_ThatIsMovedAside_IsBegunAnew()
    {
        await using var provider = Provider();
        var logger = provider.CreateLogger("OrleansTrading.Silo");
        LogOrder(logger, "before", 1);
        await Eventually.TrueAsync(() => Task.FromResult(Count(FileLoggerProvider.All) == 1), Patience);
        File.Move(PathOf(FileLoggerProvider.All), PathOf("silo.log.1"));
        LogOrder(logger, "after", 1);
        await Eventually.TrueAsync(() => Task.FromResult(Count(FileLoggerProvider.All) == 1), Patience);
        Read("silo.log.1").ShouldHaveSingleItem().GetRawText().ShouldContain("before");
        Read(FileLoggerProvider.All).ShouldHaveSingleItem().GetRawText().ShouldContain("after");
    }

    [Fact]
    public async Task Disk_ThatTakesNothing_HoldsNobodyUpAndIsToldOfLater()
    {
        // A directory in the place of the file.
        var place = Directory.CreateDirectory(PathOf("held.log")).FullName;
        await using var file = new LogFile(place, TimeProvider.System);
        file.Add("lost\n"u8.ToArray());
        await Eventually.TrueAsync(() => Task.FromResult(file.Lost > 0), Patience);
        Directory.Delete(place);
        file.Add("kept\n"u8.ToArray());
        await Eventually.TrueAsync(() => Task.FromResult(Count("held.log") == 2), Patience);
        var lines = await File.ReadAllLinesAsync(place, TestContext.Current.CancellationToken);
        lines[0].ShouldContain("1 lines were lost here");
        lines[1].ShouldBe("kept");
    }

    [Fact]
    public async Task Logrotate_WithTheRulesOfDeploy_KeepsThirtyDaysAndAYearOfTrading()
    {
        var logrotate = Tool.Need("logrotate");
        var rules = (await File.ReadAllTextAsync(Repository.PathOf("deploy", "logrotate", "orleans-trading"), TestContext.Current.CancellationToken))
            .Replace("/var/log/orleans-trading", _directory.Path, StringComparison.Ordinal)
            .Replace("    su orleans-trading orleans-trading\n", "", StringComparison.Ordinal);
        var file = PathOf("rules");
        await File.WriteAllTextAsync(file, rules, TestContext.Current.CancellationToken);
        await Tool.OutputOfAsync("chmod", ["644", file]);
        await Tool.OutputOfAsync("chmod", ["755", _directory.Path]);
        var state = PathOf("state");
        for (var i = 0; i < 32; i++)
        {
            await File.WriteAllTextAsync(PathOf(FileLoggerProvider.All), $"{i}\n", TestContext.Current.CancellationToken);
            await File.WriteAllTextAsync(PathOf(FileLoggerProvider.Trading), $"{i}\n", TestContext.Current.CancellationToken);
            await Tool.OutputOfAsync(logrotate, ["--force", "--state", state, file]);
        }

        Directory.EnumerateFiles(_directory.Path, "silo.log.*").Count().ShouldBe(30);
        Directory.EnumerateFiles(_directory.Path, "trading.log.*").Count().ShouldBe(32);
        rules.ShouldContain("rotate 365");
        File.Exists(PathOf(FileLoggerProvider.All)).ShouldBeFalse("the service makes it anew with its next line");
    }

    private FileLoggerProvider Provider() => new(Options.Create(new LogOptions { Directory = _directory.Path }), TimeProvider.System);

    private string PathOf(string name) => Path.Combine(_directory.Path, name);

    private int Count(string name) => File.Exists(PathOf(name)) ? File.ReadLines(PathOf(name)).Count() : 0;

    private List<JsonElement> Read(string name) => [.. File.ReadLines(PathOf(name)).Select(line => JsonDocument.Parse(line).RootElement)];

    private static void LogOrder(ILogger logger, string order, decimal quantity) => LogRefused(logger, order, quantity, new InvalidOperationException("no money"));

    [LoggerMessage(77, LogLevel.Warning, "Order {Order} of {Quantity} \"was\"\nrefused")]
    private static partial void LogRefused(ILogger logger, string order, decimal quantity, Exception exception);
}
