namespace OrleansTrading.TestKit;

/// <summary>
/// Recorded data that lies beside a checkout and is not part of it. A test that needs it says so and is skipped
/// where it is absent.
/// </summary>
public static class SharedData
{
    private static readonly string? Root = Find();

    /// <summary>Full path of <paramref name="relative"/> in the folder of recorded data; null where there is none.</summary>
    public static string? TryFind(string relative)
    {
        if (Root is null)
            return null;
        var path = Path.Combine(Root, relative);
        return Path.Exists(path) ? path : null;
    }

    /// <summary>What to say when a test is skipped.</summary>
    public static string Absent(string relative) =>
        $"needs '{relative}' in a folder named 'shared' beside the checkout, or where ORLEANS_TRADING_SHARED points";

    private static string? Find()
    {
        if (Environment.GetEnvironmentVariable("ORLEANS_TRADING_SHARED") is { Length: > 0 } named)
            return Directory.Exists(named) ? named : null;
        var checkout = Repository.Root;
        var beside = Path.Combine(Path.GetDirectoryName(checkout)!, "shared");
        return Directory.Exists(beside) ? beside : null;
    }
}
