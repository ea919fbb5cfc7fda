using System.Collections.Immutable;
using System.Globalization;
using Microsoft.Extensions.Localization;
using OrleansTrading.Dashboard.Formatting;
using OrleansTrading.Domain.Guards;

namespace OrleansTrading.Dashboard.Trading;

/// <summary>What is to protect a position, as it is typed.</summary>
public sealed class GuardForm
{
    private const string Minute = "yyyy-MM-dd'T'HH:mm";

    public string? StopLoss { get; set; }

    public string? Trailing { get; set; }

    public string? Activation { get; set; }

    public string? BreakEven { get; set; }

    /// <summary>In the reader's zone, as the browser's field for moments writes it.</summary>
    public string? Expires { get; set; }

    public List<Target> Targets { get; } = [];

    internal static GuardForm Of(GuardPlan? plan, UserZone zone)
    {
        var form = new GuardForm
        {
            StopLoss = Amounts.Plain(plan?.StopLoss),
            Trailing = Amounts.Plain(plan?.TrailingPercent),
            Activation = Amounts.Plain(plan?.TrailingActivation),
            BreakEven = Amounts.Plain(plan?.BreakEvenTrigger),
            Expires = plan?.ExpiresAt is { } at ? zone.Format(at, Minute) : null,
        };
        if (plan is { TakeProfits.IsDefault: false })
            form.Targets.AddRange(plan.TakeProfits.Select(target => new Target { Price = Amounts.Plain(target.Price), Share = Amounts.Plain(target.Share * 100) }));
        return form;
    }

    /// <summary>The plan; what is wrong with its fields is told under <paramref name="path"/>.</summary>
    internal GuardPlan Read(Problems problems, UserZone zone, IStringLocalizer texts, string path = "guards.")
    {
        decimal? Number(string? text, string field) => FormNumbers.Read(text, path + field, problems, texts);
        var targets = ImmutableArray.CreateBuilder<GuardTarget>();
        foreach (var (i, target) in Targets.Index())
        {
            if (string.IsNullOrWhiteSpace(target.Price) && string.IsNullOrWhiteSpace(target.Share))
                continue;
            var (price, share) = (Number(target.Price, $"takeProfits[{i}].price"), Number(target.Share, $"takeProfits[{i}].share"));
            if (price is null)
                problems.Add($"{path}takeProfits[{i}].price", texts[/* text */ "A target needs a price."]);
            if (share is null)
                problems.Add($"{path}takeProfits[{i}].share", texts[/* text */ "A target needs a share."]);
            if (price is not null && share is not null)
                targets.Add(new GuardTarget(price.Value, share.Value / 100));
        }

        return new GuardPlan(
            Number(StopLoss, "stopLoss"), targets.ToImmutable(), Number(Trailing, "trailingPercent"), Number(Activation, "trailingActivation"),
            Number(BreakEven, "breakEvenTrigger"), Moment(problems, zone, texts, path + "expiresAt"));
    }

    private long? Moment(Problems problems, UserZone zone, IStringLocalizer texts, string field)
    {
        if (string.IsNullOrWhiteSpace(Expires))
            return null;
        if (DateTime.TryParseExact(Expires, [Minute, Minute + "':'ss"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var local) && !zone.Zone.IsInvalidTime(local))
            return new DateTimeOffset(local, zone.Zone.GetUtcOffset(local)).ToUnixTimeMilliseconds();
        problems.Add(field, texts[/* text */ "There is no such moment."]);
        return null;
    }

    /// <summary>A price at which a part is closed.</summary>
    public sealed class Target
    {
        public string? Price { get; set; }

        /// <summary>Percent of the position.</summary>
        public string? Share { get; set; }
    }
}
