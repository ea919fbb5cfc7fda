namespace OrleansTrading.Exchanges.Trading;

/// <summary>An account's keys at its venue. Never logged, stored, served or shown: its text says nothing.</summary>
/// <param name="Key">Public part.</param>
/// <param name="Secret">Signs requests.</param>
/// <param name="Passphrase">Where the venue has one.</param>
public sealed record ApiKeys(string Key, string Secret, string? Passphrase)
{
    public override string ToString() => "ApiKeys(hidden)";
}
