namespace OrleansTrading.Storage.Transfer;

/// <summary>A grain's state, or a reminder, as the embedded engine keeps it.</summary>
/// <param name="Grain">The grain's type and key: <c>job/fetch-ohlc</c>.</param>
/// <param name="Name">The state's or the reminder's.</param>
/// <param name="Version">How often it was written.</param>
/// <param name="Json">The content; of a state that was cleared, none.</param>
internal sealed record GrainRecord(string Grain, string Name, long Version, byte[] Json)
{
    public string Key => Grain[(Grain.IndexOf('/', StringComparison.Ordinal) + 1)..];
}
