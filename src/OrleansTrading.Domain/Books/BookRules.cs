namespace OrleansTrading.Domain.Books;

/// <summary>How a book is kept.</summary>
/// <param name="Levels">Levels a side that are kept at most.</param>
/// <param name="IsStreamed">
/// Whether the whole book comes by stream, with so many levels a side kept in view by the venue. Otherwise diffs tell of all levels and the
/// snapshot that they continue is asked for.
/// </param>
/// <param name="BufferLevels">Changed levels that wait for a snapshot at most.</param>
/// <param name="RefillBelow">With fewer known levels on a side that has more, a new snapshot is wanted though the book is in step.</param>
public sealed record BookRules(int Levels, bool IsStreamed = false, int BufferLevels = 20_000, int RefillBelow = 0);
