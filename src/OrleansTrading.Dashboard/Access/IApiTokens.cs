using OrleansTrading.Contracts.Access;
using OrleansTrading.Domain.Access;

namespace OrleansTrading.Dashboard.Access;

/// <summary>Keys by which programs use the API. The host brings it. Whoever calls it has asked <see cref="IAuditedActions"/> before.</summary>
public interface IApiTokens
{
    public const int LongestName = 60;
    public const int MostDays = 1095;
    public const int UsualDays = 90;

    Task<IReadOnlyList<ApiToken>> ListAsync(CancellationToken cancellationToken);

    /// <summary>Makes a token. Its key is in the answer and nowhere else.</summary>
    /// <param name="maker">Who makes it: it may do no more than they may.</param>
    /// <param name="name">What it is for; unique.</param>
    /// <param name="scopes">What it may be used for.</param>
    /// <param name="days">How long it is good.</param>
    /// <returns>The token and its key, or why there is none.</returns>
    Task<(ApiToken? Token, string? Key, string? Refusal)> MakeAsync(Person maker, string name, Scope scopes, int days);

    /// <summary>Withdraws a token; null when there is none of that id.</summary>
    Task<ApiToken?> WithdrawAsync(string id);
}
