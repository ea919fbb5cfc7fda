using System.Text.Json.Serialization.Metadata;

namespace OrleansTrading.Storage.PostgreSql.Records;

/// <summary>A table of records.</summary>
/// <param name="Name">The table.</param>
/// <param name="Key">What a record is known by, as text; two records have the same key exactly when they have the same <paramref name="KeyColumns"/>.</param>
/// <param name="KeyColumns">The columns of its primary key.</param>
/// <param name="TimeColumn">The column by whose time records are listed and forgotten.</param>
/// <param name="MonthColumn">The column by whose months the table is parted; null when it is not.</param>
/// <param name="Month">What is in that column.</param>
/// <param name="Columns">All columns but <c>record</c> and <c>added_by</c>.</param>
/// <param name="Json">How <c>record</c> is written.</param>
/// <param name="IsMarked">Whether it has the column <c>added_by</c>.</param>
/// <param name="Replaces">Under which condition a row, <c>EXCLUDED</c>, is saved in place of the one that is there; null when it always is.</param>
internal sealed record RecordTableSql<T>(
    string Name, Func<T, string> Key, string[] KeyColumns, string TimeColumn, string? MonthColumn, Func<T, long> Month, RecordColumn<T>[] Columns,
    JsonTypeInfo<T> Json, bool IsMarked = false, string? Replaces = null);
