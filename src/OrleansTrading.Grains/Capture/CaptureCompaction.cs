using OrleansTrading.Domain.Instruments;
using OrleansTrading.Parquet;

namespace OrleansTrading.Grains.Capture;

/// <summary>Compacts the finished days of this silo's directory. A day that cannot be compacted keeps its small files, and the others go on.</summary>
internal sealed class CaptureCompaction(CaptureDirectory directory, ParquetCaptureWriter writer, TimeProvider time)
{
    /// <param name="begun">Told of each day before it: how many were done, of how many, and which it is.</param>
    /// <param name="ended">Told of each day after it, with what it failed by.</param>
    /// <param name="cancellationToken">Ends it between two days.</param>
    /// <returns>Days that were compacted, small files that they had, and days that failed.</returns>
    public async Task<(int Days, int Files, int Failures)> RunAsync(
        Action<int, int, string> begun, Action<string, Exception?> ended, CancellationToken cancellationToken)
    {
        using var turn = await directory.EnterUpkeepAsync(cancellationToken);
        directory.Open();
        var catalogue = new CaptureCatalogue(directory.Root);
        var today = DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);
        var finished = catalogue.Days().Where(day => day.Day < today && Directory.Exists(catalogue.FolderOf(day))).ToList();
        var (days, files, failures) = (0, 0, 0);
        foreach (var day in finished)
        {
            cancellationToken.ThrowIfCancellationRequested();
            begun(days + failures, finished.Count, day.RelativePath);
            try
            {
                files += new DayCompaction(catalogue).Run(day, writer.SourceOf(new InstrumentId(day.Venue, day.Symbol)));
                days++;
                ended(day.RelativePath, null);
            }
            catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or ParquetException or FormatException or ArgumentException)
            {
                failures++;
                ended(day.RelativePath, failure);
            }
        }

        return (days, files, failures);
    }
}
