using Microsoft.Extensions.Options;
using OrleansTrading.Grains.Retention;
using OrleansTrading.Parquet.Captures;

namespace OrleansTrading.Grains.Capture;

/// <summary>Takes away the capture files of days that are wholly older than their retention.</summary>
internal sealed class CapturePruning(CaptureDirectory directory, IOptions<RetentionOptions> options) : IPruned
{
    public string Name => "captures";

    public TimeSpan Retention => options.Value.Captures;

    TimeSpan? IPruned.Retention => Retention;

    public async Task<int> PruneAsync(long before, CancellationToken cancellationToken)
    {
        using var turn = await directory.EnterUpkeepAsync(cancellationToken);
        var catalogue = new CaptureCatalogue(directory.Root);
        var oldest = DateOnly.FromDateTime(DateTimeOffset.FromUnixTimeMilliseconds(before).UtcDateTime);
        var count = 0;
        foreach (var day in catalogue.Days().Where(day => day.Day < oldest).ToList())
        {
            cancellationToken.ThrowIfCancellationRequested();
            count += Delete(catalogue, day);
        }

        return count;
    }

    private static int Delete(CaptureCatalogue catalogue, CaptureFileName day)
    {
        var count = catalogue.FilesOf(day).Count;
        if (Directory.Exists(catalogue.FolderOf(day)))
            Directory.Delete(catalogue.FolderOf(day), recursive: true);
        // The list goes before the file that it speaks of: alone, the file is right.
        File.Delete(DayManifest.PathFor(catalogue.PathOf(day)));
        File.Delete(catalogue.PathOf(day));
        File.Delete(catalogue.PathOf(day) + TradeSearch.Aside);
        return count;
    }
}
