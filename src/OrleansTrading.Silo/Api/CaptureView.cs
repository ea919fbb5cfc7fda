using OrleansTrading.Grains.Capture;

namespace OrleansTrading.Silo.Api;

/// <summary>How the recording of the silo that answers stands.</summary>
/// <param name="State">Off, Running, HoldingBack (the disk is too slow, symbols wait) or Paused (the disk takes no files).</param>
/// <param name="PausedBecause">Why the disk takes no files; null while it takes them.</param>
/// <param name="Mode">Normal, or Extreme: files are written more often.</param>
/// <param name="Directory">Where the files lie.</param>
/// <param name="Symbols">Symbols that are recorded.</param>
/// <param name="BufferedRows">Rows gathered for the next files.</param>
/// <param name="WaitingFiles">Files that are being written, or wait for it.</param>
/// <param name="BufferedBytes">Memory of everything that is not in a file yet.</param>
/// <param name="MaxBufferedBytes">Its bound.</param>
/// <param name="TradeAgeSeconds">How long ago a trade was heard of; null when none was.</param>
/// <param name="BookAgeSeconds">How long ago a best price was heard of; null when none was.</param>
/// <param name="NewestFile">The file written last; null when none was.</param>
/// <param name="Kinds">What was written since the start, by kind.</param>
internal sealed record CaptureView(
    string State,
    string? PausedBecause,
    string Mode,
    string Directory,
    int Symbols,
    long BufferedRows,
    int WaitingFiles,
    long BufferedBytes,
    long MaxBufferedBytes,
    double? TradeAgeSeconds,
    double? BookAgeSeconds,
    string? NewestFile,
    IReadOnlyList<CaptureKindStatus> Kinds)
{
    public static CaptureView Of(CaptureStatus status) => new(
        status.State.ToString(), status.PausedBecause, status.Mode.ToString(), status.Directory, status.Symbols, status.BufferedRows, status.WaitingFiles,
        status.BufferedBytes, status.MaxBufferedBytes, status.TradeAge?.TotalSeconds, status.BookAge?.TotalSeconds, status.NewestFile, status.Kinds);
}
