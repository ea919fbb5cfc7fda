namespace OrleansTrading.Exchanges.Trading;

/// <summary>An account's keys at its venue. Never logged, stored, served or shown: its text says nothing.</summary>
/// <param name="Key">Public part.</param>
/// <param name="Secret">Signs requests.</param>
/// <param name="Passphrase">Where the venue has one.</param>
public sealed record ApiKeys(string Key, string Secret, string? Passphrase)
{
    public override string ToString() => "ApiKeys(hidden)";

    /// <summary>A text without them: a venue may quote what it was sent.</summary>
    public string Scrub(string text)
    {
        foreach (var secret in (string?[])[Key, Secret, Passphrase])
        {
            if (!string.IsNullOrEmpty(secret))
                text = text.Replace(secret, "(hidden)", StringComparison.Ordinal);
        }

        return text;
    }
}
