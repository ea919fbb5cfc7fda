using System.Collections.Frozen;

namespace OrleansTrading.Domain.Risk;

/// <summary>
/// Which instruments move together. Unless told otherwise every asset is a bucket of its own, the same at every venue, whether the venue
/// counts it by one or by the thousand (<c>1000PEPE</c> is <c>PEPE</c>).
/// </summary>
public sealed class CorrelationBuckets
{
    private readonly FrozenDictionary<string, string> _buckets;

    /// <param name="buckets">Base asset to bucket, for example ETH and SOL to <c>layer-1</c>; case does not matter.</param>
    public CorrelationBuckets(IEnumerable<KeyValuePair<string, string>> buckets) =>
        _buckets = buckets.ToFrozenDictionary(pair => Unit(pair.Key), pair => pair.Value, StringComparer.OrdinalIgnoreCase);

    /// <summary>Every asset on its own.</summary>
    public static CorrelationBuckets ByAsset { get; } = new([]);

    public string BucketOf(string baseAsset)
    {
        var asset = Unit(baseAsset);
        return _buckets.GetValueOrDefault(asset, asset);
    }

    /// <summary>The asset without the power of a thousand that some venues put before it.</summary>
    private static string Unit(string asset)
    {
        var digits = 0;
        while (digits < asset.Length && char.IsAsciiDigit(asset[digits]))
            digits++;
        var isThousands = digits >= 4 && asset[0] == '1' && !asset.AsSpan(1, digits - 1).ContainsAnyExcept('0') && (digits - 1) % 3 == 0;
        return isThousands && digits < asset.Length ? asset[digits..] : asset;
    }
}
