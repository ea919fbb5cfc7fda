using OrleansTrading.Domain.Access;

namespace OrleansTrading.Silo.Api.Tokens;

/// <summary>A token, without its key.</summary>
/// <param name="Id">Its id; stands at the beginning of the key.</param>
/// <param name="Name">What it is for.</param>
/// <param name="Scopes">What it may be used for: Read, Operate, Trade, Admin.</param>
/// <param name="MadeBy">Who made it.</param>
/// <param name="MadeAt">When, Unix milliseconds.</param>
/// <param name="ExpiresAt">From when on it is no good, Unix milliseconds.</param>
/// <param name="UsedAt">When it was last used, to about a minute; null when never.</param>
internal sealed record TokenView(string Id, string Name, IReadOnlyList<string> Scopes, string MadeBy, long MadeAt, long ExpiresAt, long? UsedAt)
{
    public static TokenView Of(ApiToken token) => new(
        token.Id, token.Name, [.. Enum.GetValues<Scope>().Where(scope => scope != Scope.None && token.Scopes.HasFlag(scope)).Select(scope => scope.ToString())],
        token.MadeBy, token.MadeAt, token.ExpiresAt, token.UsedAt);
}
