using Orleans;

namespace OrleansTrading.Domain.Access;

/// <summary>A key by which a program uses the API in place of a person. The key itself is kept by nobody but its owner.</summary>
/// <param name="Id">Its name among keys; stands at the beginning of the key.</param>
/// <param name="Name">What it is for, in its maker's words; unique.</param>
/// <param name="Scopes">What it may be used for.</param>
/// <param name="Hash">SHA-256 of the whole key, in hexadecimal.</param>
/// <param name="MadeBy">Who made it.</param>
/// <param name="MadeAt">Unix milliseconds.</param>
/// <param name="ExpiresAt">From when on it is no good, Unix milliseconds.</param>
/// <param name="UsedAt">When it was last used, to about a minute; null before the first time.</param>
[GenerateSerializer, Immutable, Alias("OrleansTrading.ApiToken")]
public sealed record ApiToken(
    [property: Id(0)] string Id,
    [property: Id(1)] string Name,
    [property: Id(2)] Scope Scopes,
    [property: Id(3)] string Hash,
    [property: Id(4)] string MadeBy,
    [property: Id(5)] long MadeAt,
    [property: Id(6)] long ExpiresAt,
    [property: Id(7)] long? UsedAt = null)
{
    public bool IsGoodAt(long now) => now < ExpiresAt;

    /// <summary>Without what the key could be checked by.</summary>
    public override string ToString() => $"{Name} ({Id}, {Scopes})";
}
