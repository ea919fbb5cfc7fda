namespace OrleansTrading.Domain.Books;

/// <summary>What became of a diff or a snapshot.</summary>
public enum BookStep : byte
{
    /// <summary>A diff was passed over: the book waits for a snapshot, and none is on its way.</summary>
    Ignored = 0,

    /// <summary>A diff was put aside for the snapshot that is on its way.</summary>
    Buffered = 1,

    /// <summary>A diff was applied.</summary>
    Applied = 2,

    /// <summary>A diff brought nothing that is not known already.</summary>
    Repeated = 3,

    /// <summary>The book was begun anew and is in step.</summary>
    Loaded = 4,

    /// <summary>A diff does not continue the book: something is missing, and the book is not believed any more.</summary>
    Gap = 5,

    /// <summary>The book cannot be true (<see cref="BookSync.Defect"/>), and is not believed any more.</summary>
    Defect = 6,

    /// <summary>The price has moved beyond the known levels of a side; the book is not believed any more.</summary>
    Exhausted = 7,

    /// <summary>The snapshot is older than the diffs that are known; another is needed.</summary>
    Stale = 8,

    /// <summary>The answer belongs to a request that does not count any more.</summary>
    Outdated = 9,
}
