using System.Collections.Immutable;

namespace OrleansTrading.Grains.Capture;

/// <summary>How the recording of one silo stands.</summary>
/// <param name="State">What it does.</param>
/// <param name="PausedBecause">Why the disk takes no files; null while it takes them.</param>
/// <param name="Mode">How often buffered rows are written.</param>
/// <param name="Directory">Where the files lie.</param>
/// <param name="Symbols">Symbols that are recorded.</param>
/// <param name="BufferedRows">Rows that are not yet handed over to be written.</param>
/// <param name="WaitingFiles">Files handed over that are not there yet.</param>
/// <param name="WaitingRows">Rows of those that have not been begun.</param>
/// <param name="BufferedBytes">Memory of all of these rows.</param>
/// <param name="MaxBufferedBytes">Its bound.</param>
/// <param name="TradeAge">How long ago a trade was heard of; null when none was.</param>
/// <param name="BookAge">How long ago a best price was heard of; null when none was.</param>
/// <param name="NewestFile">The file written last; null when none was.</param>
/// <param name="Kinds">What was written since the start, by kind.</param>
public sealed record CaptureStatus(
    CaptureState State,
    string? PausedBecause,
    CaptureMode Mode,
    string Directory,
    int Symbols,
    long BufferedRows,
    int WaitingFiles,
    long WaitingRows,
    long BufferedBytes,
    long MaxBufferedBytes,
    TimeSpan? TradeAge,
    TimeSpan? BookAge,
    string? NewestFile,
    ImmutableArray<CaptureKindStatus> Kinds);
