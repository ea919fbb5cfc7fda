using System.Diagnostics;
using System.Globalization;
using OrleansTrading.TestKit;

namespace OrleansTrading.EndToEnd.Tests.Chaos;

/// <summary>
/// The storm of the benchmarks' <c>chaos</c> command, as a process of its own: silos, the database and the venue go and come, and an auditor looks at
/// what is left. With a new seed each time, for as long as ORLEANS_TRADING_CHAOS_MINUTES says: what it asks of times wants a machine with nothing else on it.
/// </summary>
public sealed class ChaosTests
{
    private static readonly TimeSpan StartAndAudit = TimeSpan.FromMinutes(4);

    [Fact]
    public async Task Storm_OfANewSeed_LosesNothing()
    {
        var minutes = Environment.GetEnvironmentVariable("ORLEANS_TRADING_CHAOS_MINUTES");
        Assert.SkipWhen(string.IsNullOrEmpty(minutes), "ORLEANS_TRADING_CHAOS_MINUTES says how long the storm lasts; it is not set.");
        var seed = Random.Shared.Next(1, 1_000_000);
        using var storm = Process.Start(new ProcessStartInfo("dotnet")
        {
            RedirectStandardOutput = true,
            ArgumentList =
            {
                HostProcess.PathOf("OrleansTrading.Benchmarks"), "chaos", "--seed", $"{seed}", "--minutes", minutes!, "--symbols", "4",
                "--only", "kills", "stops", "venue", "database", "store", "input", "clock", "disk", "memory",
            },
        })!;
        try
        {
            using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(double.Parse(minutes!, CultureInfo.InvariantCulture)) + StartAndAudit);
            var output = await storm.StandardOutput.ReadToEndAsync(patience.Token);
            await storm.WaitForExitAsync(patience.Token);
            TestContext.Current.TestOutputHelper?.WriteLine(output);
            storm.ExitCode.ShouldBe(0, $"seed {seed}\n{output}");
            output.ShouldContain($"VERDICT: everything held, seed {seed}");
        }
        finally
        {
            storm.Kill(entireProcessTree: true);
        }
    }
}
