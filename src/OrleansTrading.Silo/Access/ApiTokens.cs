using OrleansTrading.Contracts.Access;
using OrleansTrading.Dashboard.Access;
using OrleansTrading.Domain.Access;

namespace OrleansTrading.Silo.Access;

/// <summary>Makes and withdraws tokens. Of a key nothing is kept but its hash.</summary>
internal sealed class ApiTokens(AccessDirectory directory, TimeProvider time) : IApiTokens
{
    public async Task<IReadOnlyList<ApiToken>> ListAsync(CancellationToken cancellationToken) =>
        [.. (await directory.ListTokensAsync(cancellationToken)).OrderBy(token => token.Name, StringComparer.OrdinalIgnoreCase)];

    public async Task<(ApiToken? Token, string? Key, string? Refusal)> MakeAsync(Person maker, string name, Scope scopes, int days)
    {
        if (Defect(maker, name, scopes, days) is { } defect)
            return (null, null, defect);
        var (id, key) = TokenSecret.Make();
        var now = time.GetUtcNow();
        var token = new ApiToken(
            id, name.Trim(), scopes, TokenSecret.HashOf(key), maker.Name, now.ToUnixTimeMilliseconds(), now.AddDays(days).ToUnixTimeMilliseconds());
        return await directory.AddTokenAsync(token) is { } refusal ? (null, null, refusal) : (token, key, null);
    }

    public Task<ApiToken?> WithdrawAsync(string id) => directory.WithdrawTokenAsync(id);

    private static string? Defect(Person maker, string name, Scope scopes, int days) =>
        name.Trim().Length is 0 or > IApiTokens.LongestName || name.Any(char.IsControl) ? $"A token needs a name of 1 to {IApiTokens.LongestName} characters."
        : scopes == Scope.None ? "A token needs at least one scope."
        : !maker.May(scopes) ? $"A token may do no more than its maker: {maker.Name} has {maker.Scopes}."
        : days is < 1 or > IApiTokens.MostDays ? $"A token is good for 1 to {IApiTokens.MostDays} days."
        : null;
}
