namespace OrleansTrading.Grains.Capture;

/// <summary>
/// Damaged capture files that were moved aside and lie there still: those of earlier processes, once looked for, and those that come. Safe
/// from any thread.
/// </summary>
internal sealed class AsideFiles
{
    private readonly Lock _gate = new();
    private readonly SortedSet<string> _paths = new(StringComparer.Ordinal);
    private bool _isComplete;

    /// <summary>Those that are there; null while it has not been looked for those of earlier processes.</summary>
    public IReadOnlyList<string>? There
    {
        get
        {
            lock (_gate)
            {
                _paths.RemoveWhere(path => !File.Exists(path));
                return _isComplete ? [.. _paths] : null;
            }
        }
    }

    public void Add(string path)
    {
        lock (_gate)
            _paths.Add(path);
    }

    /// <summary>Looks through a whole directory.</summary>
    /// <exception cref="IOException">It cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">Likewise.</exception>
    public void Find(string root)
    {
        var found = Directory.Exists(root) ? Directory.GetFiles(root, "*" + TradeSearch.Aside, SearchOption.AllDirectories) : [];
        lock (_gate)
        {
            _paths.UnionWith(found);
            _isComplete = true;
        }
    }
}
