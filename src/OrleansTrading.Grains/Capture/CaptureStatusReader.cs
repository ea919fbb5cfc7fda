using Microsoft.Extensions.Options;
using OrleansTrading.Parquet.Captures;

namespace OrleansTrading.Grains.Capture;

/// <summary>Reads the desk.</summary>
internal sealed class CaptureStatusReader(CaptureDesk desk, CaptureMetrics metrics, IOptions<CaptureOptions> options) : ICaptureStatus
{
    public CaptureStatus Get()
    {
        var (files, rows) = desk.Saver.Waiting;
        var age = desk.Age();
        return new CaptureStatus(
            State(), desk.Saver.PausedBecause, desk.Mode, Path.GetFullPath(options.Value.Directory), desk.Feeds.Count, desk.BufferedRows, files, rows,
            desk.Memory.Used, desk.Memory.Limit, age.Trade, age.Book, desk.Saver.Newest?.Path,
            [.. metrics.Totals.OrderBy(entry => entry.Key).Select(entry => Of(entry.Key, entry.Value))]);
    }

    private CaptureState State()
    {
        if (!options.Value.Enabled)
            return CaptureState.Off;
        if (desk.Saver.PausedBecause is not null)
            return CaptureState.Paused;
        return desk.IsHoldingBack ? CaptureState.HoldingBack : CaptureState.Running;
    }

    private static CaptureKindStatus Of(CaptureKind kind, KindTotals totals) =>
        new(kind.Name(), totals.Files, totals.Rows, totals.Bytes, totals.Conflated, totals.LetGo, totals.Refused);
}
