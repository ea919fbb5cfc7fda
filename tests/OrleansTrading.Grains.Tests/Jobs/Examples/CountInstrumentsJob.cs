using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using OrleansTrading.Grains.Jobs;
using OrleansTrading.Grains.MarketData;

namespace OrleansTrading.Grains.Tests.Jobs.Examples;

/// <summary>Counts what each venue lists.</summary>
internal sealed class CountInstrumentsJob(IMarketDataHub hub) : IJob<CountInstrumentsJob.Parameters>
{
    public static JobDefinition Definition { get; } = new()
    {
        Name = "count-instruments",
        Description = "Counts the instruments that the venues list.",
        Schedule = "0 30 * * * *",
        TimeLimit = TimeSpan.FromMinutes(2),
        SlowAfter = TimeSpan.FromSeconds(10),
    };

    public async Task RunAsync(JobContext context, Parameters parameters, CancellationToken cancellationToken)
    {
        var total = 0;
        foreach (var (done, venue) in hub.Venues.Select(venue => venue.Venue).Index())
        {
            context.Report(done, hub.Venues.Count, venue);
            var listed = await hub.GetInstrumentsAsync(venue, cancellationToken);
            var count = listed.Values.Count(instrument => instrument.QuoteAsset == parameters.QuoteAsset);
            if (count >= parameters.Least)
                context.Succeeded();
            else
                context.Failed(venue, "TooFew", $"{count} instruments, expected {parameters.Least}");
            total += count;
        }

        context.SetOutput($"{total} instruments in {parameters.QuoteAsset}");
    }

    internal sealed class Parameters
    {
        [Description("Only instruments priced in this asset are counted.")]
        public string QuoteAsset { get; set; } = "USDT";

        [Description("A venue with fewer is told of.")]
        [Range(0, 10_000)]
        public int Least { get; set; } = 1;
    }
}
