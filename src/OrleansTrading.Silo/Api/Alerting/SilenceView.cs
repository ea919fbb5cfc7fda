using OrleansTrading.Domain.Alerting;

namespace OrleansTrading.Silo.Api.Alerting;

/// <summary>Notifications that are not told until a time.</summary>
/// <param name="Id">Its name.</param>
/// <param name="Matchers">All of these must match, <c>name=value</c> each; a value that ends in <c>*</c> stands for all that begin so.</param>
/// <param name="Until">When it ends.</param>
/// <param name="CreatedAt">When it was made.</param>
/// <param name="By">Who made it.</param>
/// <param name="Comment">Why.</param>
internal sealed record SilenceView(string Id, IReadOnlyList<string> Matchers, long Until, long CreatedAt, string By, string Comment)
{
    public static SilenceView Of(Silence silence) =>
        new(silence.Id, [.. silence.Matchers.Select(matcher => matcher.ToString())], silence.Until, silence.CreatedAt, silence.By, silence.Comment);
}
