namespace OrleansTrading.TestKit;

/// <summary>The checkout that the tests run in.</summary>
public static class Repository
{
    /// <summary>The directory that holds OrleansTrading.sln.</summary>
    public static string Root { get; } = FindRoot();

    public static string PathOf(params ReadOnlySpan<string> parts) => Path.Combine([Root, .. parts]);

    private static string FindRoot()
    {
        for (var directory = new DirectoryInfo(AppContext.BaseDirectory); directory is not null; directory = directory.Parent)
        {
            if (File.Exists(Path.Combine(directory.FullName, "OrleansTrading.sln")))
                return directory.FullName;
        }

        throw new InvalidOperationException($"No OrleansTrading.sln above {AppContext.BaseDirectory}: the tests run from a checkout.");
    }
}
