using System.Collections.Immutable;
using Orleans;
using Orleans.Concurrency;

namespace OrleansTrading.Contracts.Capture;

/// <summary>
/// Up to which trade each instrument of one venue, by whose name it is keyed, is recorded by whatever silo. Every silo records in a directory of its
/// own: one that takes a symbol over from a silo that is gone knows by this where to go on.
/// </summary>
[Alias("OrleansTrading.IRecordedTradesGrain")]
public interface IRecordedTradesGrain : IGrainWithStringKey
{
    /// <summary>The last trade up to which all are in files or were told as lost, of a symbol by its venue's name; null when nothing is known of it.</summary>
    /// <remarks>Waits for no write: what is not yet stored is true all the same.</remarks>
    [Alias("Find"), AlwaysInterleave]
    Task<long?> FindAsync(string symbol);

    /// <summary>Remembers these, over restarts, when it completes. What was said last of a symbol counts, also where it is less: its market may have been set back.</summary>
    [Alias("Note")]
    Task NoteAsync(ImmutableArray<RecordedUpTo> marks);
}
