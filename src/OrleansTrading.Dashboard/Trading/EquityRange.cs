namespace OrleansTrading.Dashboard.Trading;

/// <summary>How far back an equity curve goes.</summary>
/// <param name="Key">As the address has it.</param>
/// <param name="Name">As it is shown.</param>
/// <param name="Length">How long.</param>
internal sealed record EquityRange(string Key, string Name, TimeSpan Length)
{
    public static readonly EquityRange[] All =
    [
        new("6h", /* text */ "6 h", TimeSpan.FromHours(6)),
        new("1d", /* text */ "1 day", TimeSpan.FromDays(1)),
        new("7d", /* text */ "7 days", TimeSpan.FromDays(7)),
        new("30d", /* text */ "30 days", TimeSpan.FromDays(30)),
    ];

    /// <summary>That of the address; a day when it names none.</summary>
    public static EquityRange Of(string? key) => All.FirstOrDefault(range => range.Key == key) ?? All[1];
}
