using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using OrleansTrading.Contracts.Jobs;
using OrleansTrading.Domain.Instruments;
using OrleansTrading.Domain.Jobs;
using OrleansTrading.Exchanges.MarketData;
using OrleansTrading.Grains.Jobs;
using OrleansTrading.Grains.MarketData;
using OrleansTrading.Grains.Tests.Fakes;
using OrleansTrading.TestKit;

namespace OrleansTrading.Grains.Tests.Jobs.Examples;

/// <summary>docs/adding-a-job.md shows what is compiled and run here.</summary>
public sealed partial class AddingAJobTests
{
    private static readonly string Document = File.ReadAllText(Repository.PathOf("docs", "adding-a-job.md"));

    [Fact]
    public void Document_TheClass_IsTheCompiledOne() => Blocks()[0].ShouldBe(Source("CountInstrumentsJob.cs"));

    [Fact]
    public void Document_TheLine_IsTheCompiledOne() =>
        Source("CountInstrumentsRegistration.cs").Split('\n').Select(line => line.Trim()).ShouldContain(Blocks()[1].Trim());

    [Fact]
    public async Task Example_OfTheDocument_Runs()
    {
        var venue = new FakeVenue(1_767_225_630_000);
        venue.Listed.Add(new InstrumentInfo(new InstrumentId("fake", "AAAUSDT"), "AAA", "USDT", 0.01m, 0.001m, 5, 0, IsTrading: true));
        await using var cluster = await JobCluster.StartAsync(services =>
        {
            services.AddSingleton<IVenueConnector>(venue);
            services.AddOptions<MarketOptions>();
            services.AddSingleton<IMarketDataHub, MarketDataHub>();
            CountInstrumentsRegistration.Add(services);
        });

        var run = await cluster.EndAsync(await cluster.TriggerAsync("count-instruments", """{"least":2}"""));

        (run.State, run.Output).ShouldBe((JobRunState.Succeeded, "1 instruments in USDT"));
        run.Counts.Errors.ShouldBe([new JobItemError("TooFew", "fake", "1 instruments, expected 2", 1)]);
        (await cluster.Job("count-instruments").GetStatusAsync())!.Description.Parameters.Select(parameter => parameter.Allowed).ShouldBe([null, "0 to 10000"]);
        (await cluster.Job("count-instruments").TriggerAsync(new JobTrigger(JobTriggerKind.Manual, null, """{"least":-1}""", null)))
            .Refusal.ShouldBe(new JobRefusal("least", "It is -1; expected an integer, 0 to 10000."));
    }

    [Fact]
    public void Document_DefaultsOfADefinition_AreTheRealOnes()
    {
        var job = new JobDefinition { Name = "any", Description = "Any.", Schedule = "" };
        (job.Overlap, job.Retries, job.RetryDelay, job.TimeLimit, job.SlowAfter, job.Priority, job.OnLostRun).ShouldBe(
            (JobOverlap.Skip, 3, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(30), null, JobPriority.Normal, LostRunPolicy.RunAgain));
    }

    private static List<string> Blocks() => [.. CodeBlock().Matches(Document).Select(match => match.Groups["code"].Value)];

    private static string Source(string file) =>
        File.ReadAllText(Repository.PathOf("tests", "OrleansTrading.Grains.Tests", "Jobs", "Examples", file));

    [GeneratedRegex("```csharp\n(?<code>.*?)```", RegexOptions.Singleline)]
    private static partial Regex CodeBlock();
}
