namespace OrleansTrading.Silo.Api.Jobs;

/// <summary>The header that makes a retried request the same request.</summary>
internal static class IdempotencyKey
{
    public const string Header = "Idempotency-Key";
    public const int MaxLength = 128;

    public static string? Parse(string? text, FieldErrors errors)
    {
        if (text is null)
            return null;
        if (text.Length is >= 1 and <= MaxLength && text.All(c => c is >= '!' and <= '~'))
            return text;
        errors.Add(Header, $"is '{FieldErrors.Shorten(text)}' ({text.Length} characters); expected 1 to {MaxLength} visible ASCII characters");
        return null;
    }
}
