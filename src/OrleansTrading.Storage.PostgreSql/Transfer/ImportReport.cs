using OrleansTrading.Storage.Transfer;

namespace OrleansTrading.Storage.PostgreSql.Transfer;

/// <summary>What has come of an import, part by part: one that differs does not keep the others from being brought in and looked at.</summary>
/// <param name="tell">Is told each part that is there and agrees.</param>
internal sealed class ImportReport(Action<StoredPart> tell)
{
    private const string LeftAlone = "What was there before is left as it was.";

    private readonly List<StoredPart> _parts = [];
    private readonly List<string> _differences = [];

    /// <summary>Those that agree.</summary>
    public IReadOnlyList<StoredPart> Parts => _parts;

    /// <summary>A sentence or two for each part that does not.</summary>
    public IReadOnlyList<string> Differences => _differences;

    /// <returns>Whether it agrees.</returns>
    public bool Done(string name, Tally read, Tally stored, SomeNames differing)
    {
        var (part, there) = (read.ToPart(name), stored.ToPart(name));
        if (part == there && differing.Count == 0)
        {
            _parts.Add(part);
            tell(part);
            return true;
        }

        _differences.Add(
            $"{name}: {differing.Count} of {part.Count} are not in the database as they were read{(differing.Count == 0 ? "" : $": {differing}")} (checksums {part.Checksum} and {there.Checksum}). {LeftAlone}");
        return false;
    }

    /// <summary>Nothing of a part was brought in.</summary>
    public void Refused(string name, string why) => _differences.Add($"{name}: {why} {LeftAlone}");

    /// <exception cref="InvalidDataException">Something does not agree.</exception>
    public void ThrowIfAnythingDiffers()
    {
        if (_differences.Count > 0)
            throw new InvalidDataException(string.Join(Environment.NewLine, _differences));
    }
}
