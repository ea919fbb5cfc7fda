using System.Collections.Immutable;
using Orleans;
using OrleansTrading.Domain.Access;

namespace OrleansTrading.Contracts.Access;

/// <summary>Tokens of the API and sessions that were left; there is one such grain, keyed <see cref="Key"/>. What it answers is stored.</summary>
[Alias("OrleansTrading.IAccessGrain")]
public interface IAccessGrain : IGrainWithStringKey
{
    public const string Key = "access";

    /// <summary>Tokens at most, expired ones counted.</summary>
    public const int MostTokens = 500;

    [Alias("Get")]
    Task<AccessKeys> GetAsync();

    /// <summary>Adds a token. Answers why not: the name is taken, or there are too many; null when it was added.</summary>
    [Alias("AddToken")]
    Task<string?> AddTokenAsync(ApiToken token);

    /// <summary>Withdraws a token at once. Answers it as it was; null when there is none.</summary>
    [Alias("WithdrawToken")]
    Task<ApiToken?> WithdrawTokenAsync(string id);

    /// <summary>Notes when tokens were used last.</summary>
    [Alias("NoteUse")]
    Task NoteUseAsync(ImmutableArray<TokenUse> uses);

    /// <summary>Ends a session: whoever has its cookie is nobody from now on.</summary>
    [Alias("EndSession")]
    Task EndSessionAsync(EndedSession session);
}
