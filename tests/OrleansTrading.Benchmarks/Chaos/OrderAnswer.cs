using OrleansTrading.Contracts.Accounts;

namespace OrleansTrading.Benchmarks.Chaos;

/// <summary>What an account has acknowledged.</summary>
/// <param name="Account">Which.</param>
/// <param name="IntentKey">The key it was asked with.</param>
/// <param name="OrderId">The order; null when it was refused.</param>
/// <param name="Refusal">Why it was refused; null when it was not.</param>
/// <param name="HasGuards">Whether protection was asked for.</param>
internal sealed record OrderAnswer(string Account, string IntentKey, string? OrderId, string? Refusal, bool HasGuards)
{
    public static OrderAnswer Of(string account, string key, PlaceResult result, bool hasGuards) => new(account, key, result.Order?.Id, result.Refusal?.Code, hasGuards);
}
