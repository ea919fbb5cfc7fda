namespace OrleansTrading.Domain.Books;

/// <summary>How far a book can be believed.</summary>
public enum BookPhase : byte
{
    /// <summary>The book is not asked for, or nothing of it has come yet.</summary>
    Absent = 0,

    /// <summary>Diffs are gathered while the snapshot that they belong to is on its way; there are no levels to show.</summary>
    Syncing = 1,

    /// <summary>Snapshot and every diff since are applied.</summary>
    Live = 2,
}
