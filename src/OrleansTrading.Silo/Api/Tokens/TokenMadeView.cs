namespace OrleansTrading.Silo.Api.Tokens;

/// <summary>A new token with its key.</summary>
/// <param name="Key">The key, for <c>Authorization: Bearer KEY</c>. It is told this once and kept nowhere.</param>
/// <param name="Token">The token.</param>
internal sealed record TokenMadeView(string Key, TokenView Token);
