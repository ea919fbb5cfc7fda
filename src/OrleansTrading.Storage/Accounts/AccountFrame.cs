using System.Globalization;

namespace OrleansTrading.Storage.Accounts;

/// <summary>Where the events of one append lie in a file.</summary>
/// <param name="First">Number of the first event.</param>
/// <param name="Last">Number of the last event.</param>
/// <param name="Offset">Where the frame begins.</param>
/// <param name="Size">Its bytes.</param>
internal readonly record struct AccountFrame(long First, long Last, long Offset, int Size)
{
    /// <summary>What the frame is called in the file: the numbers of its first and last event.</summary>
    public static string KeyOf(long first, long last) => string.Create(CultureInfo.InvariantCulture, $"{first}-{last}");

    public static bool TryParseKey(string key, out long first, out long last)
    {
        (first, last) = (0, 0);
        var dash = key.IndexOf('-', StringComparison.Ordinal);
        return dash > 0
            && long.TryParse(key.AsSpan(0, dash), NumberStyles.None, CultureInfo.InvariantCulture, out first)
            && long.TryParse(key.AsSpan(dash + 1), NumberStyles.None, CultureInfo.InvariantCulture, out last)
            && first >= 1 && last >= first;
    }
}
