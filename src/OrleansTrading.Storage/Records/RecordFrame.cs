namespace OrleansTrading.Storage.Records;

/// <summary>A record as it is written; see <see cref="RecordFormat"/>.</summary>
/// <param name="Key">What it is known by.</param>
/// <param name="Group">What it belongs to.</param>
/// <param name="Time">Unix milliseconds.</param>
/// <param name="Tag">One small value of it.</param>
/// <param name="Json">All of it, UTF-8.</param>
internal readonly record struct RecordFrame(string Key, string Group, long Time, byte Tag, byte[] Json);
